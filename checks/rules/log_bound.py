"""The tangent of the logarithm at 1 lies above it.

log x <= x - 1                 for x > 0
w log(u / w) <= u - w          for w >= 0, u >= 0, and u > 0 wherever w > 0
"""

from checks.kernel.moves import Move
from checks.words.declare import scalar
from checks.words.operators import log
from checks.words.reasons import Rule

x = scalar("x", positive=True)

log_bound = Rule(
    id="log-bound",
    says="log x <= x - 1",
    statement=(log(x) <= x - 1).claim,
    when=(),
    permits=frozenset({Move.LOG_BOUND}),
    source="concavity of the logarithm; Cover & Thomas, Elements of Information Theory, section 2.6",
)
