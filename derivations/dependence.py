"""Linear dependence: a combination that is zero, and a vector in the span of the others.  (Appendix C.1.3)"""

from checks.language import *

m, n = size("m"), size("n")
i, j = indices("i", over=m), indices("j", over=n)

# ---------------------------------------------------------------- dependence
v, c, b = matrix("v", m, n), vector("c", m), vector("b", m)  # v[i, j] is entry j of vector i
t = position("t", over=m)
combination = hypothesis(Sum(c[i] * v[i, j], i) == 0, "the vectors combine to zero")
counts = hypothesis(c[t] != 0, "and vector t counts in it")

in_span = theorem(
    "Of dependent vectors, one is a combination of the others",
    v[t, j] == -Sum((1 - delta(i, t)) * c[i] / c[t] * v[i, j], i),
    given=[combination, counts],
    book="C.1.3",
    covers=["C.1.3-09"],
    note="One that counts, not any: the factor leaves vector t itself out.",
    proof=calc(
        v[t, j],
        eq(v[t, j] - Sum(c[i] * v[i, j], i) / c[t], by=combination),
        eq(-Sum((1 - delta(i, t)) * c[i] / c[t] * v[i, j], i), by=sum_of_delta),
    ),
)

spanned = hypothesis(v[t, j] == Sum((1 - delta(i, t)) * b[i] * v[i, j], i), "vector t is a combination of the others")
moved = define("moved", i, (1 - delta(i, t)) * b[i] - delta(i, t), tex=r"c'")

dependent = theorem(
    "And where one is, they are dependent",
    both(Sum(moved[i] * v[i, j], i) == 0, moved[t] == -1),
    given=[spanned],
    book="C.1.3",
    covers=["C.1.3-09"],
    note="The combination is not empty: vector t has the coefficient -1.",
    proof=parts(
        calc(
            Sum(moved[i] * v[i, j], i),
            eq(Sum((1 - delta(i, t)) * b[i] * v[i, j], i) - v[t, j], by=[definition(moved), sum_of_delta]),
            eq(0, by=spanned),
        ),
        by(definition(moved)),
    ),
)
