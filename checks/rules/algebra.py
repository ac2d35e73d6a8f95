"""Ring arithmetic and the linearity of finite sums.

    a (b + c) = a b + a c        sum_k (f_k + g_k) = sum_k f_k + sum_k g_k        sum_k c f_k = c sum_k f_k

Entries of sums, products, transposes and multiples of matrices are arithmetic too.  Allowed in every step; citing it
says that nothing else is needed.
"""

from checks.words.declare import scalar
from checks.words.reasons import Rule

a, b, c = scalar("a"), scalar("b"), scalar("c")

algebra = Rule(
    id="algebra",
    says="arithmetic",
    statement=(a * (b + c) == a * b + a * c).claim,
    when=(),
    permits=frozenset(),
    source="any text on algebra",
)
