"""Softmax: its Jacobian, and the gradient of cross-entropy."""

from sympy import IndexedBase, KroneckerDelta, Sum, diff, exp, log, symbols

from benchmarks.sympy_scripts import Difference

V = symbols("V", integer=True, positive=True)
i, j, k = symbols("i j k", integer=True, positive=True)
c = symbols("c", real=True)
T = symbols("T", positive=True)
z, y, v, w = (IndexedBase(name, shape=(V,), real=True) for name in "zyvw")

Z = Sum(exp(z[k]), (k, 1, V))


def p(index):
    return exp(z[index]) / Z


def total(body, index):
    return Sum(body, (index, 1, V))


def jacobian():
    return Difference(diff(p(i), z[j]) - p(i) * (KroneckerDelta(i, j) - p(j)))


def jacobian_at_temperature():
    q = {n: exp(z[n] / T) / Sum(exp(z[k] / T), (k, 1, V)) for n in (i, j)}
    return Difference(diff(q[i], z[j]) - q[i] * (KroneckerDelta(i, j) - q[j]) / T)


def rows_sum_to_zero():
    return Difference(total(diff(p(i), z[j]), j))


def symmetric():
    return Difference(diff(p(i), z[j]) - diff(p(j), z[i]))


def trace_of_jacobian():
    return Difference(total(diff(p(i), z[i]), i) - (1 - total(p(i) ** 2, i)))


def shift_invariance():
    return Difference(exp(z[i] + c) / Sum(exp(z[k] + c), (k, 1, V)) - p(i))


def log_softmax():
    return Difference(log(p(i)) - (z[i] - log(Z)))


def log_softmax_jacobian():
    return Difference(diff(log(p(i)), z[j]) - (KroneckerDelta(i, j) - p(j)))


def gradient():
    loss = -total(y[i] * log(p(i)), i)
    return Difference(diff(loss, z[j]) - (p(j) - y[j]), ((total(y[i], i), 1),))


def gradient_any_target():
    loss = -total(w[i] * log(p(i)), i)
    return Difference(diff(loss, z[j]) - (total(w[i], i) * p(j) - w[j]))


def one_hot_loss():
    t = symbols("t", integer=True, positive=True)
    return Difference(-total(KroneckerDelta(i, t) * log(p(i)), i) + log(p(t)))


def one_hot_gradient():
    t = symbols("t", integer=True, positive=True)
    return Difference(diff(-log(p(t)), z[j]) - (p(j) - KroneckerDelta(t, j)))
