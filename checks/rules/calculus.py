"""The rules of differentiation: sums, products, quotients, chains, and the derivative of every function of the language.

    d(f g) = f dg + g df      d(f / g) = (g df - f dg) / g**2      d exp(u) = exp(u) du      d log(u) = du / u

Conditions: `log u`, `sqrt u` and non-integer powers need u > 0, `abs u` needs u != 0, quotients a non-zero denominator.
An entry differentiates to a Kronecker delta: d z[i] / d z[j] = delta(i, j).
"""

from checks.kernel.moves import Move
from checks.words.declare import scalar
from checks.words.operators import D, exp
from checks.words.reasons import Rule

x, a = scalar("x"), scalar("a")

calculus = Rule(
    id="calculus",
    says="the rules of differentiation",
    statement=(D(x * exp(a * x), x) == exp(a * x) + a * x * exp(a * x)).claim,
    when=(),
    permits=frozenset({Move.CALCULUS}),
    source="any first course of calculus",
)
