"""The singular value decomposition: what it says of rank, of the Frobenius norm.  (Appendix C.1.6)"""

from checks.language import *

m, n, p = size("m"), size("n"), size("p")
i, j, k = indices("i", over=m), indices("j", over=n), indices("k", over=p)
M = matrix("M", m, n)

# ---------------------------------------------------------------- with square factors
Uf, Sf, Vf = matrix("U_f", m, m), matrix("Sigma", m, n), matrix("V_f", n, n)  # f for full
a, b = indices("a", over=m), indices("b", over=n)
full_left = hypothesis(Uf.T @ Uf == eye(m), "the columns of U are orthonormal")
full_right = hypothesis(Vf.T @ Vf == eye(n), "the columns of V are orthonormal")

shapes = theorem(
    "The entries of the product",
    (Uf @ Sf @ Vf.T)[i, j] == Sum(Sum(Uf[i, a] * Sf[a, b] * Vf[j, b], a), b),
    book="C.1.6",
    covers=["C.1.6-06"],
    note="U is m x m, Sigma is m x n, V is n x n, and the product is m x n.",
    proof=by(algebra),
)

orthogonal = theorem(
    "The rows of square factors are orthonormal, too",
    both(Uf @ Uf.T == eye(m), Vf @ Vf.T == eye(n)),
    given=[full_left, full_right],
    book="C.1.6",
    covers=["C.1.6-07"],
    proof=parts(by(square_inverse, full_left), by(square_inverse, full_right)),
)

# ---------------------------------------------------------------- with as many columns as singular values
U, V, s = matrix("U", m, p), matrix("V", n, p), vector("sigma", p, nonnegative=True)
left = hypothesis(U.T @ U == eye(p), "the columns of U are orthonormal")
right = hypothesis(V.T @ V == eye(p), "the columns of V are orthonormal")
svd = hypothesis(M == U @ diag(s) @ V.T, "M has this singular value decomposition")

gram = theorem(
    "The squares of the singular values are eigenvalues",
    M.T @ M @ V == V @ diag(s) @ diag(s),
    given=[left, right, svd],
    book="C.1.6",
    covers=["C.1.6-08"],
    note="Of M.T M, with the columns of V as eigenvectors.  A singular value is the root of one, and so not negative.",
    proof=calc(
        M.T @ M @ V,
        eq((U @ diag(s) @ V.T).T @ (U @ diag(s) @ V.T) @ V, by=svd),
        eq(V @ diag(s) @ (U.T @ U) @ diag(s) @ (V.T @ V), by=sum_of_delta),
        eq(V @ diag(s) @ eye(p) @ diag(s) @ eye(p), by=[left, right]),
        eq(V @ diag(s) @ diag(s), by=sum_of_delta),
    ),
)

P, sorted_s = matrix("P", p, p), vector("sigma'", p)
permutation = hypothesis(P @ P.T == eye(p), "P permutes the columns")
in_order = hypothesis(P.T @ diag(s) @ P == diag(sorted_s), "so that the singular values are in order")

reordered = theorem(
    "The singular values can be put in any order",
    M == (U @ P) @ diag(sorted_s) @ (V @ P).T,
    given=[svd, permutation, in_order],
    book="C.1.6",
    covers=["C.1.6-08"],
    proof=calc(
        M,
        eq(U @ diag(s) @ V.T, by=svd),
        eq(U @ eye(p) @ diag(s) @ eye(p) @ V.T, by=sum_of_delta),
        eq(U @ (P @ P.T) @ diag(s) @ (P @ P.T) @ V.T, by=permutation),
        eq((U @ P) @ (P.T @ diag(s) @ P) @ (V @ P).T, by=sum_of_delta),
        eq((U @ P) @ diag(sorted_s) @ (V @ P).T, by=in_order),
    ),
)

still_orthonormal = theorem(
    "And the columns stay orthonormal",
    (U @ P).T @ (U @ P) == eye(p),
    given=[left, permutation],
    book="C.1.6",
    covers=["C.1.6-08"],
    proof=calc(
        (U @ P).T @ (U @ P),
        eq(P.T @ (U.T @ U) @ P),
        eq(P.T @ eye(p) @ P, by=left),
        eq(P.T @ P, by=sum_of_delta),
        eq(eye(p), by=[square_inverse, permutation]),
    ),
)

# ---------------------------------------------------------------- rank
not_more = theorem(
    "The rank is at most that of the diagonal",
    rank(M) <= rank(diag(s)),
    given=[svd],
    book="C.1.6",
    proof=calc(
        rank(M),
        eq(rank(U @ diag(s) @ V.T), by=svd),
        le(rank(U @ diag(s)), by=rank_bounds),
        le(rank(diag(s)), by=rank_bounds),
    ),
)

diagonal = theorem(
    "The diagonal, from the matrix",
    U.T @ M @ V == diag(s),
    given=[left, right, svd],
    book="C.1.6",
    proof=calc(
        U.T @ M @ V,
        eq(U.T @ (U @ diag(s) @ V.T) @ V, by=svd),
        eq((U.T @ U) @ diag(s) @ (V.T @ V)),
        eq(eye(p) @ diag(s) @ eye(p), by=[left, right]),
        eq(diag(s), by=sum_of_delta),
    ),
)

L, C, R = matrix("L", p, m), matrix("C", m, n), matrix("R", n, p)

middle = theorem(
    "The rank of a product is at most that of its middle",
    rank(L @ C @ R) <= rank(C),
    book="C.1.6",
    proof=calc(rank(L @ C @ R), le(rank(L @ C), by=rank_bounds), le(rank(C), by=rank_bounds)),
)

not_less = theorem(
    "And at least that",
    rank(diag(s)) <= rank(M),
    given=[left, right, svd],
    book="C.1.6",
    proof=calc(
        rank(diag(s)),
        eq(rank(U.T @ M @ V), by=diagonal),
        le(rank(M), by=middle.at({L: U.T, C: M, R: V})),
    ),
)

rank_counts = theorem(
    "The rank is the number of singular values that are not zero",
    rank(M) == Sum(indicator(s[k] != 0), k),
    given=[left, right, svd],
    book="C.1.6",
    covers=["C.1.6-09"],
    proof=calc(
        rank(M),
        eq(rank(diag(s)), by=[not_more, not_less]),
        eq(Sum(indicator(s[k] != 0), k), by=rank_bounds),
    ),
)

# ---------------------------------------------------------------- the Frobenius norm
frobenius = theorem(
    "The Frobenius norm",
    norm(M) ** 2 == Sum(Sum(M[i, j] ** 2, j), i),
    book="C.1.6",
    proof=by(algebra),
)

norm_misprint = erratum(
    prints=norm(M) == Sum(Sum(M[i, j] ** 2, j), i),
    should_be=frobenius,
    why="the sum of the squares is the square of the norm",
    book="C.1.6",
    covers=["C.1.6-10"],
)

norm_from_values = theorem(
    "The Frobenius norm, from the singular values",
    norm(M) ** 2 == Sum(s[k] ** 2, k),
    given=[left, right, svd],
    book="C.1.6",
    proof=calc(
        norm(M) ** 2,
        eq(tr(M.T @ M)),
        eq(tr((U @ diag(s) @ V.T).T @ (U @ diag(s) @ V.T)), by=svd),
        eq(tr(diag(s) @ (U.T @ U) @ diag(s) @ (V.T @ V)), by=sum_of_delta),
        eq(tr(diag(s) @ eye(p) @ diag(s) @ eye(p)), by=[left, right]),
        eq(Sum(s[k] ** 2, k), by=sum_of_delta),
    ),
)

values_misprint = erratum(
    prints=norm(M) == Sum(s[k] ** 2, k),
    given=[left, right, svd],
    should_be=norm_from_values,
    why="the sum of the squares is the square of the norm",
    book="C.1.6",
    covers=["C.1.6-11"],
)
