"""The identity, inverses, singular matrices, and linear systems by factorisation.  (Appendix C.1.3)"""

from checks.language import *

m, n = size("m"), size("n")
i, j = indices("i j", over=n)
A = matrix("A", m, n)

# ---------------------------------------------------------------- the identity
identity_entries = theorem(
    "The entries of the identity",
    eye(n)[i, j] == delta(i, j),
    book="C.1.3",
    covers=["C.1.3-01"],
    proof=by(algebra),
)

identity_neutral = theorem(
    "Multiplying by the identity changes nothing",
    both(eye(m) @ A == A, A @ eye(n) == A),
    book="C.1.3",
    covers=["C.1.3-02"],
    note="The two identities differ in size unless A is square.",
    proof=parts(by(sum_of_delta), by(sum_of_delta)),
)

# ---------------------------------------------------------------- inverses
S, B, C = matrix("S", n, n), matrix("B", n, n), matrix("C", n, n)
right = hypothesis(S @ B == eye(n), "B is an inverse from the right")
left = hypothesis(C @ S == eye(n), "C is an inverse from the left")

unique = theorem(
    "There is at most one inverse",
    B == C,
    given=[right, left],
    book="C.1.3",
    note="An inverse from the right is one from the left, if there is any from the left.",
    proof=calc(
        B,
        eq(eye(n) @ B, by=sum_of_delta),
        eq((C @ S) @ B, by=left),
        eq(C @ (S @ B)),
        eq(C @ eye(n), by=right),
        eq(C, by=sum_of_delta),
    ),
)

inverse = theorem(
    "An inverse serves in both orders",
    both(S @ B == eye(n), B @ S == eye(n)),
    given=[right, left],
    book="C.1.3",
    covers=["C.1.3-03"],
    proof=parts(
        by(right),
        calc(B @ S, eq(C @ S, by=unique), eq(eye(n), by=left)),
    ),
)

x, y, z, b = vector("x", n), vector("y", n), vector("z", n), vector("b", n)
solves = hypothesis(S @ x == b, "x solves the system")

solution = theorem(
    "What solves a system is the inverse times its right side",
    x == C @ b,
    given=[left, solves],
    book="C.1.3",
    proof=calc(
        x,
        eq(eye(n) @ x, by=sum_of_delta),
        eq((C @ S) @ x, by=left),
        eq(C @ (S @ x)),
        eq(C @ b, by=solves),
    ),
)

# ---------------------------------------------------------------- only square matrices have one
W = matrix("W", n, m)
one_order = hypothesis(A @ W == eye(m), "W is an inverse from the right")
other_order = hypothesis(W @ A == eye(n), "and from the left")

square = theorem(
    "A matrix with an inverse is square",
    m == n,
    given=[one_order, other_order],
    book="C.1.3",
    covers=["C.1.3-04"],
    note="So no matrix with more rows than columns, or fewer, has an inverse.",
    proof=calc(
        m,
        eq(tr(eye(m))),
        eq(tr(A @ W), by=one_order),
        eq(tr(W @ A)),
        eq(tr(eye(n)), by=other_order),
        eq(n),
    ),
)

# ---------------------------------------------------------------- singular
vanishes = hypothesis(S @ x == zeros(n), "S takes x to zero")

singular = theorem(
    "A matrix that takes a vector other than zero to zero is singular: it has no inverse",
    x == zeros(n),
    given=[left, vanishes],
    book="C.1.3",
    covers=["C.1.3-06"],
    note="Singular means that there is no inverse. If there is one, C, only zero is taken to zero.",
    proof=calc(
        x,
        eq(eye(n) @ x, by=sum_of_delta),
        eq((C @ S) @ x, by=left),
        eq(C @ (S @ x)),
        eq(C @ zeros(n), by=vanishes),
        eq(zeros(n)),
    ),
)

a, p, q, r = scalar("a"), scalar("p"), scalar("q"), scalar("r")
multiple, candidate = matrix([[1, 2], [2, 4]]), matrix([[a, p], [q, r]])

singular_example = theorem(
    "No matrix is an inverse of one whose second row is twice the first",
    (multiple @ candidate)[2, 2] == 2 * (multiple @ candidate)[1, 2],
    book="C.1.3",
    covers=["C.1.3-06"],
    note="In the identity these entries are 1 and 0.",
    proof=by(algebra),
)

# ---------------------------------------------------------------- systems without inverses
L, U, Q, R = matrix("L", n, n), matrix("U", n, n), matrix("Q", n, n), matrix("R", n, n)
lu = hypothesis(S == L @ U, "S is factored into L and U")
forward = hypothesis(L @ y == b, "y solves the lower triangular system")
backward = hypothesis(U @ x == y, "x solves the upper triangular system")

by_lu = theorem(
    "Solving two triangular systems solves the system",
    S @ x == b,
    given=[lu, forward, backward],
    book="C.1.3",
    covers=["C.1.3-11"],
    proof=calc(
        S @ x,
        eq(L @ (U @ x), by=lu),
        eq(L @ y, by=backward),
        eq(b, by=forward),
    ),
)

cholesky = hypothesis(S == L @ L.T, "S is factored into L and its transpose")
backward_transposed = hypothesis(L.T @ x == y, "x solves the transposed system")

by_cholesky = theorem(
    "So it is with one triangular factor and its transpose",
    S @ x == b,
    given=[cholesky, forward, backward_transposed],
    book="C.1.3",
    covers=["C.1.3-11"],
    note="For a matrix that is symmetric and positive definite.",
    proof=calc(
        S @ x,
        eq(L @ (L.T @ x), by=cholesky),
        eq(L @ y, by=backward_transposed),
        eq(b, by=forward),
    ),
)

qr = hypothesis(S == Q @ R, "S is factored into Q and R")
orthogonal = hypothesis(Q @ Q.T == eye(n), "Q is orthogonal")
triangular = hypothesis(R @ x == Q.T @ b, "x solves the triangular system")

by_qr = theorem(
    "And with an orthogonal factor, whose inverse is its transpose",
    S @ x == b,
    given=[qr, orthogonal, triangular],
    book="C.1.3",
    covers=["C.1.3-11"],
    proof=calc(
        S @ x,
        eq(Q @ (R @ x), by=qr),
        eq(Q @ (Q.T @ b), by=triangular),
        eq((Q @ Q.T) @ b),
        eq(eye(n) @ b, by=orthogonal),
        eq(b, by=sum_of_delta),
    ),
)

stability = not_checkable("about rounding errors, whose size depends on the matrix and the algorithm", covers=["C.1.3-12"], book="C.1.3")
