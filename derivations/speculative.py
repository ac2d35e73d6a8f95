"""Speculative sampling: accepting and redrawing give the target law.  (P44)"""

from checks.language import *

n = size("n")
i, j = indices("i j", over=n)
p, q = distribution("p", n), distribution("q", n)  # the target, and the draft that is tried first
alpha = define("alpha", Sum(minimum(p[j], q[j]), j))  # the chance that the draft is accepted
excess = define("e", Sum(maximum(p[j] - q[j], 0), j))
different = hypothesis(excess > 0, "the draft is not the target")

split = theorem("The common part and the excess", minimum(p[i], q[i]) + maximum(p[i] - q[i], 0) == p[i], book="P44", proof=by(algebra))

rejected = theorem(
    "What is rejected is the excess",
    excess == 1 - alpha,
    book="P44",
    proof=calc(
        excess,
        eq(Sum(p[j] - minimum(p[j], q[j]), j), by=definition(excess)),
        eq(1 - alpha, by=[definition(alpha), p.sums_to_one]),
    ),
)

target = theorem(
    "Accepted or drawn again, each token has the probability of the target",
    minimum(p[i], q[i]) + (1 - alpha) * (maximum(p[i] - q[i], 0) / excess) == p[i],
    given=[different],
    book="P44",
    proof=calc(
        minimum(p[i], q[i]) + (1 - alpha) * (maximum(p[i] - q[i], 0) / excess),
        eq(minimum(p[i], q[i]) + excess * (maximum(p[i] - q[i], 0) / excess), by=rejected),
        eq(minimum(p[i], q[i]) + maximum(p[i] - q[i], 0)),
        eq(p[i]),
    ),
)
