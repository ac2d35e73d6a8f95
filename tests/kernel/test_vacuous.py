"""A quantifier over an index that its claim does not mention: it says the claim, unless it may say nothing."""

from __future__ import annotations

from typing import Any

import pytest

from checks.language import *
from tests.kernel import nothing
from tests.kernel.prove import provable, proved

n, m = size("n"), size("m", at_least=3)
i, j, k = indices("i j k", over=n)
none = nothing.index("g", n - 1)
some = indices("h", over=m - 2)
q, x = scalar("q"), scalar("x")
z = vector("z", n)


def test_it_says_what_it_quantifies() -> None:
    for index in (k, some):
        positive = hypothesis(forall(index, q > 0))
        assert proved(q > 0, positive)
        assert proved(log(q * exp(x)) == log(q) + x, exp_log, given=[positive])
        assert proved(x / q * q == x, given=[positive])
        assert proved(q * x == x, hypothesis(forall(index, q == 1)))
        assert proved(z[i] * q == q, hypothesis(forall(index, z[j] == 1)))


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (q > 0, hypothesis(forall(none, q > 0))),
        (q / q == 1, hypothesis(forall(none, q != 0))),
        (log(q * exp(x)) == log(q) + x, hypothesis(forall(none, q > 0))),
        (q == 1, hypothesis(forall(none, q == 1))),
        (q * x == x, hypothesis(forall(k, forall(none, q == 1)))),
        (q == 1, hypothesis(forall(k, implies(z[k] > 0, q == 1)))),
        (q == 1, hypothesis(implies(forall(k, x > 0), q == 1))),
        (z[i] == 1, hypothesis(forall(none, z[none + 1] == 1))),
        (z[i] == 1, hypothesis(forall(none, z[j] == 1))),
    ],
)
def test_of_nothing_it_says_nothing(claim: Any, given: Any) -> None:
    assert not provable(claim, given)
