"""Splitting off the first factor of a product.

    prod_{k=a}^{b} f(k) = f(a) prod_{k=a+1}^{b} f(k)      for a <= b

The range must have a factor whatever its sizes are: a product over an empty range is 1.  (Sums are split without a reason.)
"""

from checks.kernel.moves import Move
from checks.words.declare import indices, size, vector
from checks.words.operators import Product
from checks.words.reasons import Rule

n = size("n")
k = indices("k", over=n)
f = vector("f", n)

first_factor = Rule(
    id="first-factor",
    says="splitting off the first factor",
    statement=(Product(f[k], k) == f[1] * Product(f[k], (k, 2, n))).claim,
    when=(),
    permits=frozenset({Move.FIRST_FACTOR}),
    source="Graham, Knuth and Patashnik 1994, Concrete Mathematics, section 2.6",
)
