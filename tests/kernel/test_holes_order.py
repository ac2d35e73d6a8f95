"""Does the kernel alone refuse these holes in the logic, and prove the nearest true statement?

Of the list of false claims that no checker of this kind may prove: 26 to 29: order, maximisers, cases, chance.
Each refusal has a twin that is proved, so that nothing is refused for a trivial reason.
"""

from __future__ import annotations

import pytest

from checks.kernel import term as t
from checks.kernel.claim import Rel, Relation
from checks.kernel.proof import Chain, Rejected, Split, establish
from checks.kernel.shape import Malformed
from checks.language import *
from derivations import dpo
from tests.kernel.hole_names import *
from tests.kernel.hole_names import assumption_fact
from tests.kernel.prove import establishes, provable, proved


# ---------------------------------------------------------------- 26: order
class TestOrder:
    def test_squares_do_not_keep_order(self) -> None:
        small = hypothesis(x <= y)
        assert not provable(x**2 <= y**2, small)
        assert provable(x**2 <= y**2, small, given=[x >= 0, y >= 0, x + y >= 0])

    def test_a_factor_of_unknown_sign(self) -> None:
        small = hypothesis(x <= y)
        assert not provable(u * x <= u * y, small)
        assert provable(u * x <= u * y, small, given=[u >= 0])
        assert not provable(x / u <= y / u, small, given=[u != 0])
        assert provable(x / u <= y / u, small, given=[u > 0])

    def test_a_sum_over_nothing_is_not_positive(self) -> None:
        assert not provable(Sum(exp(z[k]), (k, 2, n)) > 0)
        assert provable(Sum(exp(z[k]), (k, 2, n)) >= 0)
        assert provable(Sum(exp(z[k]), k) > 0)

    def test_a_weak_fact_gives_no_strict_one(self) -> None:
        assert not provable(x < y, hypothesis(x <= y))
        assert not provable(w > 0)
        assert provable(w >= 0)
        assert provable(x + 1 > x)

    def test_monotone_on_its_domain(self) -> None:
        small = hypothesis(x <= y)
        assert not proved(log(x) <= log(y), small, monotone, given=[y > 0])
        assert proved(log(x) <= log(y), small, monotone, given=[x > 0, y > 0])
        assert not proved(sqrt(y) <= sqrt(x), small, monotone, given=[x >= 0, y >= 0])
        assert proved(sqrt(x) <= sqrt(y), small, monotone, given=[x >= 0, y >= 0])
        assert not proved(exp(x) < exp(y), small, monotone)
        assert proved(exp(x) < exp(y), hypothesis(x < y), monotone)

    def test_a_lone_reciprocal_is_no_square(self) -> None:
        assert not provable(1 / (x + y) >= 0, given=[x + y != 0])
        assert provable(1 / (x + y) ** 2 >= 0, given=[x + y != 0])

    def test_gibbs_needs_both_normalisations(self) -> None:
        claim = Sum(P[k] * log(P[k] / Q[k]), k) >= 0
        dominated = hypothesis(implies(P[i] > 0, Q[i] > 0))
        assert proved(claim, log_bound, P.sums_to_one, Q.sums_to_one, given=[dominated])
        assert not proved(claim, log_bound, P.sums_to_one, given=[dominated])
        free = vector("free", n, positive=True)
        assert not proved(Sum(P[k] * log(P[k] / free[k]), k) >= 0, log_bound, P.sums_to_one)


# ---------------------------------------------------------------- 27: maximisers
class TestMaximisers:
    def test_the_best_policy(self) -> None:
        assert establishes(dpo.optimal_policy)

    def test_a_point_that_is_no_distribution(self) -> None:
        y = dpo.y
        loose = define("loose", y, dpo.ref[y] * exp(dpo.r[y] / dpo.beta - 1))
        says = establish("loose", (), maximises(loose, dpo.J).claim, Chain(dpo.J(dpo.pi).term, ()))
        assert isinstance(says, Rejected)
        assert "feasible" in says.says

    def test_a_point_that_mentions_what_is_varied(self) -> None:
        y = dpo.y
        mixed = define("mixed", y, dpo.pi[y] / 2 + dpo.ref[y] / 2)
        says = establish("mixed", (), maximises(mixed, dpo.J).claim, Chain(dpo.J(dpo.pi).term, ()))
        assert isinstance(says, Rejected)
        assert "depends" in says.says

    def test_a_hypothesis_may_not_restrict_the_competitor(self) -> None:
        above = hypothesis(x >= 0)
        assert not establishes(theorem("t", maximises(0, -x, over=x), given=[above], proof=by(above)))
        assert establishes(theorem("t", maximises(0, -x, over=x, subject_to=[x >= 0]), proof=by(assumption)))

    def test_a_point_outside_the_constraint(self) -> None:
        assert not establishes(theorem("t", maximises(-1, -x, over=x, subject_to=[x >= 0]), proof=by(assumption)))

    def test_a_point_that_is_not_defined(self) -> None:
        assert not establishes(theorem("t", maximises(1 / y, u, over=x), proof=by(algebra)))
        assert establishes(theorem("t", maximises(1 / y, u, over=x), given=[hypothesis(y > 0)], proof=by(algebra)))

    def test_a_stationary_point(self) -> None:
        assert not establishes(theorem("t", maximises(0, x**2, over=x), proof=by(squares, calculus)))
        assert establishes(theorem("t", maximises(0, -(x**2), over=x), proof=by(squares)))


# ---------------------------------------------------------------- 28: cases, and witnesses
class TestCases:
    def test_cases_cover(self) -> None:
        def claim(*branches: object) -> bool:
            return establishes(theorem("t", x**2 >= 0, proof=cases(*[(q, by(squares)) for q in branches])))

        assert not claim(x > 0, x < 0)
        assert not claim(x > 0)
        assert not claim(x > 0, y <= 0)
        assert claim(x > 0, x <= 0)
        assert claim(x > 0, x == 0, x < 0)
        assert claim(x == 0, x != 0)

    def test_what_the_hypotheses_exclude_need_not_be_covered(self) -> None:
        given = hypothesis(x != 0)
        proof = cases((x > 0, by(squares)), (x < 0, by(squares)))
        assert establishes(theorem("t", x**2 >= 0, given=[given], proof=proof))

    def test_cases_of_something_undefined_cover_nothing(self) -> None:
        rules = [cite(f"log {op}", implies(claim, x > 0)) for op, claim in (("+", log(x) > 0), ("0", log(x) == 0), ("-", log(x) < 0))]
        branches = [(log(x) > 0, by(rules[0], assumption)), (log(x) == 0, by(rules[1], assumption)), (log(x) < 0, by(rules[2], assumption))]
        assert not establishes(theorem("t", x > 0, proof=cases(*branches)))

    def test_a_branch_sees_its_own_assumption_only(self) -> None:
        wrong = cases((x >= 0, by(assumption)), (x < 0, by(assumption)))
        assert not establishes(theorem("t", x >= 0, proof=wrong))
        absolute = cases((x >= 0, by(assumption, nonnegative_terms)), (x < 0, by(assumption, nonnegative_terms)))
        assert establishes(theorem("t", abs_(x) >= 0, proof=absolute))

    def test_no_branches(self) -> None:
        assert isinstance(establish("t", (), Relation(x.term, Rel.EQ, y.term), Split(())), Rejected)

    def test_an_assumption_is_no_hypothesis(self) -> None:
        fact = assumption_fact(x == 0)
        assert isinstance(establish("t", (fact,), Relation(x.term, Rel.EQ, t.ZERO), Chain(x.term, ())), Rejected)


# ---------------------------------------------------------------- 29: chance
class TestChance:
    def test_families(self) -> None:
        random_variable("X1", family="query")
        with pytest.raises(Malformed):
            random_variable("X2", family="quary")
        moments = [E(X) == 0, E(Y) == 0, E(N) == 0, E(X * Y) == c]
        assert not provable(E(X * Y) == E(X) * E(Y), given=moments)
        assert provable(E(X * N) == E(X) * E(N), given=moments)

    def test_a_mean_that_need_not_exist(self) -> None:
        assert not provable(E(X - X) == 0)
        assert provable(E(X - X) == 0, given=[E(X) == y])

    def test_the_mean_of_a_sum_is_not_that_of_its_terms(self) -> None:
        assert not provable(E(X + Y) == E(X) + E(Y), given=[E(X + Y) == 1])
        assert provable(E(X + Y) == E(X) + E(Y), given=[E(X) == 1, E(Y) == 1])

    def test_a_moment_of_some_entries_is_not_that_of_all(self) -> None:
        assert not proved(E(q[k] + x) == E(q[k]) + x, linearity_of_E, given=[Sum(E(q[k]), (k, 2, n)) == 0])
        assert proved(E(q[k] + x) == E(q[k]) + x, linearity_of_E, given=[E(q[k]) == 0])

    def test_a_moment_inside_an_absorbed_logarithm(self) -> None:
        given = [w == 0, w * log(E(X)) == 0]
        assert not proved(E(X + x) == E(X) + x, linearity_of_E, given=given)

    def test_a_hypothesis_at_one_outcome(self) -> None:
        assert not provable(E(X) == 0, given=[X == 0, E(X) == y])
        assert provable(E(X) == 0, given=[E(X) == 0])

    def test_pairwise_is_not_independence(self) -> None:
        pair = [E(X) == 0, E(Y) == 0, E(X * Y) == 0, E(X**2) == 1, E(Y**2) == 1, E(X**2 * Y**2) == c]
        assert not provable(E(X**2 * Y**2) == 1, given=pair)

    def test_exchanging_D_and_E(self) -> None:
        assert not provable(D(E(indicator(N < x)), x) == E(D(indicator(N < x), x)), given=[E(N) == 0])
        assert not provable(D(E(x * N), x) == E(N), given=[E(N) == 0])
        assert provable(E(D(x * N, x)) == E(N), given=[E(N) == 0])

    def test_variance_needs_second_moments(self) -> None:
        assert not provable(Var(X) == E(X**2) - E(X) ** 2, given=[E(X) == 0])
        assert provable(Var(X) == E(X**2) - E(X) ** 2, given=[E(X**2) == 1])
