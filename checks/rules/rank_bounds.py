"""What the rank of a matrix is at most, and where it is known.

rank(M) <= m, n for M of shape (m, n)             rank(A B) <= rank(A), rank(B)          rank(A + B) <= rank(A) + rank(B)
rank(c A) <= rank(A)        rank(-A) = rank(A)    rank(A.T) = rank(A)                    rank(outer(a, b)) <= 1
rank(eye(n)) = n            rank(zeros) = 0       rank(diag(v)) = sum_i [v_i != 0]
rank(M) >= 1 where an entry of M is not 0         rank(M) = 0, cited, says that M = 0
"""

from checks.kernel.moves import Move
from checks.words.claims import both
from checks.words.declare import matrix, size, vector
from checks.words.operators import diag, eye, rank
from checks.words.reasons import Rule

m, k, n = size("m"), size("k"), size("n")
A, B, C = matrix("A", m, k), matrix("B", k, n), matrix("C", m, n)
v = vector("v", n)

rank_bounds = Rule(
    id="rank-bounds",
    says="bounds on the rank of a product",
    statement=both(
        rank(A @ B) <= k,
        rank(A @ B + C) <= rank(A) + rank(C),
        rank(A.T) == rank(A),
        rank(eye(n)) == n,
        rank(diag(v)) <= n,
    ).claim,
    when=(),
    permits=frozenset({Move.RANK}),
    source="Strang, Introduction to Linear Algebra: the column space of A B lies in that of A",
)
