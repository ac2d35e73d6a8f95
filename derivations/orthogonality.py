"""Orthogonality: orthonormal columns, rotations, what they preserve, and rotary positions.  (Appendix C.1.8)"""

from checks.language import *

m, n = size("m"), size("n")
i, j, p, q = indices("i j p q", over=n)
k = indices("k", over=m)
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
        by(assumption),
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
S = matrix("S", n, n)  # square
square = hypothesis(S.T @ S == eye(n), "the columns of S are orthonormal")

nothing_missing = theorem(
    "S S^T does not differ from the identity",
    norm(S @ S.T - eye(n)) ** 2 == 0,
    given=[square],
    book="C.1.8",
    proof=calc(
        norm(S @ S.T - eye(n)) ** 2,
        eq(tr(S @ (S.T @ S) @ S.T) - 2 * tr(S @ S.T) + n, by=sum_of_delta),
        eq(tr(S @ eye(n) @ S.T) - 2 * tr(S @ S.T) + n, by=square),
        eq(n - tr(S.T @ S), by=sum_of_delta),
        eq(n - tr(eye(n)), by=square),
        eq(0),
    ),
)

G = matrix("G", n, n)

row = define("row", i, Sum(G[i, q] ** 2, q))

row_not_negative = theorem("A row of squares does not sum to less than zero", row[i] >= 0, book="C.1.8", proof=by(definition(row), squares))

entry_of_a_norm = theorem(
    "No entry exceeds the norm",
    G[i, j] ** 2 <= norm(G) ** 2,
    book="C.1.8",
    proof=calc(
        G[i, j] ** 2,
        le(Sum(G[i, q] ** 2, q), by=[nonnegative_terms, squares]),
        eq(row[i], by=definition(row)),
        le(Sum(row[p], p), by=[nonnegative_terms, row_not_negative]),
        eq(norm(G) ** 2, by=definition(row)),
    ),
)

each_entry = theorem(
    "Nor does any entry",
    (S @ S.T - eye(n))[i, j] ** 2 <= 0,
    given=[square],
    book="C.1.8",
    proof=calc(
        (S @ S.T - eye(n))[i, j] ** 2,
        le(norm(S @ S.T - eye(n)) ** 2, by=entry_of_a_norm.at({G: S @ S.T - eye(n)})),
        eq(0, by=nothing_missing),
    ),
)

inverse = theorem(
    "A square matrix with orthonormal columns has its transpose for inverse",
    both(S.T @ S == eye(n), S @ S.T == eye(n)),
    given=[square],
    book="C.1.8",
    covers=["C.1.8-04"],
    proof=parts(by(square), calc((S @ S.T)[i, j], eq(eye(n)[i, j] + (S @ S.T - eye(n))[i, j]), eq(delta(i, j), by=[squares, each_entry]))),
)

only_square = erratum(
    prints=Q @ Q.T == eye(m),
    given=[columns],
    should_be=inverse,
    why="only a square matrix: the tall factor of a QR decomposition has orthonormal columns, and no inverse",
    book="C.1.8",
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

lengths_kept = theorem(
    "And lengths",
    norm(Q @ a) == norm(a),
    given=[columns],
    book="C.1.8",
    proof=calc(
        norm(Q @ a),
        eq(sqrt(dot(Q @ a, Q @ a))),
        eq(sqrt(dot(a, a)), by=dots_kept),
        eq(norm(a)),
    ),
)

unit = define("e", i, q, delta(i, q))  # e(i): the unit vectors of a basis

dots_of_units = theorem(
    "A matrix that preserves the dot products of unit vectors has orthonormal columns",
    iff(
        forall(i, j, Sum(Sum(Q[k, p] * unit[i, p], p) * Sum(Q[k, p] * unit[j, p], p), k) == Sum(unit[i, p] * unit[j, p], p)),
        Q.T @ Q == eye(n),
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

rotation_in_space = theorem(
    "So is a rotation in the plane of two axes, in any number of dimensions",
    turn.T @ turn == eye(n),
    given=[two_axes],
    book="C.1.8",
    covers=["C.1.8-05"],
    proof=by(definition(turn), sum_of_delta, trigonometry, two_axes),
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
