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

# ---------------------------------------------------------------- entropies
H_X = define("H_X", -Sum(PX[x] * log(PX[x]), x))
H_Y = define("H_Y", -Sum(PY[y] * log(PY[y]), y))
H_XY = define("H_XY", -Sum(Sum(P[x, y] * log(P[x, y]), y), x))
rest = define("H_rest", -Sum(Sum(P[x, y] * log(P[x, y] / PX[x]), y), x))  # what is uncertain of Y once X is known
I_XY = define("I_XY", Sum(Sum(P[x, y] * log(P[x, y] / (PX[x] * PY[y])), y), x))

from_the_product = theorem(
    "Mutual information, with the product of the marginals written out",
    MI == I_XY,
    given=[product],
    book="C.3.4",
    proof=calc(
        MI,
        eq(Sum(Sum(P[x, y] * log(P[x, y] / R[x, y]), y), x), by=definition(MI)),
        eq(Sum(Sum(P[x, y] * log(P[x, y] / (PX[x] * PY[y])), y), x), by=product),
        eq(I_XY, by=definition(I_XY)),
    ),
)

three_entropies = theorem(
    "Mutual information from three entropies",
    I_XY == H_X + H_Y - H_XY,
    book="C.3.4",
    covers=["C.3.4-02"],
    proof=calc(
        I_XY,
        eq(Sum(Sum(P[x, y] * (log(P[x, y]) - log(PX[x]) - log(PY[y])), y), x), by=[definition(I_XY), exp_log]),
        eq(
            Sum(Sum(P[x, y] * log(P[x, y]), y), x) - Sum(PX[x] * log(PX[x]), x) - Sum(PY[y] * log(PY[y]), y),
            by=definition(PX, PY),
        ),
        eq(H_X + H_Y - H_XY, by=definition(H_X, H_Y, H_XY)),
    ),
)

what_X_tells = theorem(
    "Mutual information is what X tells about Y",
    I_XY == H_Y - rest,
    book="C.3.4",
    covers=["C.3.4-04"],
    proof=calc(
        I_XY,
        eq(Sum(Sum(P[x, y] * log(P[x, y] / PX[x]), y), x) - Sum(Sum(P[x, y], x) * log(PY[y]), y), by=[definition(I_XY), exp_log]),
        eq(H_Y - rest, by=definition(H_Y, rest, PY)),
    ),
)

less_likely = theorem(
    "A joint probability has a logarithm at most that of its marginal",
    implies(P[x, y] > 0, log(P[x, y]) <= log(PX[x])),
    book="C.3.4",
    proof=by(monotone, part),
)

surprise = theorem(
    "No outcome of Y that is left is less than certain",
    P[x, y] * log(PX[x] / P[x, y]) >= 0,
    book="C.3.4",
    proof=cases(
        (
            P[x, y] > 0,
            calc(
                P[x, y] * log(PX[x] / P[x, y]),
                eq(P[x, y] * (log(PX[x]) - log(P[x, y])), by=exp_log),
                ge(0, by=less_likely),
            ),
        ),
        (P[x, y] <= 0, calc(P[x, y] * log(PX[x] / P[x, y]), eq(0, by=assumption))),
    ),
)

at_most_everything = theorem(
    "X tells at most everything about Y",
    I_XY <= H_Y,
    book="C.3.4",
    proof=calc(
        I_XY,
        eq(H_Y - rest, by=what_X_tells),
        eq(H_Y - Sum(Sum(P[x, y] * log(PX[x] / P[x, y]), y), x), by=[definition(rest), exp_log]),
        le(H_Y, by=surprise),
    ),
)

# ---------------------------------------------------------------- what is made of X tells no more than X
q = size("q")
c, c2 = indices("c c'", over=q)
T = matrix("T", m, q)
weights = hypothesis(T[x, c] >= 0, "probabilities are not negative")
made = hypothesis(Sum(T[x, c], c) == 1, "C is made of X alone: T[x, c] is the probability of c where X is x; for a function of X, 0 or 1")
Q = define("Q", c, y, Sum(P[x, y] * T[x, c], x))
QC = define("Q_C", c, Sum(Q[c, y], y))
QY = define("Q_Y", y, Sum(Q[c, y], c))
possible = hypothesis(QC[c] > 0, "no value of C is impossible")
I_CY = define("I_CY", Sum(Sum(Q[c, y] * log(Q[c, y] / (QC[c] * QY[y])), y), c))

how_often = theorem(
    "How often C takes a value",
    Sum(PX[x] * T[x, c], x) == QC[c],
    book="C.3.4",
    proof=by(definition(QC, Q, PX)),
)

same_Y = theorem(
    "Beside C, Y is distributed as before",
    QY[y] == PY[y],
    given=[made],
    book="C.3.4",
    proof=calc(
        QY[y],
        eq(Sum(Sum(P[x, y] * T[x, c], c), x), by=definition(QY, Q)),
        eq(Sum(P[x, y], x), by=made),
        eq(PY[y], by=definition(PY)),
    ),
)

spread = theorem(
    "Mutual information of X and Y, told apart by C",
    I_XY == Sum(Sum(Sum(P[x, y] * T[x, c] * (log(P[x, y]) - log(PX[x]) - log(PY[y])), c), y), x),
    given=[made],
    book="C.3.4",
    proof=calc(
        I_XY,
        eq(Sum(Sum(P[x, y] * (log(P[x, y]) - log(PX[x]) - log(PY[y])), y), x), by=[definition(I_XY), exp_log]),
        eq(Sum(Sum(Sum(P[x, y] * T[x, c] * (log(P[x, y]) - log(PX[x]) - log(PY[y])), c), y), x), by=made),
    ),
)

processing = theorem(
    "Data processing: what is made of X tells no more about Y than X",
    I_CY <= I_XY,
    given=[weights, made, possible],
    book="C.3.4",
    covers=["C.3.4-05"],
    proof=calc(
        I_CY,
        eq(Sum(Sum(Q[c, y] * (log(Q[c, y]) - log(QC[c]) - log(QY[y])), y), c), by=[definition(I_CY), exp_log]),
        eq(Sum(Sum(Sum(P[x, y] * T[x, c] * (log(Q[c, y]) - log(QC[c]) - log(PY[y])), c), y), x), by=[definition(Q), same_Y]),
        eq(I_XY - Sum(Sum(Sum(P[x, y] * T[x, c] * (log(P[x, y]) - log(PX[x]) - log(Q[c, y]) + log(QC[c])), c), y), x), by=spread),
        eq(I_XY - Sum(Sum(Sum(P[x, y] * T[x, c] * log(P[x, y] * QC[c] / (PX[x] * Q[c, y])), c), y), x), by=exp_log),
        le(I_XY - Sum(Sum(Sum(P[x, y] * T[x, c] - PX[x] * T[x, c] * Q[c, y] / QC[c], c), y), x), by=log_bound),
        eq(I_XY - Sum(Sum(Sum(P[x, y] * T[x, c], c), y), x) + Sum(Sum(Sum(PX[x] * T[x, c], x) * Q[c, y] / QC[c], y), c)),
        eq(I_XY - 1 + Sum(Sum(Q[c, y], y), c), by=[made, P.sums_to_one, how_often]),
        eq(I_XY - 1 + Sum(Sum(Sum(P[x, y] * T[x, c], c), y), x), by=definition(Q)),
        eq(I_XY, by=[made, P.sums_to_one]),
    ),
)
