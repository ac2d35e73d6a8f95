"""Rotary positions: a block-diagonal rotation, and the scores that come of it.  (Appendix C.1.8)

The features of a head come in pairs, and a position turns each pair by its own angle: a feature has two indices, its pair and its
place in the pair.  Positions are any real numbers.
"""

from typing import Any

from checks.language import *
from derivations.orthogonality import R

h = size("h")  # pairs of features
c, f, w = indices("c f w", over=h)
u, v, z = indices("u v z", over=2)
freq = vector("omega", h)  # the angle by which a step turns each pair
m, n = scalar("m"), scalar("n")  # positions
q, k = matrix("q", h, 2), matrix("k", h, 2)  # a query and a key, pair by pair


def block(position: Any, row: tuple[Any, Any], column: tuple[Any, Any]) -> Any:
    """An entry of the matrix of a position: zero, unless row and column are of one pair."""
    entry: Any = R(position * freq[row[0]])[row[1], column[1]]
    return delta(row[0], column[0]) * entry


# ---------------------------------------------------------------- the matrix
orthogonal = theorem(
    "A block-diagonal rotation is orthogonal",
    Sum(Sum(block(m, (w, z), (c, u)) * block(m, (w, z), (f, v)), z), w) == delta(c, f) * delta(u, v),
    book="C.1.8",
    covers=["C.1.8-08"],
    note="The entries of R_m^T R_m: the rows of R_m are summed.",
    proof=by(definition(R), sum_of_delta, trigonometry),
)

relative = theorem(
    "Two block-diagonal rotations differ by that of the distance",
    Sum(Sum(block(m, (w, z), (c, u)) * block(n, (w, z), (f, v)), z), w) == block(n - m, (c, u), (f, v)),
    book="C.1.8",
    covers=["C.1.8-11"],
    note="The entries of R_m^T R_n and of R_{n-m}.",
    proof=by(definition(R), sum_of_delta, trigonometry),
)

# ---------------------------------------------------------------- the scores
turned = define("R", m, q, c, u, Sum(R(m * freq[c])[u, v] * q[c, v], v))  # R_m q
score = Sum(Sum(turned(m, q)[c, u] * turned(n, k)[c, u], u), c)

by_blocks = theorem(
    "Turning every pair is multiplying by the matrix",
    turned(m, q)[c, u] == Sum(Sum(block(m, (c, u), (f, v)) * q[f, v], v), f),
    book="C.1.8",
    proof=by(definition(turned), sum_of_delta),
)

relative_score = theorem(
    "A score depends on the distance of the two positions",
    score == Sum(Sum(q[c, u] * turned(n - m, k)[c, u], u), c),
    book="C.1.8",
    proof=by(definition(turned, R), trigonometry),
)

same_position = theorem(
    "At one position, scores are what they were",
    Sum(Sum(turned(m, q)[c, u] * turned(m, k)[c, u], u), c) == Sum(Sum(q[c, u] * k[c, u], u), c),
    book="C.1.8",
    proof=by(definition(turned, R), trigonometry),
)

scores_change = erratum(
    prints=score == Sum(Sum(q[c, u] * k[c, u], u), c),
    should_be=relative_score,
    why="query and key are turned by different rotations: what is left is the rotation of the distance",
    book="C.1.8",
    covers=["C.1.8-10"],
)

length_kept = theorem(
    "Lengths are kept",
    Sum(Sum(turned(m, q)[c, u] ** 2, u), c) == Sum(Sum(q[c, u] ** 2, u), c),
    book="C.1.8",
    proof=by(definition(turned, R), trigonometry),
)

areas = Sum(Sum(Sum(Sum((q[c, u] * k[f, v] - q[f, v] * k[c, u]) ** 2, u), c), v), f) / 2

cauchy_schwarz = theorem(
    "The inequality of Cauchy and Schwarz, pair by pair",
    Sum(Sum(q[c, u] * k[c, u], u), c) ** 2 <= norm(q) ** 2 * norm(k) ** 2,
    book="C.1.8",
    proof=calc(
        Sum(Sum(q[c, u] * k[c, u], u), c) ** 2,
        eq(norm(q) ** 2 * norm(k) ** 2 - areas),
        le(norm(q) ** 2 * norm(k) ** 2, by=squares),
    ),
)

turned_q, turned_k = turned(m, q), turned(n, k)

score_is_bounded = theorem(
    "No rotation makes a score larger than the lengths allow",
    score**2 <= norm(q) ** 2 * norm(k) ** 2,
    book="C.1.8",
    note="This is the sense in which magnitudes are left intact.",
    proof=calc(
        score**2,
        le(norm(turned_q) ** 2 * norm(turned_k) ** 2, by=cauchy_schwarz.at({q: turned_q, k: turned_k})),
        eq(norm(q) ** 2 * norm(k) ** 2, by=[length_kept.at({q: q, m: m}), length_kept.at({q: k, m: n})]),
    ),
)
