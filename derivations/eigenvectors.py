"""Eigenvectors: what they are, when a matrix is made of them, and when it is not.  (Appendix C.1.6)"""

from checks.language import *

m, n = size("m"), size("n")
i, j, k = indices("i j k", over=n)
o = indices("o", over=m)
A, V, W = matrix("A", n, n), matrix("V", n, n), matrix("W", n, n)
lam = vector("lambda", n)
v, mu, nu, c = vector("v", n), scalar("mu"), scalar("nu"), scalar("c")
t = position("t", over=n)

# ---------------------------------------------------------------- what they are
eigen = hypothesis(A @ v == mu * v, "v is stretched by mu")
eigen_again = hypothesis(A @ v == nu * v, "and by nu")
not_zero = hypothesis(v[t] != 0, "v is not the zero vector")

one_eigenvalue = theorem(
    "An eigenvector has one eigenvalue",
    mu == nu,
    given=[eigen, eigen_again, not_zero],
    book="C.1.6",
    covers=["C.1.6-01"],
    proof=calc(
        mu,
        eq(mu * v[t] / v[t]),
        eq((A @ v)[t] / v[t], by=eigen),
        eq(nu * v[t] / v[t], by=eigen_again),
        eq(nu),
    ),
)

zero_vector = theorem(
    "Every number stretches the zero vector",
    A @ zeros(n) == mu * zeros(n),
    book="C.1.6",
    covers=["C.1.6-01"],
    note="So it is left out: were it an eigenvector, every number would be an eigenvalue.",
    proof=by(algebra),
)

multiples = theorem(
    "A multiple of an eigenvector is stretched alike",
    A @ (c * v) == mu * (c * v),
    given=[eigen],
    book="C.1.6",
    proof=calc(A @ (c * v), eq(c * (A @ v)), eq(mu * (c * v), by=eigen)),
)

M = matrix("M", m, n)

square_only = theorem(
    "A product with a vector has as many entries as the matrix has rows",
    (M @ v)[o] == Sum(M[o, j] * v[j], j),
    book="C.1.6",
    covers=["C.1.6-04"],
    note="A multiple of v has as many as the matrix has columns: an equation between the two can be written for a square matrix only.",
    proof=by(algebra),
)

# ---------------------------------------------------------------- a basis of them
inverse = hypothesis(V @ W == eye(n), "V has the inverse W: its columns are independent")

eigendecomposition = theorem(
    "A matrix is made of its eigenvectors, where there is a basis of them",
    iff(A == V @ diag(lam) @ W, forall(i, k, (A @ V)[i, k] == lam[k] * V[i, k])),
    given=[inverse],
    book="C.1.6",
    covers=["C.1.6-02"],
    note="Column k of V is an eigenvector with the eigenvalue lambda_k.  Over the complex numbers the proof is the same.",
    proof=parts(
        calc(
            (A @ V)[i, k],
            eq((V @ diag(lam) @ W @ V)[i, k], by=assumption),
            eq((V @ diag(lam) @ (W @ V))[i, k]),
            eq((V @ diag(lam) @ eye(n))[i, k], by=[square_inverse, inverse]),
            eq(lam[k] * V[i, k], by=sum_of_delta),
        ),
        calc(
            A,
            eq(A @ eye(n), by=sum_of_delta),
            eq(A @ (V @ W), by=inverse),
            eq((A @ V) @ W),
            eq(V @ diag(lam) @ W, by=[assumption, sum_of_delta]),
        ),
    ),
)

# ---------------------------------------------------------------- none of them
a = indices("a", over=2)
J = matrix([[0, 1], [0, 0]])
X, Y, two = matrix("X", 2, 2), matrix("Y", 2, 2), vector("ell", 2)
first = hypothesis((J @ X)[1, a] == two[a] * X[1, a], "J stretches the columns of X: the first entries")
second = hypothesis(two[a] * X[2, a] == (J @ X)[2, a], "and the second entries")

second_row_squared = theorem(
    "The second entry of what this matrix only stretches, squared",
    X[2, a] ** 2 == 0,
    given=[first, second],
    book="C.1.6",
    proof=calc(
        X[2, a] ** 2,
        eq(X[2, a] * (J @ X)[1, a]),
        eq(X[2, a] * (two[a] * X[1, a]), by=first),
        eq(X[1, a] * (two[a] * X[2, a])),
        eq(X[1, a] * (J @ X)[2, a], by=second),
        eq(0),
    ),
)

second_row = theorem(
    "What this matrix only stretches lies on one line",
    X[2, a] == 0,
    given=[first, second],
    book="C.1.6",
    proof=by(squares, second_row_squared),
)

not_diagonalisable = theorem(
    "Not every square matrix has a basis of eigenvectors",
    (X @ Y)[2, 2] == 0,
    given=[first, second],
    book="C.1.6",
    covers=["C.1.6-03"],
    note="The identity has a 1 there, so no Y is an inverse of X.",
    proof=calc((X @ Y)[2, 2], eq(X[2, 1] * Y[1, 2] + X[2, 2] * Y[2, 2]), eq(0, by=second_row)),
)
