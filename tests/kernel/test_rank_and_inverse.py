"""Do the rules about ranks and inverses let in a false neighbour, with every move permitted and no other judge?"""

from __future__ import annotations

from typing import Any

from checks.language import *
from tests.kernel.prove import provable, proved

m, n, r = size("m"), size("n"), size("r")
i, j, k = indices("i", over=m), indices("j", over=n), indices("k", over=r)
s, t = position("s", over=m), position("t", over=n)
A, B, S = matrix("A", n, n), matrix("B", n, n), matrix("S", n, n)
M, N, Q = matrix("M", m, n), matrix("N", m, n), matrix("Q", m, n)
U, V = matrix("U", m, r), matrix("V", n, r)
u, v = vector("u", m), vector("v", n)
c, x, y = scalar("c"), scalar("x"), scalar("y")


class TestSquareInverse:
    def test_a_tall_matrix(self) -> None:
        tall = hypothesis(Q.T @ Q == eye(n))
        assert not provable(Q @ Q.T == eye(m), tall)
        assert not provable(M @ Q.T == eye(m), hypothesis(Q.T @ M == eye(n)))

    def test_sizes_that_are_only_said_to_be_equal(self) -> None:
        assert not provable(Q @ Q.T == eye(m), hypothesis(Q.T @ Q == eye(n)), given=[m == n])

    def test_square_matrices(self) -> None:
        left = hypothesis(B @ A == eye(n))
        assert proved(A @ B == eye(n), left, square_inverse)
        assert not proved(A @ B == eye(n), left)
        assert not provable(A @ B == eye(n), hypothesis(B @ A == A))
        assert not provable(A @ B == eye(n), hypothesis(B @ S == eye(n)))
        assert not provable(A @ B == B @ A)

    def test_a_conditional_equation_stays_conditional(self) -> None:
        assert not provable(A @ B == eye(n), hypothesis(implies(x > 0, B @ A == eye(n))))

    def test_below_a_derivative(self) -> None:
        """The equation holds at a point: it says nothing of slopes."""
        at = hypothesis(B @ A == eye(n))
        assert not provable(D(Sum((A @ B)[j, j], j), A[t, t]) == 0, at)

    def test_the_uncited(self) -> None:
        assert not proved(A @ B == eye(n), square_inverse, given=[hypothesis(B @ A == eye(n))])


class TestRank:
    def test_bounds_are_not_values(self) -> None:
        assert not provable(rank(M) == n)
        assert not provable(rank(M) == n, given=[n <= m])
        assert not provable(rank(U @ V.T) == r)
        assert not provable(rank(M) >= 1)
        assert not provable(rank(outer(u, v)) == 1)
        assert not provable(rank(outer(u, v)) == 1, given=[u[s] != 0])
        assert proved(rank(outer(u, v)) == 1, rank_bounds, hypothesis(u[s] != 0), hypothesis(v[t] != 0))

    def test_sums_differences_multiples(self) -> None:
        assert not provable(rank(M + N) == rank(M) + rank(N))
        assert not provable(rank(M - N) <= rank(M) - rank(N))
        assert not provable(rank(M + N) >= rank(M))
        assert not provable(rank(c * M) == rank(M))
        assert proved(rank(M - N) <= rank(M) + rank(N), rank_bounds)
        assert proved(rank(c * M) <= rank(M), rank_bounds)
        assert proved(rank(M * c) <= rank(M), rank_bounds)

    def test_of_many_terms(self) -> None:
        products: Any = Sum(U[s, k] * outer(u, v), k)
        multiples: Any = Sum(U[s, k] * M, k)
        assert proved(rank(products) <= r, rank_bounds)
        assert not provable(rank(products) <= r - 1)
        assert not provable(rank(multiples) <= rank(M) - 1)

    def test_transposes(self) -> None:
        assert proved(rank((A @ B).T) == rank(B.T @ A.T), rank_bounds)
        assert not provable(rank(A @ B) == rank(B @ A))
        assert proved(rank(S.T) == rank(S), rank_bounds, hypothesis(S.T == S))

    def test_diagonals(self) -> None:
        assert proved(rank(diag(v)) == Sum(indicator(v[j] != 0), j), rank_bounds)
        assert not provable(rank(diag(v)) == n)
        assert not provable(rank(diag(v)) == Sum(indicator(v[j] > 0), j))

    def test_nonzero_entries(self) -> None:
        assert proved(rank(M) >= 1, rank_bounds, hypothesis(M[s, t] != 0))
        assert not provable(rank(M) >= 1, given=[M[s, t] == 0])
        assert not provable(rank(M) >= 2, given=[M[s, t] != 0])
        assert not provable(rank(M) >= 1, given=[N[s, t] != 0])
        assert not provable(rank(M) >= 1, given=[implies(x > 0, M[s, t] != 0)])

    def test_zero_rank(self) -> None:
        assert proved(M == zeros(m, n), rank_bounds, hypothesis(rank(M) <= 0))
        assert not provable(M == zeros(m, n), given=[rank(M) <= 1])
        assert not provable(N == zeros(m, n), given=[rank(M) == 0])
        assert not provable(M == zeros(m, n), given=[implies(x > 0, rank(M) == 0)])

    def test_no_rank_has_a_derivative(self) -> None:
        assert not provable(D(rank(x * M), x) == 0)
        assert not provable(D(M[s, t], M[s, t]) == 0, given=[rank(M) == 0])


class TestFromBothSides:
    def test_only_from_both(self) -> None:
        assert provable(x == y, given=[x <= y, y <= x])
        assert not provable(x == y, given=[x <= y])
        assert not provable(x == y, given=[x <= y, y <= x + 1])
        assert not provable(x == y, given=[c * x <= c * y, c * y <= c * x])
        assert not provable(x == y, given=[c * x <= c * y, c * y <= c * x, c >= 0])
        assert provable(x == y, given=[c * x <= c * y, c * y <= c * x, c > 0])

    def test_uncited(self) -> None:
        below, above = hypothesis(x <= y), hypothesis(y <= x)
        assert proved(x == y, below, above)
        assert not proved(x == y, below, given=[above])

    def test_below_a_derivative(self) -> None:
        assert not provable(D(x, x) == D(y, x), given=[x <= y, y <= x])
