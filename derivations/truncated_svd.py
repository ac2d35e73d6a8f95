"""The largest singular values: what they keep of a matrix, and what is left.  (Appendix C.1.6)"""

from checks.language import *

m, n = size("m"), size("n")
i, j = indices("i", over=m), indices("j", over=n)
M = matrix("M", m, n)
r, q = size("r"), size("q")
g, h = indices("g", over=r), indices("h", over=q)
Ur, Vr, kept = matrix("U_r", m, r), matrix("V_r", n, r), vector("sigma", r, nonnegative=True)
Uq, Vq, rest = matrix("U_q", m, q), matrix("V_q", n, q), vector("tau", q, nonnegative=True)
truncated = define("M_r", Ur @ diag(kept) @ Vr.T)
split = hypothesis(M == truncated + Uq @ diag(rest) @ Vq.T, "M by r of its singular values, and by the q others")
kept_left = hypothesis(Ur.T @ Ur == eye(r), "the columns of U_r are orthonormal")
kept_right = hypothesis(Vr.T @ Vr == eye(r), "the columns of V_r are orthonormal")
rest_left = hypothesis(Uq.T @ Uq == eye(q), "the columns of U_q are orthonormal")
rest_right = hypothesis(Vq.T @ Vq == eye(q), "the columns of V_q are orthonormal")

truncation = theorem(
    "The truncation is a sum of r outer products",
    truncated[i, j] == Sum(kept[g] * Ur[i, g] * Vr[j, g], g),
    book="C.1.6",
    covers=["C.1.6-12"],
    note="U_r is m x r, V_r is n x r, and each term is the outer product of two columns.",
    proof=by(definition(truncated), sum_of_delta),
)

truncated_rank = theorem(
    "The rank of the truncation",
    rank(Ur @ diag(kept) @ Vr.T) <= r,
    book="C.1.6",
    proof=calc(rank(Ur @ diag(kept) @ Vr.T), le(rank(Ur @ diag(kept)), by=rank_bounds), le(r, by=rank_bounds)),
)

error = theorem(
    "The error of the truncation",
    norm(M - truncated) ** 2 == Sum(rest[h] ** 2, h),
    given=[split, rest_left, rest_right],
    book="C.1.6",
    proof=calc(
        norm(M - truncated) ** 2,
        eq(tr((M - truncated).T @ (M - truncated))),
        eq(tr((Uq @ diag(rest) @ Vq.T).T @ (Uq @ diag(rest) @ Vq.T)), by=split),
        eq(tr(diag(rest) @ (Uq.T @ Uq) @ diag(rest) @ (Vq.T @ Vq)), by=sum_of_delta),
        eq(tr(diag(rest) @ eye(q) @ diag(rest) @ eye(q)), by=[rest_left, rest_right]),
        eq(Sum(rest[h] ** 2, h), by=sum_of_delta),
    ),
)

error_misprint = erratum(
    prints=norm(M - truncated) == Sum(rest[h] ** 2, h),
    given=[split, rest_left, rest_right],
    should_be=error,
    why="the sum of the squares is the square of the error",
    book="C.1.6",
    covers=["C.1.6-14"],
)

kept_squares = theorem(
    "What is kept",
    norm(truncated) ** 2 == Sum(kept[g] ** 2, g),
    given=[kept_left, kept_right],
    book="C.1.6",
    proof=calc(
        norm(truncated) ** 2,
        eq(tr(truncated.T @ truncated)),
        eq(tr((Ur @ diag(kept) @ Vr.T).T @ (Ur @ diag(kept) @ Vr.T)), by=definition(truncated)),
        eq(tr(diag(kept) @ (Ur.T @ Ur) @ diag(kept) @ (Vr.T @ Vr)), by=sum_of_delta),
        eq(tr(diag(kept) @ eye(r) @ diag(kept) @ eye(r)), by=[kept_left, kept_right]),
        eq(Sum(kept[g] ** 2, g), by=sum_of_delta),
    ),
)
