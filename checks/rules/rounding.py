"""What rounding does.

    floor(x) <= x < floor(x) + 1     x <= ceiling(x) < x + 1     x - 1/2 <= round_(x) <= x + 1/2     floor(x + n) = floor(x) + n

for whole n.  All three leave whole numbers alone and keep <=, so that x <= n gives f(x) <= n, and n <= x gives n <= f(x).
A tie goes to the even number; nothing is concluded from that.
"""

from checks.kernel.moves import Move
from checks.words.declare import scalar
from checks.words.operators import Rational, round_
from checks.words.reasons import Rule

x = scalar("x")

rounding = Rule(
    id="rounding",
    says="what rounding does",
    statement=(x - round_(x) <= Rational(1, 2)).claim,
    when=(),
    permits=frozenset({Move.ROUNDING}),
    source="Graham, Knuth & Patashnik, Concrete Mathematics (2nd ed.), chapter 3; IEEE 754-2019, 4.3.1 for ties",
)
