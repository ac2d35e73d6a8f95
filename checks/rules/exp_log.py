"""The laws of exponentials, logarithms and powers.

    exp(a + b) = exp(a) exp(b)     log(x y) = log x + log y     log(exp a) = a     exp(log x) = x     (x y)**a = x**a y**a

Conditions: x > 0 and y > 0 under every logarithm that is split and every non-integer power.  Under a factor w >= 0 it is
enough that they hold where w > 0 (the convention 0 log 0 = 0).
"""

from checks.kernel.moves import Move
from checks.words.declare import scalar
from checks.words.operators import exp, log
from checks.words.reasons import Rule

x, y, a = scalar("x", positive=True), scalar("y", positive=True), scalar("a")

exp_log = Rule(
    id="exp-log",
    says="the laws of exp and log",
    statement=(log(x * exp(a) / y) == log(x) + a - log(y)).claim,
    when=(),
    permits=frozenset({Move.EXP_LOG}),
    source="any first course of calculus",
)
