"""Splitting off the last term of a sum, or the last factor of a product.

    sum_{k=a}^{b} f(k) = sum_{k=a}^{b-1} f(k) + f(b)      prod_{k=a}^{b} f(k) = f(b) prod_{k=a}^{b-1} f(k)      for a <= b

The range must have such a term whatever its sizes are: a sum over an empty range is 0, a product 1.
"""

from checks.kernel.moves import Move
from checks.words.declare import indices, size, vector
from checks.words.operators import Sum
from checks.words.reasons import Rule

n = size("n")
k = indices("k", over=n)
f = vector("f", n)

last_term = Rule(
    id="last-term",
    says="splitting off the last term",
    statement=(Sum(f[k], k) == Sum(f[k], (k, 1, n - 1)) + f[n]).claim,
    when=(),
    permits=frozenset({Move.LAST_TERM}),
    source="Graham, Knuth and Patashnik 1994, Concrete Mathematics, section 2.3",
)
