"""Saturation: a softmax that is nearly one-hot has hardly any gradient.  (Appendix C.4.4)"""

from checks.language import *
from derivations.softmax import i, j, jacobian, normalised, p, room, t, v, z

top = hypothesis(p[i] <= p[t], "t is the most likely outcome")
eps = define("epsilon", 1 - p[t], tex=r"\varepsilon")

# ---------------------------------------------------------------- the entries
at_most_one = theorem(
    "A probability is at most one",
    p[i] <= 1,
    book="C.4.4",
    proof=calc(p[i], le(Sum(p[j], j), by=[nonnegative_terms, normalised]), eq(1, by=normalised)),
)

slopes = theorem(
    "No slope exceeds that of the most likely outcome",
    p[i] * (1 - p[i]) <= eps * (1 - eps),
    given=[top],
    book="C.4.4",
    proof=calc(
        p[i] * (1 - p[i]),
        le(p[i] * (1 - p[i]) + (p[t] - p[i]) * (1 - p[i] - p[t] + delta(t, i) * p[t]), by=room),
        eq(p[t] * (1 - p[t]), by=sum_of_delta),
        eq(eps * (1 - eps), by=definition(eps)),
    ),
)

upper = theorem(
    "No entry in a row exceeds the diagonal one",
    p[i] * (delta(i, j) - p[j]) <= p[i] * (1 - p[i]),
    book="C.4.4",
    proof=calc(
        p[i] * (delta(i, j) - p[j]),
        le(p[i] * (delta(i, j) - p[j]) + p[i] * (1 - delta(i, j)) ** 2 * (1 - p[i]), by=at_most_one),
        le(p[i] * (delta(i, j) - p[j]) + p[i] * (1 - delta(i, j)) ** 2 * (1 - p[i]) + p[i] * p[j] * (1 - delta(i, j)) ** 2, by=squares),
        eq(p[i] * (1 - p[i]), by=sum_of_delta),
    ),
)

lower = theorem(
    "Nor does its absolute value",
    p[i] * (delta(i, j) - p[j]) >= -p[i] * (1 - p[i]),
    book="C.4.4",
    proof=calc(
        p[i] * (delta(i, j) - p[j]),
        ge(p[i] * (p[i] - 1), by=room),
        eq(-p[i] * (1 - p[i])),
    ),
)

entries = theorem(
    "No entry of the Jacobian exceeds epsilon (1 - epsilon)",
    both(D(p[i], z[j]) <= eps * (1 - eps), D(p[i], z[j]) >= -eps * (1 - eps)),
    given=[top],
    book="C.4.4",
    covers=["C.4.4-07"],
    proof=parts(
        calc(D(p[i], z[j]), eq(p[i] * (delta(i, j) - p[j]), by=jacobian), le(p[i] * (1 - p[i]), by=upper), le(eps * (1 - eps), by=slopes)),
        calc(
            D(p[i], z[j]), eq(p[i] * (delta(i, j) - p[j]), by=jacobian), ge(-p[i] * (1 - p[i]), by=lower), ge(-eps * (1 - eps), by=slopes)
        ),
    ),
)

# ---------------------------------------------------------------- the norm
pairs = define("w", i, Sum(p[j] * ((1 - delta(i, j)) * (v[i] + v[j])) ** 2, j))

pairs_not_negative = theorem(
    "A weighted sum of squares",
    pairs[i] >= 0,
    book="C.4.4",
    proof=calc(pairs[i], eq(Sum(p[j] * ((1 - delta(i, j)) * (v[i] + v[j])) ** 2, j), by=definition(pairs)), ge(0, by=normalised)),
)

row_bound = theorem(
    "The quadratic form of the softmax Jacobian is at most a weighted sum of squares",
    Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i) <= Sum(2 * p[i] * (1 - p[i]) * v[i] ** 2, i),
    book="C.4.4",
    proof=calc(
        Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i),
        eq(Sum(Sum(v[i] * (p[i] * (delta(i, j) - p[j])) * v[j], j), i), by=jacobian),
        eq(Sum(p[i] * v[i] ** 2, i) - Sum(p[i] * v[i], i) ** 2, by=sum_of_delta),
        le(Sum(p[i] * v[i] ** 2, i) - Sum(p[i] * v[i], i) ** 2 + Sum(p[i] * pairs[i], i) / 2, by=pairs_not_negative),
        eq(Sum(2 * p[i] * (1 - p[i]) * v[i] ** 2, i), by=[definition(pairs), sum_of_delta, normalised]),
    ),
)

weighted_slopes = theorem(
    "The same, weighted by squares",
    p[i] * (1 - p[i]) * v[i] ** 2 <= eps * (1 - eps) * v[i] ** 2,
    given=[top],
    book="C.4.4",
    proof=by(slopes),
)

norm_bound = theorem(
    "A nearly one-hot softmax passes on almost no gradient",
    Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i) <= 2 * eps * (1 - eps) * Sum(v[i] ** 2, i),
    given=[top],
    book="C.4.4",
    covers=["C.4.4-07"],
    note="The Jacobian is symmetric and positive semidefinite, so its norm is the largest value of this form on unit vectors.",
    proof=calc(
        Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i),
        le(Sum(2 * p[i] * (1 - p[i]) * v[i] ** 2, i), by=row_bound),
        eq(2 * Sum(p[i] * (1 - p[i]) * v[i] ** 2, i)),
        le(2 * Sum(eps * (1 - eps) * v[i] ** 2, i), by=weighted_slopes),
        eq(2 * eps * (1 - eps) * Sum(v[i] ** 2, i)),
    ),
)

half = theorem(
    "The norm of a softmax Jacobian is never more than one half",
    Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i) <= Sum(v[i] ** 2, i) / 2,
    book="C.4.4",
    covers=["C.4.4-07"],
    proof=calc(
        Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i),
        le(Sum(2 * p[i] * (1 - p[i]) * v[i] ** 2, i), by=row_bound),
        le(Sum(v[i] ** 2, i) / 2, by=squares),
    ),
)
