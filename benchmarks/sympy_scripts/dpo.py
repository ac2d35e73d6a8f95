"""DPO: the optimal policy, and the loss built on it."""

from sympy import Function, IndexedBase, Sum, diff, exp, log, symbols

from benchmarks.sympy_scripts import Difference

m = symbols("m", integer=True, positive=True)
y, y2, k, win, lose = symbols("y y2 k w l", integer=True, positive=True)
beta = symbols("beta", positive=True)
lam, a, theta = symbols("lambda a theta", real=True)
pi, ref, u = (IndexedBase(name, shape=(m,), positive=True) for name in ("pi", "ref", "u"))
r = IndexedBase("r", shape=(m,), real=True)


def total(body, index=y):
    return Sum(body, (index, 1, m))


Z = total(ref[k] * exp(r[k] / beta), k)


def star(index):
    return ref[index] * exp(r[index] / beta) / Z


def sigma(x):
    return 1 / (1 + exp(-x))


def reward():
    return Difference(r[y] - (beta * log(star(y) / ref[y]) + beta * log(Z)))


def objective():
    value = total(pi[y] * r[y]) - beta * total(pi[y] * log(pi[y] / ref[y]))
    return Difference(value - (beta * log(Z) - beta * total(pi[y] * log(pi[y] / star(y)))), ((total(pi[y]), 1),))


def star_is_a_distribution():
    return Difference(total(star(y)) - 1)


def reward_gap():
    return Difference(r[y] - r[y2] - beta * (log(star(y) / ref[y]) - log(star(y2) / ref[y2])))


def bradley_terry():
    return Difference(exp(r[win]) / (exp(r[win]) + exp(r[lose])) - sigma(r[win] - r[lose]))


def preference():
    margin = beta * log(star(win) / ref[win]) - beta * log(star(lose) / ref[lose])
    return Difference(exp(r[win]) / (exp(r[win]) + exp(r[lose])) - sigma(margin))


def logistic_slope():
    return Difference(diff(-log(sigma(a)), a) + sigma(-a))


def gradient():
    first, second = Function("pi_w", positive=True)(theta), Function("pi_l", positive=True)(theta)
    gap = beta * log(first / ref[win]) - beta * log(second / ref[lose])
    slopes = diff(log(first), theta) - diff(log(second), theta)
    return Difference(diff(-log(sigma(gap)), theta) + beta * sigma(-gap) * slopes)
