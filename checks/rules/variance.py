"""Variance and covariance as expectations.

Var[X] = E[X**2] - E[X]**2        Cov[X, Y] = E[X Y] - E[X] E[Y]
"""

from checks.kernel.moves import Move
from checks.words.declare import random_variable, scalar
from checks.words.families import family
from checks.words.operators import E, Var
from checks.words.reasons import Rule
from checks.words.state import hypothesis

X = random_variable("X", family=family("x"))
mu, v = scalar("mu"), scalar("v", nonnegative=True)

variance = Rule(
    id="variance",
    says="the formula for the variance",
    statement=(Var(X) == E(X**2) - E(X) ** 2).claim,
    when=(hypothesis(E(X) == mu).claim, hypothesis(E(X**2) == mu**2 + v).claim),
    permits=frozenset({Move.VARIANCE}),
    source="the definition of the variance",
)
