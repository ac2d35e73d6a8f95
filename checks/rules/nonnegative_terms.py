"""A sum of non-negative terms is non-negative, and no term exceeds it.

f_k >= 0 for all k   implies   sum_k f_k >= 0   and   f_i <= sum_k f_k
"""

from checks.kernel.moves import Move
from checks.words.declare import indices, size, vector
from checks.words.operators import Sum
from checks.words.reasons import Rule

n = size("n")
i, k = indices("i k", over=n)
f = vector("f", n, nonnegative=True)

nonnegative_terms = Rule(
    id="nonnegative-terms",
    says="sums of non-negative terms",
    statement=(f[i] <= Sum(f[k], k)).claim,
    when=(),
    permits=frozenset({Move.NONNEGATIVE_TERMS}),
    source="order of the real numbers",
)
