"""The nearest matrix of low rank, and why low rank means thin factors.  (Appendix C.1.4, C.1.5, C.1.6)"""

from checks.language import *

m, n, r, q = size("m"), size("n"), size("r"), size("q")
i, j = indices("i", over=m), indices("j", over=n)
g = indices("g", over=r)
a, b = indices("a b", over=r + q)
U, V = matrix("U", m, r + q), matrix("V", n, r + q)
s = vector("sigma", r + q, nonnegative=True)
M = define("M", U @ diag(s) @ V.T)  # any matrix, by the existence of the singular value decomposition
left = hypothesis(U.T @ U == eye(r + q), "the columns of U are orthonormal")
right = hypothesis(V.T @ V == eye(r + q), "the columns of V are orthonormal")
in_order = hypothesis(implies(a <= b, s[b] <= s[a]), "the singular values are in order")

U_r, V_r = define("U_r", i, g, U[i, g + 0]), define("V_r", j, g, V[j, g + 0])  # the first r columns
s_r = define("sigma_r", g, s[g + 0])  # the largest r singular values
M_r = define("M_r", U_r @ diag(s_r) @ V_r.T)
square = {m: 2, n: 2, r: 1, q: 1, U: "1 0; 0 1", V: "1 0; 0 1", s: "3 0"}

# ---------------------------------------------------------------- no matrix of that rank is nearer
X = matrix("X", m, n)
low = hypothesis(rank(X) <= r, "X has rank r or less")

eckart_young = cite(
    "Eckart and Young 1936: the truncated singular value decomposition is the nearest matrix of its rank",
    norm(M - M_r) <= norm(M - X),
    given=[left, right, in_order, low],
)

nearest = theorem(
    "No matrix of rank r or less is nearer than the truncation",
    norm(M - M_r) <= norm(M - X),
    given=[left, right, in_order, low],
    book="C.1.6",
    covers=["C.1.5-12", "C.1.6-13"],
    note="Others may be as near where a singular value that is kept equals one that is not.",
    example={**square, X: "1 0; 0 0"},
    proof=by(eckart_young),
)

B, A = matrix("B", m, r), matrix("A", r, n)

factors_rank = theorem(
    "The rank of a product of thin factors",
    rank(B @ A) <= r,
    book="C.1.5",
    covers=["C.1.4-05", "C.1.5-04"],
    proof=by(rank_bounds),
)

no_product_nearer = theorem(
    "No product of thin factors is nearer than the truncation",
    norm(M - M_r) <= norm(M - B @ A),
    given=[left, right, in_order],
    book="C.1.5",
    covers=["C.1.5-13"],
    note="Trained factors minimise another loss, and need not reach it.",
    example={**square, B: "1; 2", A: "1 1"},
    proof=by(eckart_young.at({X: B @ A}), factors_rank),
)

factors = theorem(
    "The truncation is itself such a product",
    M_r == (U_r @ diag(s_r)) @ V_r.T,
    book="C.1.5",
    covers=["C.1.5-13"],
    proof=by(definition(M_r)),
)

# ---------------------------------------------------------------- only zero has no norm
F = matrix("F", m, n)
row = define("row", F, i, Sum(F[i, j] ** 2, j))  # the squares of a row

row_squares = theorem("The squares of a row", row(F)[i] >= 0, book="C.1.4", proof=by(definition(row), squares))

entry_in_norm = theorem(
    "No entry is larger than the norm",
    F[i, j] ** 2 <= norm(F) ** 2,
    book="C.1.4",
    proof=calc(
        F[i, j] ** 2,
        le(row(F)[i], by=[definition(row), squares, nonnegative_terms]),
        le(Sum(row(F)[i], i), by=[row_squares, nonnegative_terms]),
        eq(norm(F) ** 2, by=definition(row)),
    ),
)

no_norm = hypothesis(norm(F) <= 0, "F has no norm")
norm_zero = theorem("Its norm is zero", norm(F) == 0, given=[no_norm], book="C.1.4", proof=by(no_norm))

only_zero = theorem(
    "Only zero has no norm",
    F[i, j] == 0,
    given=[no_norm],
    book="C.1.4",
    proof=by(entry_in_norm, norm_zero, squares),
)

# ---------------------------------------------------------------- low rank means thin factors
low_itself = hypothesis(rank(M) <= r, "M itself has rank r or less")

nothing_left = theorem(
    "Of a matrix of rank r or less, the truncation leaves nothing out",
    norm(M - M_r) <= 0,
    given=[left, right, in_order, low_itself],
    book="C.1.4",
    example=square,
    proof=calc(norm(M - M_r), le(norm(M - M), by=[eckart_young.at({X: M}), low_itself]), eq(0)),
)

thin_factors = theorem(
    "A matrix of rank r or less is a product of thin factors",
    M == (U_r @ diag(s_r)) @ V_r.T,
    given=[left, right, in_order, low_itself],
    book="C.1.4",
    covers=["C.1.4-05", "C.1.4-06", "C.1.5-04", "C.5-07"],
    note="For r below m and n, where the factors may have fewer entries.",
    example=square,
    proof=calc(
        M,
        eq(M_r + (M - M_r)),
        eq(M_r, by=[only_zero.at({F: M - M_r}), nothing_left]),
        eq((U_r @ diag(s_r)) @ V_r.T, by=definition(M_r)),
    ),
)
