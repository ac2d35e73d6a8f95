"""Does the kernel alone refuse these holes in the logic, and prove the nearest true statement?

Of the list of false claims that no checker of this kind may prove: 19: citing without what is owed.
Each refusal has a twin that is proved, so that nothing is refused for a trivial reason.
"""

from __future__ import annotations

from typing import cast

import pytest

from checks.kernel import term as t
from checks.kernel.cite import assume
from checks.kernel.cite import cite as draw
from checks.kernel.claim import Rel, Relation
from checks.kernel.facts import Fact, Origin
from checks.kernel.proof import Chain, Rejected, establish
from checks.kernel.shape import Malformed
from checks.language import *
from checks.words.declared import IndexName
from checks.words.reasons import Instance
from tests.kernel.hole_names import *
from tests.kernel.prove import Refused, establishes, proved, raw


def over_nothing() -> IndexName:
    """An index over n - 1, which no word makes: at n = 1 there is nothing that it could be."""
    return IndexName(t.Index("e", "e", (n - 1).term))


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
        with pytest.raises(Malformed):
            gap.at({m: x})
        with pytest.raises(Refused):  # nor where it is made without the words
            proved((x - 1) * (x - 2) >= 0, Instance(gap, ((cast(t.Size, m.term), x.term),)), given=[x >= 1])
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
        e = over_nothing()
        between = cite("between", y >= 1, given=[hypothesis(x >= 1), hypothesis(x <= y)])
        assert not proved(n - 1 >= 1, between.at({x: e, y: n - 1}))
        many = size("many", at_least=2)
        f = indices("f", over=many - 1)
        assert proved(many - 1 >= 1, between.at({x: f, y: many - 1}))

    def test_a_chain_over_nothing(self) -> None:
        e = over_nothing()
        chain = calc(Rational(1), le(e, by=nonnegative_terms), le(n - 1, by=nonnegative_terms))
        assert not establishes(theorem("two at least", Rational(1) <= n - 1, proof=chain))

    def test_a_hypothesis_about_nothing(self) -> None:
        e = over_nothing()
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
