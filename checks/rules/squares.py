"""A square is non-negative, and vanishes only where its base does.

t**2 >= 0          t**2 <= 0  implies  t = 0
"""

from checks.kernel.moves import Move
from checks.words.declare import scalar
from checks.words.reasons import Rule

x, y = scalar("x"), scalar("y")

squares = Rule(
    id="squares",
    says="squares are non-negative",
    statement=(2 * x * y <= x**2 + y**2).claim,
    when=(),
    permits=frozenset({Move.SQUARES}),
    source="any text on algebra",
)
