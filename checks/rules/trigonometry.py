"""The addition theorems of sine and cosine.

    sin(a + b) = sin a cos b + cos a sin b     cos(a + b) = cos a cos b - sin a sin b     sin(a)**2 + cos(a)**2 = 1

They hold for all real numbers: there are no conditions.
"""

from checks.kernel.moves import Move
from checks.words.declare import scalar
from checks.words.operators import cos, sin
from checks.words.reasons import Rule

a, b = scalar("a"), scalar("b")

trigonometry = Rule(
    id="trigonometry",
    says="the addition theorems",
    statement=(cos(a - b) * (sin(a) ** 2 + cos(a) ** 2) == cos(a) * cos(b) + sin(a) * sin(b)).claim,
    when=(),
    permits=frozenset({Move.TRIGONOMETRY}),
    source="any first course of calculus",
)
