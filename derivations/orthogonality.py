"""Orthogonality: orthonormal columns, their inverse, what they preserve, and rotations.  (Appendix C.1.8)"""

from checks.language import *

m, n = size("m"), size("n")
i, j, p, q = indices("i j p q", over=n)
k, f, g = indices("k f g", over=m)
a, b = vector("a", n), vector("b", n)
Q = matrix("Q", m, n)

# ---------------------------------------------------------------- orthogonal, orthonormal
orthogonal = theorem(
    "Two vectors are orthogonal exactly where Pythagoras holds",
    iff(dot(a, b) == 0, norm(a + b) ** 2 == norm(a) ** 2 + norm(b) ** 2),
    book="C.1.8",
    covers=["C.1.8-01"],
    note="Orthogonal means that the dot product is zero.",
    proof=parts(
        calc(norm(a + b) ** 2, eq(norm(a) ** 2 + norm(b) ** 2 + 2 * dot(a, b)), eq(norm(a) ** 2 + norm(b) ** 2, by=assumption)),
        calc(
            dot(a, b),
            eq((norm(a + b) ** 2 - norm(a) ** 2 - norm(b) ** 2) / 2),
            eq(0, by=assumption),
        ),
    ),
)

orthonormal = theorem(
    "Unit length and pairwise orthogonal, in one equation",
    iff(
        forall(i, j, Sum(Q[k, i] * Q[k, j], k) == delta(i, j)),
        both(forall(i, Sum(Q[k, i] ** 2, k) == 1), forall(i, j, Sum(Q[k, i] * Q[k, j], k) == delta(i, j) * Sum(Q[k, i] ** 2, k))),
    ),
    book="C.1.8",
    covers=["C.1.8-02"],
    note="The vectors are the columns of Q. Pairwise orthogonal: a dot product is 0, or that of a vector with itself.",
    proof=parts(
        parts(
            by(assumption),
            calc(
                Sum(Q[k, i] * Q[k, j], k),
                eq(delta(i, j), by=assumption),
                eq(delta(i, j) * Sum(Q[k, i] ** 2, k), by=assumption),
            ),
        ),
        calc(
            Sum(Q[k, i] * Q[k, j], k),
            eq(delta(i, j) * Sum(Q[k, i] ** 2, k), by=assumption),
            eq(delta(i, j), by=assumption),
        ),
    ),
)

gram = theorem(
    "Orthonormal columns, as a product of matrices",
    iff(Q.T @ Q == eye(n), forall(i, j, Sum(Q[k, i] * Q[k, j], k) == delta(i, j))),
    book="C.1.8",
    covers=["C.1.8-03"],
    proof=parts(by(assumption), by(assumption)),
)

# ---------------------------------------------------------------- the inverse
columns = hypothesis(Q.T @ Q == eye(n), "the columns of Q are orthonormal")
square = hypothesis(m == n, "Q is square")
G = matrix("G", m, m)
row = define("row", k, Sum(G[k, f] ** 2, f))

row_not_negative = theorem("A sum of squares is not negative", row[k] >= 0, book="C.1.8", proof=by(definition(row), squares))

entry_of_a_norm = theorem(
    "No entry exceeds the norm",
    G[k, f] ** 2 <= norm(G) ** 2,
    book="C.1.8",
    proof=calc(
        G[k, f] ** 2,
        le(Sum(G[k, g] ** 2, g), by=[nonnegative_terms, squares]),
        eq(row[k], by=definition(row)),
        le(Sum(row[g], g), by=[nonnegative_terms, row_not_negative]),
        eq(norm(G) ** 2, by=definition(row)),
    ),
)

defect = theorem(
    "How far Q Q^T is from the identity",
    norm(Q @ Q.T - eye(m)) ** 2 == m - n,
    given=[columns],
    book="C.1.8",
    note="The number of columns that are missing.",
    proof=calc(
        norm(Q @ Q.T - eye(m)) ** 2,
        eq(tr(Q @ (Q.T @ Q) @ Q.T) - 2 * tr(Q @ Q.T) + m, by=sum_of_delta),
        eq(tr(Q @ eye(n) @ Q.T) - 2 * tr(Q @ Q.T) + m, by=columns),
        eq(m - tr(Q.T @ Q), by=sum_of_delta),
        eq(m - tr(eye(n)), by=columns),
        eq(m - n),
    ),
)

each_entry = theorem(
    "No entry of Q Q^T differs from that of the identity",
    (Q @ Q.T - eye(m))[k, f] ** 2 <= 0,
    given=[columns, square],
    book="C.1.8",
    proof=calc(
        (Q @ Q.T - eye(m))[k, f] ** 2,
        le(norm(Q @ Q.T - eye(m)) ** 2, by=entry_of_a_norm.at({G: Q @ Q.T - eye(m)})),
        eq(m - n, by=defect),
        eq(0, by=square),
    ),
)

other_order = theorem(
    "The entries of Q Q^T",
    (Q @ Q.T)[k, f] == delta(k, f),
    given=[columns, square],
    book="C.1.8",
    proof=calc(
        (Q @ Q.T)[k, f],
        eq(delta(k, f) + (Q @ Q.T - eye(m))[k, f]),
        eq(delta(k, f), by=[squares, each_entry]),
    ),
)

inverse = theorem(
    "A square matrix with orthonormal columns has its transpose for inverse",
    both(Q.T @ Q == eye(n), Q @ Q.T == eye(m)),
    given=[columns, square],
    book="C.1.8",
    covers=["C.1.8-04"],
    proof=parts(by(columns), by(other_order)),
)

only_square = erratum(
    prints=both(Q.T @ Q == eye(n), Q @ Q.T == eye(m)),
    given=[columns],
    should_be=inverse,
    why="only a square matrix: the tall factor of a QR decomposition has orthonormal columns, and no inverse",
    book="C.1.8",
    covers=["C.1.8-04"],
)

# ---------------------------------------------------------------- dot products are preserved
dots_kept = theorem(
    "Orthonormal columns preserve dot products",
    dot(Q @ a, Q @ b) == dot(a, b),
    given=[columns],
    book="C.1.8",
    covers=["C.1.8-09"],
    note="The same matrix acts on both vectors, and it need not be square.",
    proof=calc(
        dot(Q @ a, Q @ b),
        eq(dot(a, (Q.T @ Q) @ b)),
        eq(dot(a, eye(n) @ b), by=columns),
        eq(dot(a, b), by=sum_of_delta),
    ),
)

image = define("image", Q @ a)

squares_kept = theorem(
    "And squared lengths",
    norm(image) ** 2 == norm(a) ** 2,
    given=[columns],
    book="C.1.8",
    proof=by(definition(image), dots_kept.at({b: a})),
)

lengths_kept = theorem(
    "And lengths",
    norm(Q @ a) == norm(a),
    given=[columns],
    book="C.1.8",
    proof=calc(
        norm(Q @ a),
        eq(norm(image), by=definition(image)),
        eq(norm(a), by=squares_kept),
    ),
)

unit = define("e", i, q, delta(i, q))  # e(i): the unit vectors of a basis

dots_of_units = theorem(
    "A matrix that preserves the dot products of unit vectors has orthonormal columns",
    iff(
        forall(i, j, Sum(Sum(Q[k, p] * unit[i, p], p) * Sum(Q[k, p] * unit[j, p], p), k) == Sum(unit[i, p] * unit[j, p], p)),
        forall(i, j, (Q.T @ Q)[i, j] == delta(i, j)),
    ),
    book="C.1.8",
    covers=["C.1.8-09"],
    note="So those that preserve all dot products are those with orthonormal columns.",
    proof=parts(
        calc(
            (Q.T @ Q)[i, j],
            eq(Sum(Sum(Q[k, p] * unit[i, p], p) * Sum(Q[k, p] * unit[j, p], p), k), by=[definition(unit), sum_of_delta]),
            eq(Sum(unit[i, p] * unit[j, p], p), by=assumption),
            eq(delta(i, j), by=[definition(unit), sum_of_delta]),
        ),
        calc(
            Sum(Sum(Q[k, p] * unit[i, p], p) * Sum(Q[k, p] * unit[j, p], p), k),
            eq(Sum(Q[k, i] * Q[k, j], k), by=[definition(unit), sum_of_delta]),
            eq((Q.T @ Q)[i, j]),
            eq(Sum(unit[i, p] * unit[j, p], p), by=[assumption, definition(unit), sum_of_delta]),
        ),
    ),
)

# ---------------------------------------------------------------- rotations
theta, phi = scalar("theta"), scalar("phi")
R = define("R", theta, matrix([[cos(theta), -sin(theta)], [sin(theta), cos(theta)]]))
S1, S2 = matrix("S1", n, n, tex="S_{1}"), matrix("S2", n, n, tex="S_{2}")
first, second = hypothesis(S1.T @ S1 == eye(n), "S1 is orthogonal"), hypothesis(S2.T @ S2 == eye(n), "S2 is orthogonal")
s, t = position("s", over=n), position("t", over=n)
two_axes = hypothesis(s != t, "s and t are two axes")
turn = define(
    "turn",
    i,
    j,
    delta(i, j)
    + (cos(theta) - 1) * (delta(i, s) * delta(j, s) + delta(i, t) * delta(j, t))
    + sin(theta) * (delta(i, t) * delta(j, s) - delta(i, s) * delta(j, t)),
)  # the rotation in the plane of two axes

plane_rotation = theorem(
    "A rotation of the plane is orthogonal",
    R(theta).T @ R(theta) == eye(2),
    book="C.1.8",
    covers=["C.1.8-05"],
    note="By any angle, drawn at random or not.",
    proof=by(definition(R), trigonometry),
)

apart = theorem(
    "No axis is both",
    delta(j, s) * delta(j, t) == 0,
    given=[two_axes],
    book="C.1.8",
    proof=calc(
        delta(j, s) * delta(j, t),
        eq(delta(j, s) * delta(s, t), by=sum_of_delta),
        eq(0, by=[sum_of_delta, two_axes]),
    ),
)

rotation_in_space = theorem(
    "So is a rotation in the plane of two axes, in any number of dimensions",
    (turn.T @ turn)[i, j] == delta(i, j),
    given=[two_axes],
    book="C.1.8",
    covers=["C.1.8-05"],
    proof=calc(
        (turn.T @ turn)[i, j],
        eq(
            delta(i, j) + 2 * delta(i, j) * ((cos(theta) - 1) ** 2 - sin(theta) ** 2) * (delta(j, s) * delta(j, t)),
            by=[definition(turn), sum_of_delta, trigonometry],
        ),
        eq(delta(i, j), by=apart),
    ),
)

rotations_combined = theorem(
    "So is one after another",
    (S1 @ S2).T @ (S1 @ S2) == eye(n),
    given=[first, second],
    book="C.1.8",
    covers=["C.1.8-05"],
    note="Every rotation is made of rotations in the planes of two axes, however these are drawn.",
    proof=calc(
        (S1 @ S2).T @ (S1 @ S2),
        eq(S2.T @ (S1.T @ S1) @ S2),
        eq(S2.T @ eye(n) @ S2, by=first),
        eq(S2.T @ S2, by=sum_of_delta),
        eq(eye(n), by=second),
    ),
)

# ---------------------------------------------------------------- an observation
projections = not_checkable("an observation about trained models", covers=["C.1.8-12"], book="C.1.8")
