"""Random variables: probabilities, expectation, variance.  (Appendix C.2.1)

A random variable may have any law, discrete or not, as long as the moments that a statement speaks of exist.  What is said
of probabilities by outcome is said for finitely many outcomes.
"""

from checks.language import *

n = size("n")  # number of outcomes
x, x2 = indices("x x'", over=n)
P = distribution("P", n)
v = vector("v", n)  # the value of the variable at each outcome

# ---------------------------------------------------------------- probabilities by outcome
mass_function = theorem(
    "A probability mass function",
    both(forall(x, P[x] >= 0), Sum(P[x], x) == 1, forall(x, P[x] <= 1)),
    book="C.2.1",
    covers=["C.2.1-01"],
    note="The third part follows from the first two.",
    proof=parts(
        by(P.nonnegative),
        by(P.sums_to_one),
        calc(P[x], le(Sum(P[x2], x2), by=nonnegative_terms), eq(1, by=P.sums_to_one)),
    ),
)

mean_by_outcome = theorem(
    "The mean of a discrete variable",
    E(v[x], x, P) == Sum(v[x] * P[x], x),
    book="C.2.1",
    covers=["C.2.1-03"],
    proof=by(algebra),
)

# ---------------------------------------------------------------- the variance
X, Y = random_variable("X", family="pair"), random_variable("Y", family="pair")  # they may depend on one another
mu, nu = scalar("mu"), scalar("nu")
xi, eta = scalar("xi"), scalar("eta")
a, b = scalar("a"), scalar("b")

X_mean = hypothesis(E(X) == mu, "X has a mean")
Y_mean = hypothesis(E(Y) == nu, "Y has a mean")
X_square = hypothesis(E(X**2) == xi, "X has a second moment")
Y_square = hypothesis(E(Y**2) == eta, "Y has a second moment")

variance_as_spread = theorem(
    "The variance is the mean squared distance from the mean",
    Var(X) == E((X - E(X)) ** 2),
    given=[X_square],
    book="C.2.1",
    covers=["C.2.1-05"],
    proof=by(variance, linearity_of_E),
)

variance_as_moments = theorem(
    "The mean squared distance, from two moments",
    E((X - E(X)) ** 2) == E(X**2) - E(X) ** 2,
    given=[X_square],
    book="C.2.1",
    covers=["C.2.1-06"],
    proof=calc(
        E((X - E(X)) ** 2),
        eq(E(X**2 - 2 * E(X) * X + E(X) ** 2)),
        eq(E(X**2) - 2 * E(X) * E(X) + E(X) ** 2, by=linearity_of_E),
        eq(E(X**2) - E(X) ** 2),
    ),
)

variance_nonnegative = theorem(
    "No variance is negative",
    Var(X) >= 0,
    given=[X_square],
    book="C.2.1",
    proof=calc(
        Var(X),
        eq(E((X - E(X)) ** 2), by=variance_as_spread),
        ge(0, by=squares),
    ),
)

sigma_X = define("sigma_X", sqrt(Var(X)), tex=r"\sigma_{X}")

standard_deviation = theorem(
    "The standard deviation is the root of the variance",
    both(sigma_X == sqrt(Var(X)), sigma_X**2 == Var(X)),
    given=[X_square],
    book="C.2.1",
    covers=["C.2.1-07"],
    proof=parts(by(definition(sigma_X), variance_nonnegative), by(definition(sigma_X), variance_nonnegative)),
)

# ---------------------------------------------------------------- what is linear, and what is not
linearity = theorem(
    "The expectation is linear",
    E(a * X + b * Y) == a * E(X) + b * E(Y),
    given=[X_mean, Y_mean],
    book="C.2.1",
    covers=["C.2.1-08"],
    note="Nothing is said of how X and Y depend on one another.",
    proof=by(linearity_of_E),
)

scaled_variance = theorem(
    "A factor leaves the variance as its square",
    Var(a * X) == a**2 * Var(X),
    given=[X_square],
    book="C.2.1",
    proof=by(variance, linearity_of_E),
)

doubled = theorem(
    "Twice a variable that varies has more than twice its variance",
    both(Var(X + X) == 4 * Var(X), implies(Var(X) > 0, Var(X + X) > Var(X) + Var(X))),
    given=[X_square],
    book="C.2.1",
    covers=["C.2.1-09"],
    note="So the variance is not linear.",
    proof=parts(
        by(variance, linearity_of_E),
        calc(
            Var(X + X),
            eq(Var(X) + Var(X) + 2 * Var(X), by=[variance, linearity_of_E]),
            gt(Var(X) + Var(X), by=assumption),
        ),
    ),
)

variance_of_combination = theorem(
    "The variance of a combination",
    Var(a * X + b * Y) == a**2 * Var(X) + b**2 * Var(Y) + 2 * a * b * Cov(X, Y),
    given=[X_square, Y_square],
    book="C.2.1",
    covers=["C.2.1-10"],
    proof=by(variance, linearity_of_E),
)

additive = theorem(
    "Variances add exactly where the covariance is zero",
    iff(Var(X + Y) == Var(X) + Var(Y), Cov(X, Y) == 0),
    given=[X_square, Y_square],
    book="C.2.1",
    covers=["C.2.1-10"],
    note="Independence is more than is needed.",
    proof=parts(
        calc(
            Cov(X, Y),
            eq((Var(X + Y) - Var(X) - Var(Y)) / 2, by=[variance, linearity_of_E]),
            eq(0, by=assumption),
        ),
        calc(
            Var(X + Y),
            eq(Var(X) + Var(Y) + 2 * Cov(X, Y), by=[variance, linearity_of_E]),
            eq(Var(X) + Var(Y), by=assumption),
        ),
    ),
)

# ---------------------------------------------------------------- independent variables
U, V = random_variable("U", family="first"), random_variable("V", family="second")  # independent of one another
U_mean = hypothesis(E(U) == mu, "U has a mean")
V_mean = hypothesis(E(V) == nu, "V has a mean")
U_square = hypothesis(E(U**2) == xi, "U has a second moment")
V_square = hypothesis(E(V**2) == eta, "V has a second moment")

product_of_means = theorem(
    "The mean of a product of independent variables",
    E(U * V) == E(U) * E(V),
    given=[U_mean, V_mean],
    book="C.2.1",
    covers=["C.2.1-11"],
    proof=by(independence),
)

sum_of_variances = theorem(
    "Variances of independent variables add",
    Var(U + V) == Var(U) + Var(V),
    given=[U_square, V_square],
    book="C.2.1",
    covers=["C.2.1-10"],
    proof=calc(
        Var(U + V),
        eq(Var(U) + Var(V) + 2 * (E(U * V) - E(U) * E(V)), by=[variance, linearity_of_E]),
        eq(Var(U) + Var(V), by=independence),
    ),
)
