"""Mutual information: three forms, independence, and data processing.  (Appendix C.3.4)"""

from checks.language import *
from derivations.kl import difference_of_squares, u, v

m, n = size("m"), size("n")
x, x2 = indices("x x'", over=m)
y, y2 = indices("y y'", over=n)
P = joint("P", m, n)  # zero probabilities are allowed

PX = define("P_X", x, Sum(P[x, y], y))
PY = define("P_Y", y, Sum(P[x, y], x))
HX = define("H_X", -Sum(PX[x] * log(PX[x]), x), tex=r"H(X)")
HY = define("H_Y", -Sum(PY[y] * log(PY[y]), y), tex=r"H(Y)")
HXY = define("H_XY", -Sum(Sum(P[x, y] * log(P[x, y]), y), x), tex=r"H(X,Y)")
Y_given_X = define("H_Y|X", -Sum(Sum(P[x, y] * log(P[x, y] / PX[x]), y), x), tex=r"H(Y\mid X)")
I = define("I", Sum(Sum(P[x, y] * log(P[x, y] / (PX[x] * PY[y])), y), x), tex=r"I(X;Y)")

information = theorem(
    "Mutual information",
    I == Sum(Sum(P[x, y] * log(P[x, y] / (PX[x] * PY[y])), y), x),
    book="C.3.4",
    proof=by(definition(I)),
)

marginal = theorem(
    "A marginal is at least each of its terms",
    both(P[x, y] <= PX[x], P[x, y] <= PY[y]),
    book="C.3.4",
    proof=parts(
        calc(P[x, y], le(Sum(P[x, y2], y2), by=nonnegative_terms), eq(PX[x], by=definition(PX))),
        calc(P[x, y], le(Sum(P[x2, y], x2), by=nonnegative_terms), eq(PY[y], by=definition(PY))),
    ),
)
three = theorem(
    "Mutual information from three entropies",
    I == HX + HY - HXY,
    book="C.3.4",
    covers=["C.3.4-02"],
    proof=calc(
        I,
        eq(Sum(Sum(P[x, y] * (log(P[x, y]) - log(PX[x]) - log(PY[y])), y), x), by=[definition(I), exp_log]),
        eq(HX + HY - HXY, by=definition(HX, HY, HXY, PX, PY)),
    ),
)
