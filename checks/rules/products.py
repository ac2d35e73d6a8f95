"""The laws of products.

    prod f g = prod f prod g      prod f**c = (prod f)**c      prod c = c**n      prod exp f = exp sum f

hold wherever both sides are defined.  Together with `exp_log`, log prod f = sum log f where every factor is positive.  A product
over an empty range is 1.
"""

from checks.kernel.moves import Move
from checks.words.declare import indices, scalar, size, vector
from checks.words.operators import Product, Sum, exp
from checks.words.reasons import Rule

n = size("n")
k = indices("k", over=n)
f, g, u = vector("f", n), vector("g", n), vector("u", n)
c = scalar("c")

products = Rule(
    id="products",
    says="the laws of products",
    statement=(Product(c * f[k] * g[k] ** 2 * exp(u[k]), k) == c**n * Product(f[k], k) * Product(g[k], k) ** 2 * exp(Sum(u[k], k))).claim,
    when=(),
    permits=frozenset({Move.PRODUCT}),
    source="Graham, Knuth and Patashnik 1994, Concrete Mathematics, section 2.6",
)
