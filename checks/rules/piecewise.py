"""What is defined by cases is shown by cases.

    maximum(a, b) is a for a >= b and b for a <= b       abs(u) is u for u >= 0 and -u for u <= 0
    indicator(r) is 1 where r holds and 0 elsewhere      sign(u) = indicator(u > 0) - indicator(u < 0)

and minimum(a, b) likewise.  Up to four are told apart in a step, each where it does not depend on a bound index or on anything
random; below a bound index the bounds a, b <= maximum(a, b), minimum(a, b) <= a, b and u, -u <= abs(u) remain.
"""

from checks.kernel.moves import Move
from checks.words.declare import scalar
from checks.words.operators import abs_, maximum
from checks.words.reasons import Rule

a, b, c = scalar("a"), scalar("b"), scalar("c")

piecewise = Rule(
    id="piecewise",
    says="the cases of its definition",
    statement=(abs_(maximum(a, c) - maximum(b, c)) <= abs_(a - b)).claim,
    when=(),
    permits=frozenset({Move.PIECEWISE}),
    source="the definitions of maximum, minimum, absolute value, sign and indicator",
)
