"""The pseudo-inverse: every matrix has one, and only one.  (Appendix C.1.3)"""

from checks.language import *

m, n, p = size("m"), size("n"), size("p")
k = indices("k", over=p)
U, V = matrix("U", m, p), matrix("V", n, p)
s, t = vector("s", p), vector("t", p)
left = hypothesis(U.T @ U == eye(p), "the columns of U are orthonormal")
right = hypothesis(V.T @ V == eye(p), "the columns of V are orthonormal")
reciprocal = hypothesis(s[k] * t[k] * s[k] == s[k], "t is 1/s, or 0 where s is")
reciprocal_back = hypothesis(t[k] * s[k] * t[k] == t[k], "and the other way round")
M = define("M", U @ diag(s) @ V.T)  # any matrix, by the existence of the singular value decomposition
P = define("P", V @ diag(t) @ U.T)
sts, tst = define("sts", k, s[k] * t[k] * s[k]), define("tst", k, t[k] * s[k] * t[k])

exists = theorem(
    "From the singular value decomposition",
    both(M @ P @ M == M, P @ M @ P == P, (M @ P).T == M @ P, (P @ M).T == P @ M),
    given=[left, right, reciprocal, reciprocal_back],
    book="C.1.3",
    covers=["C.1.3-05"],
    proof=parts(
        calc(
            M @ P @ M,
            eq(U @ diag(s) @ (V.T @ V) @ diag(t) @ (U.T @ U) @ diag(s) @ V.T, by=[definition(M, P), sum_of_delta]),
            eq(U @ diag(s) @ eye(p) @ diag(t) @ eye(p) @ diag(s) @ V.T, by=[left, right]),
            eq(U @ diag(sts) @ V.T, by=[definition(sts), sum_of_delta]),
            eq(U @ diag(s) @ V.T, by=[definition(sts), reciprocal]),
            eq(M, by=definition(M)),
        ),
        calc(
            P @ M @ P,
            eq(V @ diag(t) @ (U.T @ U) @ diag(s) @ (V.T @ V) @ diag(t) @ U.T, by=[definition(M, P), sum_of_delta]),
            eq(V @ diag(t) @ eye(p) @ diag(s) @ eye(p) @ diag(t) @ U.T, by=[left, right]),
            eq(V @ diag(tst) @ U.T, by=[definition(tst), sum_of_delta]),
            eq(V @ diag(t) @ U.T, by=[definition(tst), reciprocal_back]),
            eq(P, by=definition(P)),
        ),
        calc(
            (M @ P).T,
            eq(U @ diag(t) @ (V.T @ V) @ diag(s) @ U.T, by=[definition(M, P), sum_of_delta]),
            eq(U @ diag(s) @ (V.T @ V).T @ diag(t) @ U.T, by=[right, sum_of_delta]),
            eq(M @ P, by=definition(M, P)),
        ),
        calc(
            (P @ M).T,
            eq(V @ diag(s) @ (U.T @ U) @ diag(t) @ V.T, by=[definition(M, P), sum_of_delta]),
            eq(V @ diag(t) @ (U.T @ U).T @ diag(s) @ V.T, by=[left, sum_of_delta]),
            eq(P @ M, by=definition(M, P)),
        ),
    ),
)

A, B, C = matrix("A", m, n), matrix("B", n, m), matrix("C", n, m)
b1, b2 = hypothesis(A @ B @ A == A, "A B A = A"), hypothesis(B @ A @ B == B, "B A B = B")
b3, b4 = hypothesis((A @ B).T == A @ B, "A B is symmetric"), hypothesis((B @ A).T == B @ A, "B A is symmetric")
c1, c2 = hypothesis(A @ C @ A == A, "A C A = A"), hypothesis(C @ A @ C == C, "C A C = C")
c3, c4 = hypothesis((A @ C).T == A @ C, "A C is symmetric"), hypothesis((C @ A).T == C @ A, "C A is symmetric")

q = size("q")
S, T = matrix("S", q, q), matrix("T", q, q)
S_symmetric, T_symmetric = hypothesis(S.T == S, "S is symmetric"), hypothesis(T.T == T, "T is symmetric")

transposes = theorem(
    "The product of symmetric matrices",
    S.T @ T.T == S @ T,
    given=[S_symmetric, T_symmetric],
    book="C.1.3",
    proof=by(S_symmetric, T_symmetric),
)

same_left = theorem(
    "The products from the left agree",
    A @ B == A @ C,
    given=[b1, b3, c1, c3],
    book="C.1.3",
    proof=calc(
        A @ B,
        eq((A @ B).T, by=b3),
        eq(((A @ C @ A) @ B).T, by=c1),
        eq((A @ B).T @ (A @ C).T),
        eq((A @ B) @ (A @ C), by=transposes.at({S: A @ B, T: A @ C})),
        eq((A @ B @ A) @ C),
        eq(A @ C, by=b1),
    ),
)

same_right = theorem(
    "And those from the right",
    B @ A == C @ A,
    given=[b1, b4, c1, c4],
    book="C.1.3",
    proof=calc(
        B @ A,
        eq((B @ A).T, by=b4),
        eq((B @ (A @ C @ A)).T, by=c1),
        eq((C @ A).T @ (B @ A).T),
        eq((C @ A) @ (B @ A), by=transposes.at({S: C @ A, T: B @ A})),
        eq(C @ (A @ B @ A)),
        eq(C @ A, by=b1),
    ),
)

unique = theorem(
    "There is only one pseudo-inverse",
    B == C,
    given=[b1, b2, b3, b4, c1, c2, c3, c4],
    book="C.1.3",
    covers=["C.1.3-05"],
    proof=calc(
        B,
        eq(B @ (A @ B), by=b2),
        eq(B @ (A @ C), by=same_left),
        eq((B @ A) @ C),
        eq((C @ A) @ C, by=same_right),
        eq(C, by=c2),
    ),
)
