"""Does the kernel alone refuse every hole in the logic, and prove the nearest true statement?

The numbers are those of the list of false claims that no checker of this kind may prove.  Each refusal has a twin that is
proved, so that nothing is refused for a trivial reason.
"""

from __future__ import annotations

import pytest

from checks.kernel import term as t
from checks.kernel.check import Context, StepMoves, Unproved, check
from checks.kernel.cite import assume
from checks.kernel.cite import cite as draw
from checks.kernel.claim import Rel, Relation
from checks.kernel.facts import Fact, Origin
from checks.kernel.names import Definition, Index
from checks.kernel.proof import Chain, Rejected, Split, establish
from checks.kernel.proof import assumption as assumed
from checks.kernel.shape import Malformed
from checks.kernel.substitute import Capture, substitute
from checks.language import *
from derivations import dpo
from tests.kernel.prove import Refused, establishes, open_conditions, provable, proved, raw, step_with_everything, warrant

n, m = size("n"), size("m")
i, j, k = indices("i j k", over=n)
a = indices("a", over=m)
s, r = position("s", over=n), position("r", over=n)
x, y, u, c = scalar("x"), scalar("y"), scalar("u"), scalar("c")
w, v = scalar("w", nonnegative=True), scalar("v", nonnegative=True)
beta = scalar("beta", positive=True)
z, b, zm = vector("z", n), vector("b", n), vector("zm", m)
A = matrix("A", n, n)
P, Q = distribution("P", n), distribution("Q", n)
q, key = random_vector("q", n, family="query"), random_vector("key", n, family="key")
X, Y, N = random_variable("X", family="query"), random_variable("Y", family="query"), random_variable("N", family="key")


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
        drawn = draw(_warrant(lemma), {x.term: z[1].term})
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


# ---------------------------------------------------------------- 19: citing without what is owed
class TestCiting:
    positive = hypothesis(x > 0)
    root = theorem("root", sqrt(x**2) == x, given=[positive], proof=by(exp_log))
    zero = hypothesis(z[i] == 0)
    nothing = theorem("nothing", Sum(z[k], k) == 0, given=[zero], proof=by(zero))
    inverse_given = hypothesis(x * y == 1)
    inverse = cite("of an inverse", y != 0, given=[inverse_given])

    def test_unmet_hypothesis(self) -> None:
        assert not proved(sqrt(u**2) == u, self.root.at({x: u}), given=[u**2 >= 0])
        assert proved(sqrt(u**2) == u, self.root.at({x: u}), given=[u > 0])

    def test_a_theorem_whose_proof_fails(self) -> None:
        wrong = theorem("wrong", x == y, proof=by(algebra))
        with pytest.raises(Refused):
            proved(x == y, wrong)
        right = theorem("right", x + y == y + x, proof=by(algebra))
        assert proved(x + y == y + x, right)

    def test_a_circle(self) -> None:
        one = theorem("one", x == y)
        two = theorem("two", x == y, proof=by(one))
        object.__setattr__(one, "proof", by(two))
        assert not establishes(one)

    def test_a_hypothesis_that_is_not_given(self) -> None:
        elsewhere = hypothesis(x == y)
        with pytest.raises(Malformed):
            theorem("t", x == y, given=[self.positive], proof=by(elsewhere))
        fact = Fact(elsewhere.claim, Origin.GIVEN, "elsewhere")
        assert not raw(Relation(x.term, Rel.EQ, y.term), facts=(fact,))
        assert establishes(theorem("t", x == y, given=[elsewhere], proof=by(elsewhere)))

    def test_circular_debts(self) -> None:
        forward = cite("forward", x == 1, given=[hypothesis(y == 1)])
        backward = cite("backward", y == 1, given=[hypothesis(x == 1)])
        assert not proved(x == 1, forward.at({}), backward.at({}))
        assert proved(x == 1, forward.at({}), backward.at({}), given=[y == 1])

    def test_a_rigid_assumption_does_not_pay_for_every_index(self) -> None:
        assert not proved(Sum(z[k], k) == 0, self.nothing, assuming=[z[i] == 0])
        assert proved(Sum(z[k], k) == 0, self.nothing, assuming=[forall(i, z[i] == 0)])

    @pytest.mark.parametrize("at", [s, 1, i])
    def test_an_index_of_a_hypothesis_cannot_be_set(self, at: object) -> None:
        entry = z[at] if not isinstance(at, type(i)) else z[s]  # type: ignore[index]
        assert not proved(Sum(z[k], k) == 0, self.nothing.at({i: at}), given=[entry == 0])

    def test_two_indices_are_not_made_one(self) -> None:
        zeros_everywhere = hypothesis(A[i, j] == 0)
        lemma = theorem("matrix", Sum(Sum(A[i, j], i), j) == 0, given=[zeros_everywhere], proof=by(zeros_everywhere))
        assert not proved(Sum(Sum(A[i, j], i), j) == 0, lemma.at({i: j}), given=[A[j, j] == 0])
        assert proved(Sum(Sum(A[i, j], i), j) == 0, lemma, given=[A[i, j] == 0])

    def test_an_index_in_what_replaces_a_variable(self) -> None:
        bounded = hypothesis(z[i] <= x)
        below = theorem("mean", Sum(z[k], k) <= n * x, given=[bounded], proof=by(bounded))
        assert not proved(Sum(z[k], k) <= n * z[i], below.at({x: z[i]}), given=[z[i] <= z[i] + 0 * b[i]])
        assert proved(Sum(z[k], k) <= n * b[i], below.at({x: b[i]}), given=[hypothesis(z[j] <= b[i])])

    def test_an_instance_is_defined(self) -> None:
        assert not proved(y != 0, self.inverse.at({x: 1 / y}))
        assert proved(u != 0, self.inverse.at({x: 1 / u, y: u}), given=[u > 0])

    def test_a_size_is_a_whole_number(self) -> None:
        gap = cite("whole", (m - 1) * (m - 2) >= 0)
        with pytest.raises(Refused):
            proved((x - 1) * (x - 2) >= 0, gap.at({m: x}), given=[x >= 1])
        assert proved((n - 1) * (n - 2) >= 0, gap.at({m: n}))

    def test_what_is_declared_of_a_random_variable_holds_at_every_outcome(self) -> None:
        square = random_variable("S", family="square")
        lemma = cite("mean", E(square**2) >= 0)
        assert proved(E(N**2) >= 0, lemma.at({square: N}), given=[E(N**2) == 1])

    def test_a_fact_is_what_was_drawn_from_a_warrant(self) -> None:
        truth = assume("somebody", (), Relation(t.ONE, Rel.EQ, t.ONE))
        honest = draw(truth)
        forged = Fact(Relation(t.ZERO, Rel.EQ, t.ONE), Origin.PROVED, "somebody", (), (), honest.warrant)
        assert not raw(Relation(t.ZERO, Rel.EQ, t.ONE), facts=(forged,))
        assert not raw(Relation(t.ZERO, Rel.EQ, t.ONE), facts=(Fact(forged.claim, Origin.PROVED, "nobody"),))
        assert raw(Relation(t.ONE, Rel.EQ, t.ONE), facts=(honest,))

    def test_a_context_holds_hypotheses_only(self) -> None:
        declared = Fact(Relation(x.term, Rel.EQ, t.ZERO), Origin.DECLARED, "x is zero")
        assert not raw(Relation(t.ZERO, Rel.EQ, t.ZERO), given=(declared,))
        assert isinstance(establish("t", (declared,), declared.claim, Chain(x.term, ())), Rejected)

    def test_over_nothing(self) -> None:
        e = indices("e", over=n - 1)
        between = cite("between", y >= 1, given=[hypothesis(x >= 1), hypothesis(x <= y)])
        assert not proved(n - 1 >= 1, between.at({x: e, y: n - 1}))
        many = size("many", at_least=2)
        f = indices("f", over=many - 1)
        assert proved(many - 1 >= 1, between.at({x: f, y: many - 1}))

    def test_a_chain_over_nothing(self) -> None:
        e = indices("e", over=n - 1)
        chain = calc(Rational(1), le(e, by=nonnegative_terms), le(n - 1, by=nonnegative_terms))
        assert not establishes(theorem("two at least", Rational(1) <= n - 1, proof=chain))

    def test_a_hypothesis_about_nothing(self) -> None:
        e = indices("e", over=n - 1)
        assert not proved(x == 1, hypothesis(forall(e, 0 * e + x == 1)))
        assert proved(x == 1, hypothesis(forall(i, 0 * i + x == 1)))

    def test_a_pattern_index_called_like_one_of_the_target(self) -> None:
        wide = vector("wide", 2 * n)
        rule = hypothesis(exp(z[i] * wide[i - j + n] * b[j]) == 1)
        assert not proved(exp(z[j] * wide[n] * b[i]) == 1, rule)
        assert proved(exp(z[j] * wide[j - i + n] * b[i]) == 1, rule)
        assert proved(exp(z[k] * wide[n] * b[k]) == 1, rule)

    def test_a_pattern_index_stays_in_its_range(self) -> None:
        wide = vector("wide", 2 * n)
        upper = hypothesis(wide[n + i] == 0)
        assert not proved(wide[1] == 0, upper)
        assert proved(wide[n + 1] == 0, upper)
        assert not proved(Sum(wide[k + n - 1], k) == 0, upper)
        assert proved(Sum(wide[k + n], k) == 0, upper)

    def test_a_bound_index_does_not_escape(self) -> None:
        rows = hypothesis(Sum(A[i, k], k) == 0)
        assert not proved(Sum(A[k, k], k) == 0, rows)
        assert proved(Sum(A[j, k], k) == 0, rows)
        assert proved(Sum(Sum(A[j, k], k), j) == 0, rows)

    def test_facts_read_under_an_assumption_are_not_kept(self) -> None:
        lemma = cite("lemma", y + 5 < x + 5, given=[hypothesis(implies(x >= 0, abs_(x) - y > 0)), hypothesis(x - y > 0)])
        assert not proved(y + 5 < x + 5, lemma, given=[abs_(x) - y > 0])
        assert proved(y + 5 < x + 5, lemma, given=[abs_(x) - y > 0, x - y > 0])


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

    def test_nothing_absorbs_a_logarithm_of_nothing(self) -> None:
        assert not provable(0 * log(x - x) == 0)
        assert open_conditions(step_with_everything(0 * log(x - x) == 0))
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
        l = dpo.y
        loose = define("loose", l, dpo.ref[l] * exp(dpo.r[l] / dpo.beta - 1))
        says = establish("loose", (), maximises(loose, dpo.J).claim, Chain(dpo.J(dpo.pi).term, ()))
        assert isinstance(says, Rejected)
        assert "feasible" in says.says

    def test_a_point_that_mentions_what_is_varied(self) -> None:
        l = dpo.y
        mixed = define("mixed", l, dpo.pi[l] / 2 + dpo.ref[l] / 2)
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


# ---------------------------------------------------------------- helpers
def assumption_fact(claim: object) -> Fact:
    from checks.words.state import as_claim

    return assumed(as_claim(claim))


def _warrant(th: object) -> object:
    return warrant(th)  # type: ignore[arg-type]


def _index(x: object) -> Index:
    term = x.term  # type: ignore[attr-defined]
    assert isinstance(term, Index)
    return term
