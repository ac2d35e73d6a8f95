"""Every head: the slope by dual numbers against a central difference of values, at high precision."""

from __future__ import annotations

from typing import Any

import pytest
from flint import arb, fmpq

from checks.evaluate.evaluate import evaluate, precision
from checks.evaluate.model import Curve, Model, Outcome, Polynomial, Space
from checks.evaluate.value import Array, Undefined
from checks.language import *

n = size("n")
i, j, k = indices("i j k", over=n)
x, y = scalar("x"), scalar("y", positive=True)
v, w = vector("v", n), vector("w", n)
A = matrix("A", n, n)
q = random_vector("q", n, family="q")
theta = vector("theta", n)
pi = distribution("pi", n, positive=True, of=theta)
f = function("f", of=v)
g = define("g", x, exp(x) * sin(x))
h = define("h", w, Sum(w[k] ** 2, k))
p = define("p", i, exp(v[i]) / Sum(exp(v[k]), k))


def model(**moved: tuple[int, fmpq]) -> Model:
    """Generic values; `moved` shifts one entry."""
    start = {
        "x": ((), [fmpq(3, 4)]),
        "y": ((), [fmpq(5, 3)]),
        "v": ((2,), [fmpq(1, 2), fmpq(-4, 3)]),
        "w": ((2,), [fmpq(2), fmpq(7, 5)]),
        "A": ((2, 2), [fmpq(1, 3), fmpq(2), fmpq(-1, 2), fmpq(5, 4)]),
        "theta": ((2,), [fmpq(1, 5), fmpq(-2, 3)]),
    }
    for name, (place, by) in moved.items():
        start[name][1][place] += by
    variables = {"x": x.term, "y": y.term, "v": v.term, "w": w.term, "A": A.term, "theta": theta.term}
    outcomes = tuple(
        Outcome(pr, {q.variable: Array((2,), (a, b))}) for pr, a, b in ((fmpq(1, 3), fmpq(2), fmpq(-1)), (fmpq(2, 3), fmpq(1, 2), fmpq(3)))
    )
    assert q.variable.family is not None
    return Model(
        sizes={n.term: 2},  # type: ignore[dict-item]
        arrays={variables[name]: Array(shape, tuple(entries)) for name, (shape, entries) in start.items()},  # type: ignore[misc]
        curves={pi.variable: Curve((fmpq(1), fmpq(1, 2)), (fmpq(1, 3), fmpq(-2)), ((fmpq(2), fmpq(1)), (fmpq(-1), fmpq(3))))},
        spaces={q.variable.family: Space(outcomes)},
        functions={f.function: Polynomial(fmpq(1), (fmpq(2), fmpq(-1)), (fmpq(1, 2), fmpq(3)), (fmpq(-1), fmpq(2, 3)))},
    )


TABLE = [
    (x + y * x, x),
    (y - x, x),
    (-x, x),
    (x * x * y, x),
    (y / x, x),
    (x / (1 + x**2), x),
    (x**5, x),
    (x**-3, x),
    (y ** Rational(3, 2), y),
    (y**x, y),
    (y**x, x),
    (y**y, y),
    (exp(x * y), x),
    (log(1 + x**2), x),
    (sqrt(1 + x**2), x),
    (abs_(x - y), x),
    (sin(x * x), x),
    (cos(3 * x), x),
    (tanh(x / y), x),
    (Sum(v[k] ** 3 * w[k], k), v[1]),
    (Sum(v[k] ** 3 * w[k], (k, 2, n)), v[1]),
    (Sum(Sum(v[j] * v[k] * A[j, k], k), j), v[2]),
    (Sum(v[k] * A[2, k], k), A[2, 1]),
    (g(x * y), x),
    (g(g(x)), x),
    (h(v + x * w), x),
    (h(v + w), v[2]),
    (p[1] * log(p[2]), v[2]),
    (dot(v, A @ v), v[1]),
    ((A @ v)[2], A[2, 2]),
    ((A.T @ A)[1, 2], A[2, 2]),
    (tr(A @ A @ A), A[1, 2]),
    (tr(outer(v, w) @ diag(v)), v[1]),
    (norm(A), A[2, 1]),
    (norm(v - x * w), x),
    (f(x * v), x),
    (f(v) ** 2, v[1]),
    (f.gradient(x * v)[2], x),
    (E(exp(x * q[1])), x),
    (Var(x * q[1] + q[2] * q[1] * x**2), x),
    (Cov(exp(x * q[1]), q[2]), x),
    (E(v[k] ** 2, k, p), v[1]),
    (Sum(log(pi[k]) * w[k], k), theta[2]),
    (E(log(pi[k]), k, pi), theta[1]),
    (indicator(x < y) * x**2, x),
    (delta(1, 1) * x**2 + delta(1, 2) * x, x),
    (D(x**4 * y**2, x) * y, y),
    (D(log(Sum(exp(v[k]), k)), v[1]), v[2]),
    (D(D(exp(x * y), x), y), x),
    (D(g(x) ** 2, x), x),
    (E(D(sin(x * q[1]), x)), x),
]
STEP = fmpq(1, 10**30)


@pytest.mark.parametrize(("body", "by"), TABLE, ids=repr)
def test_slope(body: Any, by: Any) -> None:
    target = D(body, by)
    slope = evaluate(target.term, model(), bits=512)
    name = by.term.base.name if hasattr(by.term, "base") else by.term.name
    places = [int(m.value) for m in by.term.indices] if hasattr(by.term, "indices") else []
    place = (places[0] - 1) * 2 + places[1] - 1 if len(places) == 2 else places[0] - 1 if places else 0
    up, down = (evaluate(body.term, model(**{name: (place, s * STEP)}), bits=512) for s in (1, -1))
    assert isinstance(slope, fmpq | arb)
    assert isinstance(up, fmpq | arb)
    assert isinstance(down, fmpq | arb)
    with precision(512):
        assert abs(arb(slope) - (up - down) / (2 * STEP)) < fmpq(1, 10**40)


def test_three_nested_derivatives_are_not_confused() -> None:
    at = model()
    assert evaluate(D(x * D(x * y, y), x).term, at) == 2 * fmpq(3, 4)
    assert evaluate(D(x * D(x**2, x), x).term, at) == 4 * fmpq(3, 4)
    assert evaluate(D(x**6, x, x, x).term, at) == 120 * fmpq(3, 4) ** 3


def test_what_does_not_depend_on_the_target_has_slope_zero() -> None:
    assert evaluate(D(exp(y) + abs_(y), x).term, model()) == 0
    assert evaluate(D(v[1], v[2]).term, model()) == 0
    assert evaluate(D(A[1, 2], A[2, 1]).term, model()) == 0


def test_a_target_out_of_range_has_no_derivative() -> None:
    assert isinstance(evaluate(D(Sum(v[k], k), v[n + 1]).term, model()), Undefined)
