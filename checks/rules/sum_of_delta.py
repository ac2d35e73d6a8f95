"""Summing a Kronecker delta picks out one term.

sum_k delta(k, j) f_k = f_j          for j in the range of k
"""

from checks.kernel.moves import Move
from checks.words.declare import indices, size, vector
from checks.words.operators import Sum, delta
from checks.words.reasons import Rule

n = size("n")
j, k = indices("j k", over=n)
f = vector("f", n)

sum_of_delta = Rule(
    id="sum-of-delta",
    says="summing a Kronecker delta",
    statement=(Sum(delta(k, j) * f[k], k) == f[j]).claim,
    when=(),
    permits=frozenset({Move.DELTA}),
    source="the definition of the Kronecker delta",
)
