"""Covariance, correlation, and the covariance matrix.  (Appendix C.2.6)

Any law with second moments will do.
"""

from checks.language import *

X, Y = random_variable("X", family="pair"), random_variable("Y", family="pair")  # they may depend on one another
mu, nu = scalar("mu"), scalar("nu")
xi, zeta = scalar("xi"), scalar("zeta")
X_mean, Y_mean = hypothesis(E(X) == mu, "X has a mean"), hypothesis(E(Y) == nu, "Y has a mean")
X_square = hypothesis(E(X**2) == xi, "X has a second moment")
product = hypothesis(E(X * Y) == zeta, "the product has a mean")

# ---------------------------------------------------------------- covariance
two_forms = theorem(
    "Covariance, centred and from moments",
    both(Cov(X, Y) == E((X - E(X)) * (Y - E(Y))), E((X - E(X)) * (Y - E(Y))) == E(X * Y) - E(X) * E(Y)),
    given=[X_mean, Y_mean, product],
    book="C.2.6",
    covers=["C.2.6-01"],
    proof=parts(by(variance, linearity_of_E), by(linearity_of_E)),
)

uncorrelated = theorem(
    "Covariance is zero exactly where the mean of the product is the product of the means",
    iff(Cov(X, Y) == 0, E(X * Y) == E(X) * E(Y)),
    given=[X_mean, Y_mean, product],
    book="C.2.6",
    covers=["C.2.6-02"],
    note="Which is what uncorrelated means.",
    proof=parts(
        calc(E(X * Y), eq(Cov(X, Y) + E(X) * E(Y), by=variance), eq(E(X) * E(Y), by=assumption)),
        calc(Cov(X, Y), eq(E(X * Y) - E(X) * E(Y), by=variance), eq(0, by=assumption)),
    ),
)

# ---------------------------------------------------------------- independent is more than uncorrelated
U, V = random_variable("U", family="first"), random_variable("V", family="second")  # independent of one another
U_mean, V_mean = hypothesis(E(U) == mu, "U has a mean"), hypothesis(E(V) == nu, "V has a mean")

independent_uncorrelated = theorem(
    "Independent variables are uncorrelated",
    Cov(U, V) == 0,
    given=[U_mean, V_mean],
    book="C.2.6",
    covers=["C.2.6-03"],
    proof=by(variance, independence),
)

centred = hypothesis(E(X) == 0, "X has mean zero")
no_third = hypothesis(E(X**3) == 0, "and no third moment")

with_own_square = theorem(
    "A symmetric variable is uncorrelated with its own square",
    Cov(X, X**2) == 0,
    given=[centred, X_square, no_third],
    book="C.2.6",
    note="Though the square is a function of the variable.",
    proof=by(variance, centred, no_third),
)

w, w2 = indices("w w'", over=3)  # three equally likely outcomes
value = define("x", w, w - 2)  # X is -1, 0 or 1
squared = define("y", w, (w - 2) ** 2)  # Y is its square

witness = theorem(
    "Uncorrelated, and not independent",
    both(
        Sum(value[w] * squared[w] / 3, w) == Sum(value[w] / 3, w) * Sum(squared[w] / 3, w),
        Sum(value[w] ** 2 * squared[w] / 3, w) > Sum(value[w] ** 2 / 3, w) * Sum(squared[w] / 3, w),
    ),
    book="C.2.6",
    covers=["C.2.6-03"],
    note="For independent variables the mean of X^2 Y would factor too: here it is 2/3, not 4/9.",
    proof=parts(by(definition(value, squared)), by(definition(value, squared))),
)

# ---------------------------------------------------------------- correlation
X_varies, Y_varies = hypothesis(Var(X) > 0, "X varies"), hypothesis(Var(Y) > 0, "Y varies")
rho = define("rho", Cov(X, Y) / (sqrt(Var(X)) * sqrt(Var(Y))))

correlation = theorem(
    "Correlation",
    rho == Cov(X, Y) / (sqrt(Var(X)) * sqrt(Var(Y))),
    given=[X_varies, Y_varies],
    book="C.2.6",
    covers=["C.2.6-04"],
    note="A variable that does not vary has no correlation with anything.",
    proof=by(definition(rho)),
)

up = X / sqrt(Var(X)) + Y / sqrt(Var(Y))
down = X / sqrt(Var(X)) - Y / sqrt(Var(Y))

correlation_bounds = theorem(
    "Correlation lies between -1 and 1",
    both(rho >= -1, rho <= 1),
    given=[X_varies, Y_varies],
    book="C.2.6",
    covers=["C.2.6-05"],
    note="The variance of the sum, and of the difference, of the variables in units of their standard deviations.",
    proof=parts(
        calc(
            rho,
            eq(Var(up) / 2 - 1, by=[definition(rho), variance, linearity_of_E]),
            ge(-1, by=nonnegative_terms),
        ),
        calc(
            rho,
            eq(1 - Var(down) / 2, by=[definition(rho), variance, linearity_of_E]),
            le(1, by=nonnegative_terms),
        ),
    ),
)

# ---------------------------------------------------------------- the covariance matrix
d = size("d")
i, j, k = indices("i j k", over=d)
Z = random_vector("Z", d, family="vector")  # its entries may depend on one another
center, second = vector("m", d), matrix("S", d, d)
Z_mean = hypothesis(E(Z[i]) == center[i], "Z has a mean")
Z_second = hypothesis(E(Z[i] * Z[j]) == second[i, j], "Z has second moments")
Sigma = define("Sigma", i, j, Cov(Z[i], Z[j]))

entries = theorem(
    "The entries of the covariance matrix",
    both(
        Sigma[i, j] == E((Z[i] - E(Z[i])) * (Z[j] - E(Z[j]))),
        Sigma[i, j] == E(outer(Z - center, Z - center)[i, j]),
        Sigma[i, i] == Var(Z[i]),
    ),
    given=[Z_mean, Z_second],
    book="C.2.6",
    covers=["C.2.6-06"],
    note="It is d x d by the way it is built.",
    proof=parts(
        by(definition(Sigma), variance, linearity_of_E),
        by(definition(Sigma), variance, linearity_of_E, Z_mean),
        by(definition(Sigma), variance),
    ),
)

symmetric = theorem(
    "The covariance matrix is symmetric",
    Sigma.T == Sigma,
    given=[Z_second],
    book="C.2.6",
    covers=["C.2.6-07"],
    proof=by(definition(Sigma)),
)

a = vector("a", d)  # any direction

variance_along = theorem(
    "The variance along a direction is its quadratic form",
    Var(dot(a, Z)) == dot(a, Sigma @ a),
    given=[Z_second],
    book="C.2.6",
    proof=by(definition(Sigma), variance, linearity_of_E),
)

positive_semidefinite = theorem(
    "The covariance matrix is positive semidefinite",
    dot(a, Sigma @ a) >= 0,
    given=[Z_second],
    book="C.2.6",
    covers=["C.2.6-07"],
    proof=calc(
        dot(a, Sigma @ a),
        eq(Var(dot(a, Z)), by=variance_along),
        ge(0, by=nonnegative_terms),
    ),
)
