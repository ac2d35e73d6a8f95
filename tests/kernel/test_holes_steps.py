"""Does the kernel alone refuse these holes in the logic, and prove the nearest true statement?

Of the list of false claims that no checker of this kind may prove: 20 to 25: chains, equations, names, obligations and the zero convention.
Each refusal has a twin that is proved, so that nothing is refused for a trivial reason.
"""

from __future__ import annotations

import pytest

from checks.kernel.check import Context, StepMoves, Unproved, check
from checks.kernel.claim import Rel, Relation
from checks.kernel.facts import Fact, Origin
from checks.kernel.proof import Chain, Rejected, establish
from checks.kernel.shape import Malformed
from checks.language import *
from tests.kernel.hole_names import *
from tests.kernel.prove import establishes, open_conditions, provable, proved, step_with_everything


# ---------------------------------------------------------------- 20: chains
class TestChains:
    small = hypothesis(x <= y)

    def test_le_does_not_prove_eq(self) -> None:
        assert not establishes(theorem("t", x == y, given=[self.small], proof=calc(x, le(y, by=self.small))))
        assert establishes(theorem("t", x <= y, given=[self.small], proof=calc(x, le(y, by=self.small))))

    def test_ends_are_trees_not_text(self) -> None:
        other = scalar("x")
        assert repr(other + 0) == repr(x + 0)
        claim = Relation((x + 0).term, Rel.EQ, x.term)
        steps = {v: check(Context(), Relation((v + 0).term, Rel.EQ, v.term), StepMoves()) for v in (x, other)}
        assert not any(isinstance(d, Unproved) for d in steps.values())
        assert isinstance(establish("t", (), claim, Chain((other + 0).term, (steps[other],))), Rejected)  # type: ignore[arg-type]
        assert not isinstance(establish("t", (), claim, Chain((x + 0).term, (steps[x],))), Rejected)  # type: ignore[arg-type]

    def test_ends_are_those_of_the_claim(self) -> None:
        assert not establishes(theorem("t", x == y, proof=calc(x, eq(x + 0))))
        assert not establishes(theorem("t", x == y, proof=calc(y + 0, eq(y))))

    def test_steps_follow_one_another_in_one_context(self) -> None:
        given = Fact(self.small.claim, Origin.GIVEN, "small")
        inside = check(Context((given,)), Relation(x.term, Rel.LE, y.term), StepMoves(facts=(given,)))
        assert not isinstance(inside, Unproved)
        claim = Relation(x.term, Rel.LE, y.term)
        assert isinstance(establish("t", (), claim, Chain(x.term, (inside,))), Rejected)
        assert not isinstance(establish("t", (given,), claim, Chain(x.term, (inside,))), Rejected)

    def test_two_unequal_steps_prove_nothing(self) -> None:
        chain = calc(x + 1, eq(x + 1))
        assert establishes(theorem("t", x + 1 == x + 1, proof=chain))
        one = check(Context(), Relation((x + 1).term, Rel.NE, x.term), StepMoves())
        two = check(Context(), Relation(x.term, Rel.NE, (x + 1).term), StepMoves())
        assert not isinstance(one, Unproved)
        assert not isinstance(two, Unproved)
        claim = Relation((x + 1).term, Rel.NE, (x + 1).term)
        assert isinstance(establish("t", (), claim, Chain((x + 1).term, (one, two))), Rejected)


# ---------------------------------------------------------------- 21, 22, 23
class TestEquations:
    def test_a_branch_is_about_its_own_index(self) -> None:
        assert not proved(Sum(z[k], k) == 0, assumption, assuming=[z[i] == 0])
        assert proved(z[i] ** 2 == 0, assumption, assuming=[z[i] == 0])

    def test_generalising_over_an_assumed_index(self) -> None:
        claim = implies(z[i] == 0, forall(i, z[i] == 0))
        assert not establishes(theorem("t", claim, proof=by(assumption)))
        assert establishes(theorem("t", implies(forall(j, z[j] == 0), forall(i, z[i] == 0)), proof=by(assumption)))

    def test_generalising_over_a_position(self) -> None:
        with pytest.raises(Malformed):
            forall(s, z[s] == 0)
        assert not establishes(theorem("t", forall(i, z[i] == 0), given=[hypothesis(z[s] == 0)], proof=by()))

    def test_half_of_an_equation(self) -> None:
        double = hypothesis(2 * z[i] == 1)
        assert not provable(z[i] == 1, double)
        assert provable(2 * z[i] == 1, double)
        assert provable(z[i] == Rational(1, 2), double)

    def test_an_equation_is_not_divided_by_what_may_vanish(self) -> None:
        product = hypothesis(x * y == x * u)
        assert not provable(y == u, product)
        assert provable(y == u, product, given=[x != 0])

    def test_names_are_declarations(self) -> None:
        other_x, other_n = scalar("x"), size("n")
        first, second = define("D", x + 1), define("D", x + 2)
        assert not provable(other_x == x)
        assert not provable(Sum(1, (i, 1, other_n)) == n)
        assert not provable(first == second)
        assert provable(first + 1 == second)


# ---------------------------------------------------------------- 24, 25: obligations and the zero convention
class TestObligations:
    @pytest.mark.parametrize(
        ("claim", "given"),
        [
            (define("p", i, z[i] / x)[i] - define("p2", i, z[i] / x)[i] == 0, [x != 0]),
            (sqrt(x**2) == x, [x >= 0]),
            (sqrt(x) ** 2 == x, [x >= 0]),
            (x / x == 1, [x != 0]),
            ((x**2 - 1) / (x - 1) == x + 1, [x != 1]),
            (exp(log(x)) == x, [x > 0]),
            (w * log(w) / w == log(w), [w > 0]),
            (D(w * log(w), w) == log(w) + 1, [w > 0]),
            (w * (v / w - 1) == v - w, [w != 0]),
            (w * log(exp(1 / w)) == 1, [w > 0]),
            (w * log(exp(v / w)) == v, [w > 0]),
            (log(x * y) == log(x) + log(y), [x > 0, y > 0]),
            (1 / (1 / (x + y) + 1) == (x + y) / (1 + x + y), [x + y > 0, 1 + x + y > 0]),
            (D(abs_(x), x) * x == abs_(x), [x != 0]),
            (D(sqrt(w), w) * 2 * sqrt(w) == 1, [w > 0]),
        ],
    )
    def test_needs_its_side_condition(self, claim: object, given: list[object]) -> None:
        assert not provable(claim)
        assert provable(claim, given=given)

    def test_an_index_in_range(self) -> None:
        assert not provable(z[i + 1] == z[i + 1])
        assert provable(Sum(z[k + 1], (k, 1, n - 1)) == Sum(z[j + 1], (j, 1, n - 1)))

    def test_only_a_zero_factor_absorbs_a_logarithm_of_nothing(self) -> None:
        assert provable(0 * log(x - x) == 0)  # the convention
        assert not provable((x - x) / log(x - x) == 0)
        assert open_conditions(step_with_everything(0 * exp(log(x - x)) == 0))
        assert provable(w * log(w) - w * log(w) == 0)

    def test_what_a_guard_gives_stays_below_it(self) -> None:
        reciprocal = hypothesis(implies(w > 0, log(w) == 1 / w))
        assert not proved(w * log(w) == 1, exp_log, reciprocal)
        assert proved(w * log(w) == 1, exp_log, reciprocal, given=[w > 0])

    def test_a_denominator_below_a_root(self) -> None:
        below = [x + y < -1, x + y != 0, x + y + 1 < 0, 1 + 1 / (x + y) > 0]
        assert not provable(1 / sqrt(1 + 1 / (x + y)) + 1 <= 0, given=below)

    def test_a_denominator_of_a_denominator(self) -> None:
        assert not provable(1 / (1 / (x + y) + 1) == 1 / (1 + x + y), given=[x + y > 0, 1 + x + y > 0])

    def test_zero_convention_in_entropy(self) -> None:
        dominated = hypothesis(implies(P[i] > 0, Q[i] > 0))
        claim = Sum(P[k] * log(P[k] / Q[k]), k) == Sum(P[k] * log(P[k]), k) - Sum(P[k] * log(Q[k]), k)
        assert not provable(claim)
        assert provable(claim, given=[dominated])
