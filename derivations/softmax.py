"""Softmax: its Jacobian, and the gradient of cross-entropy.  (Appendix C.6)"""

from checks.language import *

V = size("V")  # vocabulary size: any positive integer
i, j, k = indices("i j k", over=V)
z = vector("z", V)  # logits
y = distribution("y", V)  # the target; one-hot is a special case

Z = define("Z", Sum(exp(z[k]), k))
p = define("p", i, exp(z[i]) / Z)  # softmax(z)
L = define("L", -Sum(y[i] * log(p[i]), i))  # cross-entropy

jacobian = theorem(
    "Softmax Jacobian",
    D(p[i], z[j]) == p[i] * (delta(i, j) - p[j]),
    book="C.6",
    proof=calc(
        D(p[i], z[j]),
        eq(D(exp(z[i]) / Z, z[j]), by=definition(p)),
        eq((delta(i, j) * exp(z[i]) * Z - exp(z[i]) * D(Z, z[j])) / Z**2, by=calculus),
        eq((delta(i, j) * exp(z[i]) * Z - exp(z[i]) * exp(z[j])) / Z**2, by=[definition(Z), calculus, sum_of_delta]),
        eq(exp(z[i]) / Z * (delta(i, j) - exp(z[j]) / Z), by=algebra),
        eq(p[i] * (delta(i, j) - p[j]), by=definition(p)),
    ),
)

gradient = theorem(
    "Gradient of softmax cross-entropy",
    D(L, z[j]) == p[j] - y[j],
    book="C.6",
    proof=calc(
        D(L, z[j]),
        eq(-Sum(y[i] * D(log(p[i]), z[j]), i), by=[definition(L), calculus]),
        eq(-Sum(y[i] / p[i] * D(p[i], z[j]), i), by=calculus),
        eq(-Sum(y[i] / p[i] * (p[i] * (delta(i, j) - p[j])), i), by=jacobian),
        eq(-Sum(y[i] * (delta(i, j) - p[j]), i), by=algebra),
        eq(-y[j] + p[j] * Sum(y[i], i), by=sum_of_delta),
        eq(p[j] - y[j], by=y.sums_to_one),
    ),
)
