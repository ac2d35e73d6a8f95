"""For square matrices, an inverse from one side is one from the other.

B A = I  implies  A B = I          for A and B with n rows and n columns
"""

from checks.kernel.moves import Move
from checks.words.declare import matrix, size
from checks.words.operators import eye
from checks.words.reasons import Rule

n = size("n")
a, b = matrix("A", n, n), matrix("B", n, n)

square_inverse = Rule(
    id="square-inverse",
    says="for square matrices one inverse is both",
    statement=(a @ b == eye(n)).claim,
    when=((b @ a == eye(n)).claim,),
    permits=frozenset({Move.SQUARE_INVERSE}),
    source="Strang, Introduction to Linear Algebra: a left inverse of a square matrix is its right inverse",
)
