"""The expectation is linear, and constants are their own mean.

    E[a X + b Y] = a E[X] + b E[Y]       E[c] = c            a, b, c not random

Condition: every expectation that appears is integrable.
"""

from checks.kernel.moves import Move
from checks.words.declare import random_variable, scalar
from checks.words.families import family
from checks.words.operators import E
from checks.words.reasons import Rule
from checks.words.state import hypothesis

f = family("f")
a, b = scalar("a"), scalar("b")
X, Y = random_variable("X", family=f), random_variable("Y", family=f)
mu, nu = scalar("mu"), scalar("nu")

linearity_of_E = Rule(
    id="linearity-of-E",
    says="linearity of expectation",
    statement=(E(a * X + b * Y) == a * E(X) + b * E(Y)).claim,
    when=(hypothesis(E(X) == mu).claim, hypothesis(E(Y) == nu).claim),
    permits=frozenset({Move.MEAN}),
    source="any first course of probability",
)
