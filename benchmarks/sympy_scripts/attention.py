"""The variance of a dot product.  SymPy has no random vectors of symbolic length: the expectation is written out, as a book does.

Independence and linearity are applied by hand: what is left for SymPy is the double sum of two Kronecker deltas.
"""

from sympy import KroneckerDelta, Sum, sqrt, symbols

from benchmarks.sympy_scripts import Difference

d = symbols("d", integer=True, positive=True)
a, b = symbols("a b", integer=True, positive=True)

second_moment = Sum(Sum(KroneckerDelta(a, b) * KroneckerDelta(a, b), (b, 1, d)), (a, 1, d))


def score_variance():
    return Difference(second_moment - d)


def scaled_variance():
    return Difference(second_moment / sqrt(d) ** 2 - 1)
