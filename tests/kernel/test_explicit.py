"""Arrays that are written out, and claims about indices with a short literal range."""

from __future__ import annotations

import pytest

from checks.kernel.shape import Malformed
from checks.language import *
from checks.words.formula import Proposition
from tests.kernel.prove import provable, proved

a, b, c = scalar("a"), scalar("b"), scalar("c")
m, n = size("m"), size("n", at_least=2)
i, j = indices("i j", over=2)
k = indices("k", over=n)
far = indices("f", over=40)
t = position("t", over=2)
x = vector("x", 2)
M, B = matrix([[1, 2], [3, 4]]), matrix([[5, 6], [7, 8]])
G = matrix("G", 2, 2)
S = matrix([[a, b], [b, c]])
E2 = define("E2", i, delta(i, 1) * a + delta(i, 2) * b)

TRUE: list[Proposition] = [
    M @ B == matrix([[19, 22], [43, 50]]),
    (M @ x)[1] == x[1] + 2 * x[2],
    S[i, j] == S[j, i],
    tr(M) == 5,
    matrix([[1, 1], [1, 1]])[i, j] == 1,
    vector([a, b])[i] == E2[i],
    Sum(vector([a, b])[i], i) == a + b,
    delta(i, 1) + delta(i, 2) == 1,
    delta(i, j) == delta(i, 1) * delta(j, 1) + delta(i, 2) * delta(j, 2),
    delta(t, 1) + delta(t, 2) == 1,
    outer(vector([1, 2]), vector([3, 4])) == matrix([[3, 4], [6, 8]]),
    dot(vector([a, b]), vector([b, -a])) == 0,
    diag(vector([a, b])) == matrix([[a, 0], [0, b]]),
    G == matrix([[G[1, 1], G[1, 2]], [G[2, 1], G[2, 2]]]),
    D(vector([a**2, a])[i], a) == vector([2 * a, 1])[i],
]
FALSE: list[Proposition] = [
    M @ B == B @ M,
    matrix([[1, 1], [1, 2]])[i, j] == 1,
    delta(i, 1) == 1,
    delta(k, 1) + delta(k, 2) == 1,  # n may be 3
    delta(i, j) == delta(i, 1) * delta(j, 1),
    M[i, j] == M[j, i],
    vector([a, b])[i] == a,
    G == matrix([[G[1, 1], G[2, 1]], [G[1, 2], G[2, 2]]]),
    Sum(delta(far, 1), far) == 2,
]


@pytest.mark.parametrize("claim", TRUE, ids=repr)
def test_true(claim: Proposition) -> None:
    assert proved(claim, calculus, definition(E2), sum_of_delta)


@pytest.mark.parametrize("claim", FALSE, ids=repr)
def test_false_with_everything_permitted(claim: Proposition) -> None:
    assert not provable(claim)


def test_a_fact_about_a_position_is_not_a_fact_about_its_values() -> None:
    """z[t] > 0 says nothing of z[1] and z[2] both."""
    z = vector("z", 2)
    h = hypothesis(z[t] > 0)
    assert not provable(z[i] > 0, given=[h])
    assert not provable(z[1] > 0, given=[h])
    assert proved(z[t] > 0, h)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: vector([]), "write the entries in a list that is not empty"),
        (lambda: matrix([[1, 2], [3]]), "the rows of a matrix must be equally long, but these have 2, 1 entries"),
        (lambda: matrix([1, 2]), "write the entries in a list"),  # type: ignore[list-item]
        (lambda: vector([x, x]), "an entry of an array must be a number"),  # type: ignore[list-item]
        (lambda: M @ vector([1, 2, 3]), "2 is not 3"),
        (lambda: vector("z"), "vector('z') needs its size"),  # type: ignore[call-overload]
        (lambda: matrix("z", 2), "matrix('z') needs its sizes"),  # type: ignore[call-overload]
        (lambda: vector([0.5, 1]), "Rational(1, 2)"),  # type: ignore[list-item]
    ],
)
def test_bad_input(make, says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Malformed) as e:
        make()
    assert says in str(e.value)


def test_it_prints_as_it_is_typed_and_as_a_book_sets_it() -> None:
    assert repr(M @ x) == "matrix([[1, 2], [3, 4]]) @ x"
    from checks.kernel.tex import tex

    assert tex(vector([a, b]).term) == r"\begin{pmatrix} a \\ b \end{pmatrix}"
    assert tex(M.term) == r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"
