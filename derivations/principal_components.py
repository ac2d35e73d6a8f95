"""Principal components and whitening: the eigenvectors of a covariance matrix.  (Appendix C.2.6)"""

from checks.language import *
from derivations.covariance import Sigma, Z, Z_mean, Z_second, a, center, d, i, j, k, variance_along

V, lam = matrix("V", d, d), vector("lambda", d)
orthonormal = hypothesis(V.T @ V == eye(d), "the columns of V are orthonormal")
complete = hypothesis(V @ V.T == eye(d), "and a basis")
eigenvectors = hypothesis(Sigma @ V == V @ diag(lam), "of eigenvectors of the covariance matrix")
one = position("1", over=d)
largest = hypothesis(lam[i] <= lam[one], "the first eigenvalue is the largest")

diagonalised = theorem(
    "A covariance matrix in terms of its eigenvectors",
    Sigma == V @ diag(lam) @ V.T,
    given=[Z_second, complete, eigenvectors],
    book="C.2.6",
    covers=["C.2.6-07"],
    note="That a basis of eigenvectors exists is the spectral theorem.",
    proof=calc(
        Sigma,
        eq(Sigma @ eye(d), by=sum_of_delta),
        eq(Sigma @ (V @ V.T), by=complete),
        eq(Sigma @ V @ V.T),
        eq(V @ diag(lam) @ V.T, by=eigenvectors),
    ),
)

coords = define("y", a, V.T @ a)  # a in the basis of eigenvectors
first = define("v_1", i, V[i, one], tex=r"v_{1}")

rayleigh = theorem(
    "The variance along a direction, from the eigenvalues",
    Var(dot(a, Z)) == Sum(lam[k] * coords(a)[k] ** 2, k),
    given=[Z_second, complete, eigenvectors],
    book="C.2.6",
    proof=calc(
        Var(dot(a, Z)),
        eq(dot(a, Sigma @ a), by=variance_along),
        eq(dot(a, (V @ diag(lam) @ V.T) @ a), by=diagonalised),
        eq(Sum(lam[k] * coords(a)[k] ** 2, k), by=[definition(coords), sum_of_delta]),
    ),
)

length_kept = theorem(
    "An orthonormal basis keeps lengths",
    Sum(coords(a)[k] ** 2, k) == dot(a, a),
    given=[complete],
    book="C.2.6",
    proof=calc(
        Sum(coords(a)[k] ** 2, k),
        eq(dot(a, (V @ V.T) @ a), by=definition(coords)),
        eq(dot(a, eye(d) @ a), by=complete),
        eq(dot(a, a), by=sum_of_delta),
    ),
)

along_first = theorem(
    "The variance along the first eigenvector is the first eigenvalue",
    Var(dot(first, Z)) == lam[one],
    given=[Z_second, orthonormal, complete, eigenvectors],
    book="C.2.6",
    proof=calc(
        Var(dot(first, Z)),
        eq(Sum(lam[k] * coords(first)[k] ** 2, k), by=rayleigh),
        eq(Sum(lam[k] * (V.T @ V)[k, one] ** 2, k), by=definition(first, coords)),
        eq(Sum(lam[k] * delta(k, one) ** 2, k), by=orthonormal),
        eq(lam[one], by=sum_of_delta),
    ),
)

first_is_unit = theorem(
    "The first eigenvector has length one",
    dot(first, first) == 1,
    given=[orthonormal],
    book="C.2.6",
    proof=calc(
        dot(first, first),
        eq((V.T @ V)[one, one], by=definition(first)),
        eq(1, by=orthonormal),
    ),
)

principal_component = theorem(
    "The first eigenvector maximises the variance",
    maximises(first, Var(dot(a, Z)), over=a, subject_to=[dot(a, a) == 1]),
    given=[Z_second, orthonormal, complete, eigenvectors, largest],
    book="C.2.6",
    covers=["C.2.6-08"],
    proof=calc(
        Var(dot(a, Z)),
        eq(Sum(lam[k] * coords(a)[k] ** 2, k), by=rayleigh),
        le(Sum(lam[one] * coords(a)[k] ** 2, k), by=largest),
        eq(lam[one] * dot(a, a), by=length_kept),
        eq(lam[one], by=assumption),
        eq(Var(dot(first, Z)), by=along_first),
    ),
)

# ---------------------------------------------------------------- whitening
K, R, W = matrix("K", d, d), matrix("R", d, d), matrix("W", d, d)
covariances = hypothesis(E(Z[i] * Z[j]) == center[i] * center[j] + K[i, j], "K is the covariance matrix")
root = hypothesis(R @ R.T == K, "R is a square root of it: the symmetric one, or any other")
inverse = hypothesis(W @ R == eye(d), "W is the inverse of R")

whitener = theorem(
    "An inverse square root turns its matrix into the identity",
    W @ K @ W.T == eye(d),
    given=[root, inverse],
    book="C.2.6",
    covers=["C.2.6-09"],
    proof=calc(
        W @ K @ W.T,
        eq(W @ (R @ R.T) @ W.T, by=root),
        eq(W @ R @ (W @ R).T),
        eq(eye(d) @ eye(d).T, by=inverse),
        eq(eye(d), by=sum_of_delta),
    ),
)

whitened = theorem(
    "The covariance matrix of a transformed vector",
    Cov((W @ (Z - center))[i], (W @ (Z - center))[j]) == (W @ K @ W.T)[i, j],
    given=[Z_mean, covariances],
    book="C.2.6",
    covers=["C.2.6-09"],
    note="With the inverse square root of K for W, this is the identity, by the theorem before: the vector is white.",
    proof=by(variance, linearity_of_E, Z_mean, covariances),
)
