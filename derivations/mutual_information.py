"""Mutual information: the divergence from independence, and entropies that add up.  (Appendix C.3.4)"""

from checks.language import *

m, n = size("m"), size("n")
x, x2 = indices("x x'", over=m)
y, y2 = indices("y y'", over=n)
P = joint("P", m, n)  # of X and Y; zero probabilities are allowed
R = joint("R", m, n)  # what it would be if X and Y were independent

PX = define("P_X", x, Sum(P[x, y], y))
PY = define("P_Y", y, Sum(P[x, y], x))

product = hypothesis(R[x, y] == PX[x] * PY[y], "R is the product of the marginals")
covered = hypothesis(implies(P[x, y] > 0, R[x, y] > 0), "R is positive wherever P is")

# ---------------------------------------------------------------- the product of the marginals
part = theorem(
    "A joint probability is at most each of its marginals",
    both(P[x, y] <= PX[x], P[x, y] <= PY[y]),
    book="C.3.4",
    proof=parts(
        calc(P[x, y], le(Sum(P[x, y2], y2), by=nonnegative_terms), eq(PX[x], by=definition(PX))),
        calc(P[x, y], le(Sum(P[x2, y], x2), by=nonnegative_terms), eq(PY[y], by=definition(PY))),
    ),
)

always_covered = theorem(
    "The product of the marginals is positive wherever the joint distribution is",
    implies(P[x, y] > 0, R[x, y] > 0),
    given=[product],
    book="C.3.4",
    covers=["C.3.4-01"],
    note="So the divergence of the two is always a number.",
    proof=calc(
        R[x, y],
        eq(PX[x] * PY[y], by=product),
        ge(P[x, y] * PY[y], by=part),
        ge(P[x, y] * P[x, y], by=part),
        gt(0, by=assumption),
    ),
)

# ---------------------------------------------------------------- independence
MI = define("I", Sum(Sum(P[x, y] * log(P[x, y] / R[x, y]), y), x))

information = theorem(
    "Mutual information",
    MI == Sum(Sum(P[x, y] * log(P[x, y] / R[x, y]), y), x),
    given=[covered],
    book="C.3.4",
    covers=["C.3.4-01"],
    note="The divergence of the joint distribution from R, the product of its marginals.",
    proof=by(definition(MI)),
)

never_negative = theorem(
    "Mutual information is not negative",
    MI >= 0,
    given=[covered],
    book="C.3.4",
    proof=calc(
        MI,
        eq(Sum(Sum(P[x, y] * log(P[x, y] / R[x, y]), y), x), by=definition(MI)),
        ge(Sum(Sum(P[x, y] - R[x, y], y), x), by=log_bound),
        eq(1 - 1, by=[P.sums_to_one, R.sums_to_one]),
        eq(0),
    ),
)

hellinger = theorem(
    "Mutual information is at least a squared distance from independence",
    Sum(Sum((sqrt(P[x, y]) - sqrt(R[x, y])) ** 2, y), x) <= MI,
    given=[covered],
    book="C.3.4",
    proof=calc(
        Sum(Sum((sqrt(P[x, y]) - sqrt(R[x, y])) ** 2, y), x),
        eq(Sum(Sum(P[x, y], y), x) - 2 * Sum(Sum(sqrt(P[x, y] * R[x, y]), y), x) + Sum(Sum(R[x, y], y), x), by=exp_log),
        eq(Sum(Sum(2 * P[x, y] - 2 * sqrt(P[x, y] * R[x, y]), y), x), by=[P.sums_to_one, R.sums_to_one]),
        le(Sum(Sum(-2 * (P[x, y] * log(sqrt(P[x, y] * R[x, y]) / P[x, y])), y), x), by=log_bound),
        eq(Sum(Sum(P[x, y] * log(P[x, y] / R[x, y]), y), x), by=exp_log),
        eq(MI, by=definition(MI)),
    ),
)

nothing_shared = hypothesis(MI == 0, "X and Y share no information")

row = define("d", x, Sum((sqrt(P[x, y]) - sqrt(R[x, y])) ** 2, y))

row_distance = theorem(
    "A row's distance is not negative",
    row[x] >= 0,
    book="C.3.4",
    proof=calc(row[x], eq(Sum((sqrt(P[x, y]) - sqrt(R[x, y])) ** 2, y), by=definition(row)), ge(0, by=squares)),
)

no_distance = theorem(
    "Without shared information no two square roots differ",
    (sqrt(P[x, y]) - sqrt(R[x, y])) ** 2 <= 0,
    given=[covered, nothing_shared],
    book="C.3.4",
    proof=calc(
        (sqrt(P[x, y]) - sqrt(R[x, y])) ** 2,
        le(Sum((sqrt(P[x, y2]) - sqrt(R[x, y2])) ** 2, y2), by=[nonnegative_terms, squares]),
        eq(row[x], by=definition(row)),
        le(Sum(row[x2], x2), by=[nonnegative_terms, row_distance]),
        eq(Sum(Sum((sqrt(P[x2, y2]) - sqrt(R[x2, y2])) ** 2, y2), x2), by=definition(row)),
        le(MI, by=hellinger),
        eq(0, by=nothing_shared),
    ),
)

independent = theorem(
    "Without shared information X and Y are independent",
    P[x, y] == R[x, y],
    given=[covered, nothing_shared],
    book="C.3.4",
    proof=calc(
        P[x, y],
        eq(sqrt(P[x, y]) ** 2),
        eq(sqrt(R[x, y]) ** 2, by=[squares, no_distance]),
        eq(R[x, y]),
    ),
)

independence_case = theorem(
    "Mutual information vanishes exactly for independent variables",
    iff(MI == 0, forall(x, y, P[x, y] == R[x, y])),
    given=[covered],
    book="C.3.4",
    covers=["C.3.4-03"],
    proof=parts(
        by(independent),
        calc(
            MI,
            eq(Sum(Sum(P[x, y] * (log(P[x, y]) - log(R[x, y])), y), x), by=[definition(MI), exp_log]),
            eq(0, by=assumption),
        ),
    ),
)

product_form = theorem(
    "To be R is to be the product of the marginals",
    iff(forall(x, y, P[x, y] == R[x, y]), forall(x, y, P[x, y] == PX[x] * PY[y])),
    given=[product],
    book="C.3.4",
    covers=["C.3.4-03"],
    proof=parts(
        calc(P[x, y], eq(R[x, y], by=assumption), eq(PX[x] * PY[y], by=product)),
        calc(P[x, y], eq(PX[x] * PY[y], by=assumption), eq(R[x, y], by=product)),
    ),
)

# ---------------------------------------------------------------- entropies, where no joint probability is zero
F = joint("F", m, n, positive=True)
FX = define("F_X", x, Sum(F[x, y], y))
FY = define("F_Y", y, Sum(F[x, y], x))
H_X = define("H_X", -Sum(FX[x] * log(FX[x]), x))
H_Y = define("H_Y", -Sum(FY[y] * log(FY[y]), y))
H_XY = define("H_XY", -Sum(Sum(F[x, y] * log(F[x, y]), y), x))
rest = define("H_rest", -Sum(Sum(F[x, y] * log(F[x, y] / FX[x]), y), x))  # what is uncertain of Y once X is known
IF = define("I_F", Sum(Sum(F[x, y] * log(F[x, y] / (FX[x] * FY[y])), y), x))

three_entropies = theorem(
    "Mutual information from three entropies",
    IF == H_X + H_Y - H_XY,
    book="C.3.4",
    proof=calc(
        IF,
        eq(Sum(Sum(F[x, y] * (log(F[x, y]) - log(FX[x]) - log(FY[y])), y), x), by=[definition(IF), exp_log]),
        eq(
            Sum(Sum(F[x, y] * log(F[x, y]), y), x) - Sum(FX[x] * log(FX[x]), x) - Sum(FY[y] * log(FY[y]), y),
            by=definition(FX, FY),
        ),
        eq(H_X + H_Y - H_XY, by=definition(H_X, H_Y, H_XY)),
    ),
)

what_X_tells = theorem(
    "Mutual information is what X tells about Y",
    IF == H_Y - rest,
    book="C.3.4",
    proof=calc(
        IF,
        eq(Sum(Sum(F[x, y] * log(F[x, y] / FX[x]), y), x) - Sum(Sum(F[x, y], x) * log(FY[y]), y), by=[definition(IF), exp_log]),
        eq(H_Y - rest, by=definition(H_Y, rest, FY)),
    ),
)
