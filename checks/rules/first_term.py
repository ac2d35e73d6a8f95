"""Splitting off the first term of a sum, or the first factor of a product.

    sum_{k=a}^{b} f(k) = f(a) + sum_{k=a+1}^{b} f(k)      prod_{k=a}^{b} f(k) = f(a) prod_{k=a+1}^{b} f(k)      for a <= b

The range must have such a term whatever its sizes are: a sum over an empty range is 0, a product 1.
"""

from checks.kernel.moves import Move
from checks.words.declare import indices, size, vector
from checks.words.operators import Sum
from checks.words.reasons import Rule

n = size("n")
k = indices("k", over=n)
f = vector("f", n)

first_term = Rule(
    id="first-term",
    says="splitting off the first term",
    statement=(Sum(f[k], k) == f[1] + Sum(f[k], (k, 2, n))).claim,
    when=(),
    permits=frozenset({Move.FIRST_TERM}),
    source="Graham, Knuth and Patashnik 1994, Concrete Mathematics, section 2.3",
)
