"""KL divergence: cross-entropy minus entropy.  Positive entries, which is more than the book assumes."""

from sympy import IndexedBase, Sum, log, symbols

from benchmarks.sympy_scripts import Difference

n = symbols("n", integer=True, positive=True)
x = symbols("x", integer=True, positive=True)
P, Q = (IndexedBase(name, shape=(n,), positive=True) for name in "PQ")


def total(body):
    return Sum(body, (x, 1, n))


H = -total(P[x] * log(P[x]))
CE = -total(P[x] * log(Q[x]))
KL = total(P[x] * log(P[x] / Q[x]))


def kl():
    return Difference(KL - (CE - H))


def equality_case():
    """One direction: at P = Q the divergence is zero."""
    return Difference(KL.subs(Q, P))
