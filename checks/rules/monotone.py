"""Increasing functions keep inequalities.

a <= b  implies  exp a <= exp b          0 < a <= b  implies  log a <= log b          0 <= a <= b  implies  sqrt a <= sqrt b
"""

from checks.kernel.moves import Move
from checks.words.declare import scalar
from checks.words.operators import exp
from checks.words.reasons import Rule
from checks.words.state import hypothesis

x, y = scalar("x"), scalar("y")

monotone = Rule(
    id="monotone",
    says="monotonicity",
    statement=(exp(x) <= exp(y)).claim,
    when=(hypothesis(x <= y).claim,),
    permits=frozenset({Move.MONOTONE}),
    source="any first course of calculus",
)
