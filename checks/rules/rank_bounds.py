"""The rank of a matrix is at most its rows, its columns, and the rank of either factor of a product.

rank(M) <= m, rank(M) <= n for M of shape (m, n)        rank(A B) <= rank(A), rank(A B) <= rank(B)
"""

from checks.kernel.moves import Move
from checks.words.declare import matrix, size
from checks.words.operators import rank
from checks.words.reasons import Rule

m, k, n = size("m"), size("k"), size("n")
A, B = matrix("A", m, k), matrix("B", k, n)

rank_bounds = Rule(
    id="rank-bounds",
    says="bounds on the rank of a product",
    statement=(rank(A @ B) <= k).claim,
    when=(),
    permits=frozenset({Move.RANK}),
    source="Strang, Introduction to Linear Algebra: the column space of A B lies in that of A",
)
