"""Independent families factor under the expectation.

    E[f(q) g(k)] = E[f(q)] E[g(k)]       q and k of different families

Conditions: the factors are integrable.  Independence is between whole families; entries of one family factor never.
"""

from checks.kernel.moves import Move
from checks.words.declare import random_variable, scalar
from checks.words.families import family
from checks.words.operators import E
from checks.words.reasons import Rule
from checks.words.state import hypothesis

X, Y = random_variable("X", family=family("first")), random_variable("Y", family=family("second"))
mu, nu = scalar("mu"), scalar("nu")

independence = Rule(
    id="independence",
    says="independence",
    statement=(E(X * Y) == E(X) * E(Y)).claim,
    when=(hypothesis(E(X) == mu).claim, hypothesis(E(Y) == nu).claim),
    permits=frozenset({Move.INDEPENDENCE, Move.MEAN}),
    source="the definition of independence",
)
