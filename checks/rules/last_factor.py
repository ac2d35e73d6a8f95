"""Splitting off the last factor of a product.

    prod_{k=a}^{b} f(k) = f(b) prod_{k=a}^{b-1} f(k)      for a <= b

The range must have a factor whatever its sizes are: a product over an empty range is 1.  (Sums are split without a reason.)
"""

from checks.kernel.moves import Move
from checks.words.declare import indices, size, vector
from checks.words.operators import Product
from checks.words.reasons import Rule

n = size("n")
k = indices("k", over=n)
f = vector("f", n)

last_factor = Rule(
    id="last-factor",
    says="splitting off the last factor",
    statement=(Product(f[k], k) == Product(f[k], (k, 1, n - 1)) * f[n]).claim,
    when=(),
    permits=frozenset({Move.LAST_FACTOR}),
    source="Graham, Knuth and Patashnik 1994, Concrete Mathematics, section 2.6",
)
