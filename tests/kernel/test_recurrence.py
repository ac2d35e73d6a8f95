"""Sequences that are defined by a recurrence: what follows from the two equations, and what must not."""

from __future__ import annotations

import pytest

from checks.kernel.shape import Malformed
from checks.language import *
from checks.words.formula import Proposition
from tests.kernel.prove import establishes, provable, proved

N, n = size("N"), size("n")
t, k = indices("t k", over=N)
far = position("T", over=N)
j = indices("j", over=n)
a, b = scalar("a"), scalar("b")
x, z = vector("x", N), vector("z", N)
q = random_vector("q", N, family="q")
S = recurrence("S", t, start=x[1], step=lambda before: before + x[t + 1])
P = recurrence("P", t, start=a, step=lambda before: a * before)
R = recurrence("R", t, start=1 / a, step=lambda before: before)
U = recurrence("U", t, start=a, step=lambda before: 1 / before)
five = indices("f", over=5)
F = recurrence("F", five, start=1, step=lambda before: 2 * before)

FALSE: list[Proposition] = [
    S[t] == x[t],
    S[2] == x[1] + x[2],  # there may be no second
    S[t + 1] == S[t] + x[t + 1],  # nor one after the last
    S[N] == S[N - 1] + x[N],
    S[t] == S[1],
    S[1] == x[2],
    P[t] == a,
    P[far] == a * P[far - 1],
    R[1] * 0 == 0,  # R is not defined at a = 0
    R[1] == R[1],
    U[t] * 0 == 0,
    D(P[t], a) == 0,
    D(P[1], a) == 0,
    D(S[t], x[t]) == 0,
    D(S[t], x[t]) == 1,
    E(q[t] * S[t]) == S[t],
    F[5] == 32,
]


@pytest.mark.parametrize("claim", FALSE, ids=repr)
def test_false_with_everything_permitted(claim: Proposition) -> None:
    assert not provable(claim, definition(S), definition(P), definition(R), definition(U), definition(F))


def test_the_two_equations() -> None:
    assert proved(S[1] == x[1], definition(S))
    assert not proved(S[1] == x[1], algebra)
    assert proved(F[5] == 16, definition(F))
    assert proved(D(P[1], a) == 1, definition(P), calculus)
    assert proved(D(P[t], b) == 0, calculus)
    assert proved(S[1] * P[1] == a * x[1], definition(S), definition(P))


def test_by_induction() -> None:
    powers = theorem(
        "p",
        P[t] == a**t,
        proof=induction(t, base=by(definition(P)), step=calc(P[t + 1], eq(a * P[t], by=definition(P)), eq(a * a**t, by=assumption))),
    )
    assert not establishes(powers)  # a * a**t == a**(t + 1) for every a is no law that the kernel has
    sums = theorem("s", S[t] == Sum(x[k], (k, 1, t)), proof=induction(t, base=by(definition(S)), step=by(definition(S), assumption)))
    assert establishes(sums)
    wrong = theorem("s", S[t] == Sum(x[k], (k, 2, t)), proof=induction(t, base=by(definition(S)), step=by(definition(S), assumption)))
    assert not establishes(wrong)
    over_size = theorem("s", S[t] == S[t], proof=induction(N, base=by(algebra), step=by(algebra)))
    assert not establishes(over_size)


class TestRefused:
    def test_it_is_what_it_is(self) -> None:
        """A theorem about a sequence is no theorem about any vector, nor about the sequence of another x."""
        start = theorem("s", S[1] == x[1], proof=by(definition(S)))
        assert not establishes(theorem("z", z[1] == x[1], proof=by(start.at({S: z}))))
        assert not establishes(theorem("z", S[1] == z[1], proof=by(start.at({x: z}))))
        assert establishes(theorem("z", S[1] == x[1], proof=by(start)))

    def test_no_parameter(self) -> None:
        with pytest.raises(Malformed, match="no parameter"):
            define("f", S, S[1])
        f = define("f", x, S[1])
        with pytest.raises(Malformed):
            f(z)

    def test_no_derivative_by_it(self) -> None:
        with pytest.raises(Malformed, match="defined by its recurrence"):
            D(S[t], S[1])

    def test_it_does_not_maximise(self) -> None:
        assert not establishes(theorem("m", maximises(0 * z, -(S[1] ** 2), over=S), proof=by(squares)))
        assert establishes(theorem("m", maximises(0 * z, -(x[1] ** 2), over=x), proof=by(squares)))
        with pytest.raises(Malformed, match="something depends on it"):
            maximises(z, -((S[1] - a) ** 2), over=x)

    @pytest.mark.parametrize(
        "step",
        [lambda before: before + x[k], lambda before: before + q[t], lambda before: before + E(q[t]), lambda before: before + D(a**2, a)],
    )
    def test_steps(self, step: object) -> None:
        with pytest.raises(Malformed):
            recurrence("V", t, start=0, step=step)  # type: ignore[arg-type]

    def test_starts(self) -> None:
        for start in (x[k], x[t], q[1], x):
            with pytest.raises(Malformed):
                recurrence("V", t, start=start, step=lambda before: before)  # type: ignore[arg-type]
        with pytest.raises(Malformed):
            recurrence("V", far, start=0, step=lambda before: before)
        with pytest.raises(Malformed):
            recurrence("V", t, start=0, step=1)  # type: ignore[arg-type]
