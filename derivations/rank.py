"""The rank of a matrix, and what an update of low rank does.  (Appendix C.1.4, C.1.5, C.9)"""

from checks.language import *

m, n, r = size("m"), size("n"), size("r")
i, j, k = indices("i", over=m), indices("j", over=n), indices("k", over=r)
M, W, Q = matrix("M", m, n), matrix("W", m, n), matrix("Q", m, n)
B, A, x = matrix("B", m, r), matrix("A", r, n), vector("x", n)

rows_and_columns = theorem(
    "Rows and columns have the same rank",
    rank(M.T) == rank(M),
    book="C.1.4",
    covers=["C.1.4-02"],
    proof=by(rank_bounds),
)

at_most = theorem(
    "The rank is at most the smaller side",
    both(rank(M) <= m, rank(M) <= n),
    book="C.1.4",
    covers=["C.1.4-03"],
    proof=parts(by(rank_bounds), by(rank_bounds)),
)

orthonormal = hypothesis(Q.T @ Q == eye(n), "the columns of Q are orthonormal")

independent = theorem(
    "Orthonormal columns are independent",
    n <= rank(Q),
    given=[orthonormal],
    book="C.1.4",
    proof=calc(n, eq(rank(eye(n)), by=rank_bounds), eq(rank(Q.T @ Q), by=orthonormal), le(rank(Q), by=rank_bounds)),
)

full_rank = theorem(
    "They have full rank, which is the smaller side",
    both(rank(Q) == n, n <= m),
    given=[orthonormal],
    book="C.1.4",
    covers=["C.1.4-04"],
    proof=parts(by(independent, rank_bounds), calc(n, le(rank(Q), by=independent), le(m, by=rank_bounds))),
)

product = theorem(
    "The entries of an update in two factors",
    (B @ A)[i, j] == Sum(B[i, k] * A[k, j], k),
    book="C.1.5",
    covers=["C.1.5-03"],
    note="It has the rows of B and the columns of A.",
    proof=by(algebra),
)

adapted = theorem(
    "The adapted layer adds what the factors make of its input",
    (W + B @ A) @ x == W @ x + B @ (A @ x),
    book="C.1.5",
    covers=["C.1.5-06"],
    note="A scale in front of the update can be part of B.",
    proof=by(algebra),
)

a, b = define("a", i, 1), define("b", j, 1)  # all ones

all_ones = theorem(
    "A matrix of ones has rank one",
    rank(outer(a, b)) == 1,
    book="C.9",
    covers=["C.9-01"],
    proof=by(rank_bounds, definition(a, b)),
)
