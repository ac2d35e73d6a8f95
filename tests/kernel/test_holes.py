"""Does the kernel alone refuse these holes in the logic, and prove the nearest true statement?

Of the list of false claims that no checker of this kind may prove: 16 to 18: hypotheses under D, binders, hidden dependencies.
Each refusal has a twin that is proved, so that nothing is refused for a trivial reason.
"""

from __future__ import annotations

from typing import Any

import pytest

from checks.kernel import term as t
from checks.kernel.check import Context, StepMoves, Unproved, check
from checks.kernel.cite import Warrant
from checks.kernel.cite import cite as draw
from checks.kernel.claim import Rel, Relation
from checks.kernel.names import Definition, Index
from checks.kernel.shape import Malformed
from checks.kernel.substitute import Capture, substitute
from checks.language import *
from checks.words.state import Theorem
from tests.kernel.hole_names import *
from tests.kernel.prove import Refused, provable, proved, raw, warrant


# ---------------------------------------------------------------- 16: a hypothesis used under a derivative
class TestHypothesisUnderDerivative:
    sums = hypothesis(Sum(z[k], k) == 1)

    def test_sum_to_one_is_not_differentiated(self) -> None:
        assert not provable(D(Sum(z[k], k), z[j]) == 0, self.sums)
        assert provable(D(Sum(z[k], k), z[j]) == 1, self.sums)

    def test_two_sides_equal_on_the_simplex_have_other_derivatives(self) -> None:
        Z = define("Z", beta * log(1 + x**2))
        J = define("J", Z * Sum(z[k], k))
        assert provable(J == Z, self.sums)
        assert not provable(D(J, z[j]) == D(Z, z[j]), self.sums)
        assert provable(D(J, z[j]) == Z, self.sums)

    def test_absolute_value_at_the_boundary(self) -> None:
        assert not provable(D(abs_(x), x) == 1, given=[x >= 0])
        assert provable(D(abs_(x), x) == 1, given=[x > 0])

    def test_an_implication_whose_premise_is_an_equation(self) -> None:
        lemma = theorem("exp at 0", implies(x == 0, exp(x) == 1), proof=by(assumption))
        assert not proved(D(exp(x), x) == 0, lemma, calculus, given=[x == 0])
        assert proved(exp(x) == 1, lemma, given=[x == 0])

    def test_an_equation_in_a_declared_family_is_an_identity(self) -> None:
        family_of_x = distribution("F", n, positive=True, of=x)
        assert proved(D(Sum(family_of_x[k], k), x) == 0, calculus, family_of_x.sums_to_one)
        assert proved(Sum(D(family_of_x[k], x), k) == D(Sum(family_of_x[k], k), x), calculus)

    def test_power_with_a_size_as_exponent_at_zero(self) -> None:
        assert not provable(D(x**n, x) == 0, given=[x**n == 0])
        assert not provable(x * D(x**n, x) == n * x**n)
        assert provable(x * D(x**n, x) == n * x**n, given=[x != 0])


# ---------------------------------------------------------------- 17: D and E bind
class TestBinders:
    slope = theorem("slope", D(x * u, x) == u, proof=by(calculus))
    linear = theorem("linear", E(c * N) == c * E(N), given=[hypothesis(E(N) == y)], proof=by(linearity_of_E))
    total = theorem("total", D(Sum(z[k], k), z[j]) == 1, proof=by(calculus, sum_of_delta))

    def test_citing_a_slope_at_its_own_variable(self) -> None:
        with pytest.raises(Refused):
            proved(D(x * x, x) == x, self.slope.at({u: x}))
        assert proved(D(x * y, x) == y, self.slope.at({u: y}))

    def test_citing_linearity_at_a_random_factor(self) -> None:
        with pytest.raises(Refused):
            proved(E(N * N) == N * E(N), self.linear.at({c: N}))
        assert proved(E(y * N) == y * E(N), self.linear.at({c: y}), given=[E(N) == y])

    def test_setting_every_entry_to_one_name(self) -> None:
        with pytest.raises(Capture):
            substitute(D(Sum(z[k], k), z[j]).term, {z.term: define("same", i, x).term})
        assert proved(D(Sum(b[k], k), b[j]) == 1, self.total.at({z: b}))

    def test_a_definition_that_differentiates_its_parameter(self) -> None:
        total = define("total", z, j, D(Sum(z[k], k), z[j]))
        with pytest.raises(Malformed):
            total(P)
        assert proved(total(b)[1] == 1, definition(total), calculus, sum_of_delta)

    def test_a_definition_that_averages_over_its_parameter(self) -> None:
        mean = define("mean", x, E(x * N))
        with pytest.raises(Malformed):
            mean(N)
        assert proved(mean(y) == y * E(N), definition(mean), linearity_of_E, given=[E(N) == c])

    def test_an_instance_does_not_capture_a_parameter(self) -> None:
        scaled = define("scaled", z, i, z[i] * x)
        lemma = theorem("scaled", scaled(b)[j] == b[j] * x, proof=by(definition(scaled)))
        drawn = draw(warrant_of(lemma), {x.term: z[1].term})
        assert isinstance(drawn.claim, Relation)
        assert isinstance(drawn.claim.left, t.Entry)
        assert isinstance(drawn.claim.left.base, t.Apply)
        inner = drawn.claim.left.base
        unfolded = StepMoves(unfolds=frozenset({inner.definition}))
        here = t.Entry(inner, (j.term,))
        assert isinstance(check(Context(), Relation(here, Rel.EQ, (b[j] * b[1]).term), unfolded), Unproved)
        assert not isinstance(check(Context(), Relation(here, Rel.EQ, (b[j] * z[1]).term), unfolded), Unproved)


# ---------------------------------------------------------------- 18: a dependency hidden in a name
class TestHiddenDependency:
    def test_a_definition_over_a_free_index(self) -> None:
        with pytest.raises(Malformed):
            define("c", z[i])
        loose = t.Apply(Definition("c", "c", (), (), z[i].term))
        with pytest.raises(Malformed):
            raw(Relation(t.Sum(_index(i), t.ONE, n.term, loose), Rel.EQ, t.Mul(n.term, loose)))
        named = define("c", i, z[i])
        assert not provable(Sum(named[i], i) == n * named[1])
        first = define("c1", z[1])
        assert provable(Sum(first, i) == n * first)

    def test_random_names(self) -> None:
        hidden, given = define("hidden", X), [E(X) == y, E(X**2) == c]
        assert not provable(E(hidden) == hidden, given=given)
        assert not provable(E(hidden**2) == hidden * E(hidden), given=given)
        assert not provable(E(exp(X)) == exp(X), given=[*given, E(exp(X)) == c])
        fixed = define("fixed", x + 1)
        assert provable(E(fixed * X) == fixed * E(X), given=given)

    def test_a_function_of_a_variable_is_not_constant_in_it(self) -> None:
        curve = distribution("curve", n, positive=True, of=x)
        assert not provable(D(curve[j], x) == 0)
        assert provable(D(curve[j], y) == 0)

    def test_a_constant_of_a_sum(self) -> None:
        assert not provable(Sum(z[k] * b[k], k) == z[j] * Sum(b[k], k))
        assert provable(Sum(z[j] * b[k], k) == z[j] * Sum(b[k], k))


def warrant_of(th: Theorem) -> Warrant:
    found = warrant(th)
    assert isinstance(found, Warrant)
    return found


def _index(x: Any) -> Index:
    term = x.term
    assert isinstance(term, Index)
    return term
