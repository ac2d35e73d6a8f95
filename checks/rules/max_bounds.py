"""The largest of finitely many values is no less than any of them, and is one of them.

    f(k) <= Max(f, k)  for every k         Max(f, k) == f(m)  at some place m         Min(f, k) = -Max(-f, k)

Both for a range that is not empty, which is a side condition of the maximum itself.  A maximum below a bound index, or of
something random, is bounded only.
"""

from checks.kernel.moves import Move
from checks.words.declare import indices, scalar, size, vector
from checks.words.operators import Max
from checks.words.reasons import Rule

n = size("n")
k = indices("k", over=n)
z, c = vector("z", n), scalar("c")

max_bounds = Rule(
    id="max_bounds",
    says="what a maximum is",
    statement=(Max(z[k] + c, k) == Max(z[k], k) + c).claim,
    when=(),
    permits=frozenset({Move.MAXIMA}),
    source="the definition: a finite set of numbers has a largest member",
)
