"""What is known of the sign of this formula, and does this claim hold here?  From declarations, structure and facts.  Trusted.

Used to discharge obligations and to license splits of logarithms and roots.  Facts are those in scope: hypotheses, declared facts
and rigid assumptions.  Below an expectation, no fact that restricts its random variables counts.
"""

from __future__ import annotations

from collections.abc import Generator, Hashable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flint import fmpq

from checks.kernel import products, sums, unit_interval
from checks.kernel import sign as s
from checks.kernel.affine import Affine, at_least_zero, inside, name_form, product, whole
from checks.kernel.atoms import Q0, UNIT, Atom, Kind, Mono, Poly, freeze, is_integer, plus, ratio, scaled, single, varying
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Rel, Relation
from checks.kernel.facts import Clause, Fact, Origin, clauses, usable_under
from checks.kernel.match import Binding, Matcher
from checks.kernel.moves import Move
from checks.kernel.names import Domain, Free, Index, OneHot, Simplex, Size, Term, Variable
from checks.kernel.ring import Stuck
from checks.kernel.sign import Sign
from checks.kernel.some_term import some_term_positive
from checks.kernel.unsaid import completions

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser

OF_RELATION = {
    Rel.EQ: Sign.ZERO,
    Rel.NE: Sign.NONZERO,
    Rel.LE: Sign.NONPOSITIVE,
    Rel.LT: Sign.NEGATIVE,
    Rel.GE: Sign.NONNEGATIVE,
    Rel.GT: Sign.POSITIVE,
}
DEEPEST = 12


class Signs:
    """Signs in the table of one normaliser (set as `n` before use)."""

    n: Normaliser

    def __init__(self, facts: tuple[Clause, ...], *, binding: bool = False) -> None:
        self.facts = list(facts)
        self._lasting = len(facts)  # those after are assumed for a while
        self.binding = binding  # unfold only what the step may unfold: this is the proof of a step, not of a side condition
        self.used: dict[str, None] = {}  # names of the facts that were used, for evidence
        self._guards: list[Poly] = []
        self._guessing = False  # values are being looked for that only premises mention
        self._compiled: dict[tuple[Clause, Hashable], list[Poly]] = {}
        self._depth = 0
        self._known: dict[object, tuple[Sign, dict[str, None]]] = {}  # signs, and the facts they were drawn from
        self.scope = 0  # a number for every set of assumptions and guards: what is read under them is remembered for them alone
        self._scopes: dict[Hashable, int] = {}

    # ------------------------------------------------------------ assumptions for a while
    @contextmanager
    def guarded(self, positive: list[Poly]) -> Generator[None]:
        """Inside: these polynomials are positive."""
        outer, before = self.scope, len(self._guards)
        try:  # from here on: a check that ends for want of memory must not leave a guard to the next
            self._guards.extend(positive)
            self.scope = self._scopes.setdefault((outer, tuple(map(freeze, positive))), len(self._scopes) + 1)
            yield
        finally:
            self.scope = outer
            del self._guards[before:]

    def positive_factors(self, w: Poly) -> list[Poly]:
        """What is positive wherever the product w is not zero: its non-negative factors.  None if w is a sum."""
        if len(w) != 1:
            return [w] if w and self.poly(w) in (Sign.NONNEGATIVE, Sign.POSITIVE) else []
        (m,) = w
        return [single(a) for a, e in m if e > 0 and self.atom(a) in (Sign.NONNEGATIVE, Sign.POSITIVE)]

    @contextmanager
    def assuming(self, c: Claim) -> Generator[None]:
        """Inside: the claim holds, for its free indices as they are."""
        outer, before = self.scope, len(self.facts)
        try:
            self.facts.extend(clauses(Fact(c, Origin.ASSUMED, "assumed")))
            self.scope = self._scopes.setdefault((outer, c), len(self._scopes) + 1)
            yield
        finally:
            self.scope = outer
            del self.facts[before:]

    def learn(self, more: tuple[Clause, ...]) -> None:
        """From here on these hold too, each read by what was learnt before it: the case of an inner maximum settles an outer one."""
        for clause in more:
            self.facts.insert(self._lasting, clause)
            self._lasting += 1
            self._known.clear()
            self._sides(clause)

    @contextmanager
    def neutral(self) -> Generator[None]:
        """Inside: no guard and no assumption counts.  What is read here holds wherever the facts hold, and may be remembered."""
        saved = self.facts, self._guards, self.scope
        self.facts, self._guards, self.scope = self.facts[: self._lasting], [], 0
        try:
            yield
        finally:
            self.facts, self._guards, self.scope = saved

    # ------------------------------------------------------------ polynomials
    def poly(self, p: Poly) -> Sign:
        """The sign of a polynomial."""
        if not p:
            return Sign.ZERO
        key = (freeze(p), self.scope, self.n.under, self.n.moves, self.n.rewriter.resting)
        found = self._known.get(key)
        if found is None:
            if self._depth > DEEPEST:
                return Sign.UNKNOWN
            self._depth += 1
            outer, self.used = self.used, {}
            try:
                found = self._known[key] = (self._find(p), self.used)
            finally:
                self._depth -= 1
                self.used = outer
        self.used.update(found[1])
        return found[0]

    def _find(self, p: Poly) -> Sign:
        if len(p) == 1:
            ((m, c),) = p.items()
            out = s.product(s.of_number(c), self.product(m))
        else:
            out = self._integer(p)
            if out is Sign.UNKNOWN:
                signs = [s.product(s.of_number(c), self.product(m)) for m, c in p.items()]
                out = signs[0]
                for x in signs[1:]:
                    out = s.total(out, x)
            if out is Sign.UNKNOWN or out in (Sign.NONNEGATIVE, Sign.NONPOSITIVE):
                out = s.meet(s.meet(out, self._factors(p)), unit_interval.sign(self, p))
        if out not in (Sign.POSITIVE, Sign.NEGATIVE, Sign.ZERO):
            out = s.meet(out, self._from_facts(p))
        return out

    def product(self, m: Mono) -> Sign:
        """The sign of a product of powers."""
        out = Sign.POSITIVE
        turned = self._turned(m)
        for a, e in m:
            sign = self.atom(a)
            if e < 0 and not s.implies(sign, Sign.NONZERO):
                return Sign.UNKNOWN  # it may be undefined: no other factor settles it
            if a in turned and is_integer(e) and e.p % 2 == 0:
                continue
            if is_integer(e):
                out = s.product(out, self._raised(sign, int(e.p)))
            elif sign is Sign.POSITIVE:
                continue
            else:  # a real root is never negative; whether it vanishes is not known
                out = s.product(out, Sign.NONNEGATIVE if e > 0 else Sign.UNKNOWN)
        return out

    def _turned(self, m: Mono) -> frozenset[int]:
        """What stands below in abs(u)/u**2, which is how 1/abs(u) is kept: no square that an author wrote."""
        inner = [dict(self.n.atoms[a].polys[0]) for a, e in m if self.n.atoms[a].kind is Kind.ABS and e > 0]
        return frozenset(b for u in inner for k in self.n.inverse(u) for b, _ in k) if any(e < 0 for _, e in m) else frozenset()

    def _raised(self, sign: Sign, e: int) -> Sign:
        """The sign of a power.  That a square is non-negative whatever its base is a reason of its own, where a step is proved."""
        found = s.integer_power(sign, e)
        squared = e % 2 == 0 and sign in (Sign.UNKNOWN, Sign.NONZERO)
        return Sign.UNKNOWN if squared and self.binding and not self.n.may(Move.SQUARES) else found

    def _integer(self, p: Poly) -> Sign:
        """A polynomial in sizes and indices with whole coefficients, from their ranges."""
        form = whole(0)
        for m, c in p.items():
            names: list[Term] = []
            for a, e in m:
                atom = self.n.atoms[a]
                if atom.kind not in (Kind.SIZE, Kind.INDEX) or not is_integer(e) or e < 0 or not isinstance(atom.head, (Size, Index)):
                    return Sign.UNKNOWN
                names += [atom.head] * int(e.p)
            if c.q != 1:
                return Sign.UNKNOWN
            key = product(names)
            form = form.plus(Affine(0, frozenset({(key, int(c.p))})) if key else whole(int(c.p)))
        for x, strict, weak in ((form, Sign.POSITIVE, Sign.NONNEGATIVE), (whole(0).plus(form, -1), Sign.NEGATIVE, Sign.NONPOSITIVE)):
            if at_least_zero(x.plus(whole(-1)), self.n.ranges):
                return strict
            if at_least_zero(x, self.n.ranges):
                return weak
        return Sign.UNKNOWN

    def _factors(self, p: Poly) -> Sign:
        top, below = self.n.fraction(p)
        c, mono, factors = self.n.factored(top)
        if len(factors) == 1 and factors[0][1] == 1 and not mono and not below:
            return Sign.UNKNOWN
        out = s.product(s.of_number(c), self.product(mono))
        for f, k in factors:
            if f == p:
                return Sign.UNKNOWN
            out = s.product(out, self._raised(self.poly(f), k))
        for a, k in below.items():
            out = s.product(out, self._raised(self.poly(dict(self.n.atoms[a].polys[0])), -k))
        return out

    def _from_facts(self, p: Poly) -> Sign:
        """The sign that a fact or guard gives to a multiple of p."""
        out = Sign.UNKNOWN
        for g in self._live_guards():
            c = ratio(p, g)
            if c:
                out = s.meet(out, s.of_number(c))
        for clause in list(self.facts):
            if not usable_under(clause, frozenset(), self.n.under.mean):
                continue
            for f in self._sides(clause):
                sign = s.meet(self._by_fact(p, f, clause), self._as_factor(p, f, clause))
                if sign is not Sign.UNKNOWN:
                    self.used[clause.fact.name] = None
                    out = s.meet(out, sign)
        return out

    def held(self) -> list[Poly]:
        """What is compared with zero by the guards and by what is said of no index but those around."""
        under = self.n.under
        usable = (c for c in self.facts if not c.pattern and usable_under(c, under.derivative, under.mean))
        return [*self._live_guards(), *(f for c in usable for f in self._sides(c))]

    def _as_factor(self, p: Poly, f: Poly, clause: Clause) -> Sign:
        """No factor of a product vanishes where the product does not."""
        if len(p) != 1 or len(f) != 1 or not s.implies(OF_RELATION[clause.relation.rel], Sign.NONZERO):
            return Sign.UNKNOWN
        (here,), (there,) = p, f
        if len(here) != 1 or here[0][1] != 1 or len(there) < 2:
            return Sign.UNKNOWN
        matcher = Matcher(self.n, frozenset(clause.pattern))
        for a, e in there:
            if e > 0 and any(self.instance(clause, matcher, found) is not None for found in matcher.atoms(a, here[0][0], {})):
                return Sign.NONZERO
        return Sign.UNKNOWN

    def instance(self, clause: Clause, matcher: Matcher, found: Binding) -> dict[Term, Affine] | None:
        """Values for every index of the clause, `found` among them, in range and such that its premises hold; `None` if none is found."""
        guessing = any(i not in found for i in clause.pattern)
        if guessing and self._guessing:
            return None  # a guess inside a guess multiplies what is tried, and nothing that is read as a step needs it
        saved, self._guessing = self._guessing, self._guessing or guessing
        try:
            for values in completions(self, clause, found):
                if matcher.in_range(values) and all(self.claim(q, values) for q in clause.premises):
                    return values
            return None
        finally:
            self._guessing = saved

    def _live_guards(self) -> list[Poly]:
        """Below an expectation without those that speak of its random variables: inside, these take every outcome."""
        mean = self.n.under.mean
        return [g for g in self._guards if self.n.poly_names(g).isdisjoint(mean)] if mean else self._guards

    def _sides(self, clause: Clause) -> list[Poly]:
        """left - right of a fact: with the moves in force, and as written, each as it reads below the binders here."""
        n = self.n
        key = (clause, n.under)
        found = self._compiled.get(key)
        if found is None:
            found = self._compiled[key] = []
            saved = n.moves
            try:
                with n.signs.neutral():
                    for moves in (saved, type(saved)()):
                        n.moves = moves
                        p = n.reduced(plus(n.of(clause.relation.left), n.of(clause.relation.right), -1))
                        if p and p not in found:
                            found.append(p)
            except Stuck:
                pass
            finally:
                n.moves = saved
        return found

    def _by_fact(self, p: Poly, f: Poly, clause: Clause) -> Sign:
        known = OF_RELATION[clause.relation.rel]
        here, there = varying(p), varying(f)
        if len(here) != len(there) or not here:
            return Sign.UNKNOWN
        offset = p.get(UNIT, Q0), f.get(UNIT, Q0)
        if not clause.pattern:
            c = ratio(here, there)
            if not c or not all(self.claim(q, {}) for q in clause.premises):
                return Sign.UNKNOWN
            return _shifted(known, c, *offset)
        matcher = Matcher(self.n, frozenset(clause.pattern))
        scales = [next(iter(here.values())) / next(iter(there.values()))] if len(here) == 1 else [fmpq(1), fmpq(-1)]
        for c in scales:
            if _shifted(known, c, *offset) is Sign.UNKNOWN:
                continue
            for found in matcher.polys(freeze(scaled(there, c)), freeze(here), {}):
                if self.instance(clause, matcher, found) is not None:
                    return _shifted(known, c, *offset)
        return Sign.UNKNOWN

    # ------------------------------------------------------------ atoms
    def atom(self, a: int) -> Sign:
        """The sign of an atom: from its kind, its declaration, its definition, and facts."""
        own = self._by_kind(a)
        if own in (Sign.POSITIVE, Sign.NEGATIVE, Sign.ZERO):
            return own
        return s.meet(own, self._from_facts(single(a)))

    def _by_kind(self, a: int) -> Sign:
        atom, n = self.n.atoms[a], self.n
        match atom.kind:
            case Kind.PRIME | Kind.PI | Kind.SIZE | Kind.EXP:
                return Sign.POSITIVE
            case Kind.INDEX:
                return self._integer(single(a))
            case Kind.ENTRY:
                return self.entry(atom)
            case Kind.MAX if self._counts(Move.MAXIMA):
                return self._largest(atom)
            case Kind.FLOOR | Kind.ROUND if self._counts(Move.ROUNDING):  # 0 is a whole number, so no sign is crossed
                weaker = {Sign.POSITIVE: Sign.NONNEGATIVE, Sign.NEGATIVE: Sign.NONPOSITIVE, Sign.NONZERO: Sign.UNKNOWN}
                sign = self.poly(dict(atom.polys[0]))
                return weaker.get(sign, sign)
            case Kind.DELTA | Kind.INDICATOR | Kind.VARIANCE | Kind.RANK:
                return Sign.NONNEGATIVE
            case Kind.ABS:
                return Sign.POSITIVE if s.implies(self.poly(dict(atom.polys[0])), Sign.NONZERO) else Sign.NONNEGATIVE
            case Kind.LOG if len(atom.polys[0]) == 1 and atom.polys[0][0][0] == UNIT and atom.polys[0][0][1] > 0:
                return s.of_number(atom.polys[0][0][1] - 1)  # of a number: log c > 0 exactly where c > 1
            case Kind.TANH | Kind.POLY:
                return self.poly(dict(atom.polys[0]))
            case Kind.POWER:
                return Sign.POSITIVE if self.poly(dict(atom.polys[0])) is Sign.POSITIVE else Sign.UNKNOWN
            case Kind.MEAN:
                inside = frozenset(v for v in n.poly_names(dict(atom.polys[0])) if isinstance(v, Variable) and v.family is not None)
                with n.binding(mean=inside):
                    sign = self.poly(dict(atom.polys[0]))
                return sign if sign is not Sign.NONZERO else Sign.UNKNOWN
            case Kind.SUM:
                return self._sum(atom)
            case Kind.PRODUCT:
                return self._product(atom)
            case Kind.DEFINED:
                return self._defined(a)
            case _:
                return Sign.UNKNOWN

    def entry(self, atom: Atom) -> Sign:
        """What is declared of an entry."""
        v = atom.head
        if not isinstance(v, Variable):
            return Sign.UNKNOWN
        for i, size in zip(atom.indices, v.shape, strict=True):
            if not inside(i, (whole(1), self.n.index(size, {})), self.n.ranges):
                return Sign.UNKNOWN  # nothing is declared of what lies outside
        match v.facts:
            case Free(Domain.POSITIVE) | Simplex(True):
                return Sign.POSITIVE
            case Free(Domain.NONNEGATIVE) | Simplex(False) | OneHot():
                return Sign.NONNEGATIVE
            case _:
                return Sign.UNKNOWN

    def _sum(self, atom: Atom) -> Sign:
        binders, body = sums.opened_sum(self.n, atom)
        sign = self.poly(body)
        if sign is Sign.NONNEGATIVE and some_term_positive(self, self.held(), binders, body):
            return Sign.POSITIVE
        if all(at_least_zero(high.plus(low, -1), self.n.ranges) for _, (low, high) in binders):
            return sign if sign is not Sign.NONZERO else Sign.UNKNOWN
        weaker = {Sign.POSITIVE: Sign.NONNEGATIVE, Sign.NEGATIVE: Sign.NONPOSITIVE, Sign.NONZERO: Sign.UNKNOWN}
        return weaker.get(sign, sign)

    def _product(self, atom: Atom) -> Sign:
        """What holds of every factor: of none there is 1, which is positive."""
        _, _, factor = products.opened(self.n, atom)
        sign = self.poly(factor)
        return sign if sign in (Sign.POSITIVE, Sign.NONNEGATIVE, Sign.NONZERO) else Sign.UNKNOWN

    def _counts(self, move: Move) -> bool:
        """What a reason says counts for side conditions, and where the step cites it."""
        return not self.binding or self.n.may(move)

    def _largest(self, atom: Atom) -> Sign:
        """A maximum has the sign that all its values have."""
        if not at_least_zero(atom.arrays[0].dims[0].plus(whole(-1)), self.n.ranges):
            return Sign.UNKNOWN
        sign = self.poly(self.n.opened_array(atom.arrays[0])[1])
        return sign if sign is not Sign.NONZERO else Sign.UNKNOWN

    def _defined(self, a: int) -> Sign:
        """Unfold: what a definition stands for has the sign it has."""
        n = self.n
        source = n.sources[a]
        if self.binding and not n.may_unfold(source.name.definition):
            return Sign.UNKNOWN
        saved = n.moves
        try:
            n.moves = type(saved)(saved.permits, saved.unfolds | {source.name.definition}, saved.unfolds_all)
            return self.poly(n.applied(source.name, source.indices, source.env))
        except Stuck:
            return Sign.UNKNOWN
        finally:
            n.moves = saved

    # ------------------------------------------------------------ claims
    def claim(self, c: Claim, env: Env) -> bool:
        """Is the claim established here, for its free indices at `env`?  False is "not established", never "false"."""
        if self._depth > DEEPEST:
            return False
        self._depth += 1
        try:
            return self._claim(c, env)
        except Stuck:
            return False
        finally:
            self._depth -= 1

    def _claim(self, c: Claim, env: Env) -> bool:
        match c:
            case Relation():
                return self._relation(c, env)
            case Forall(indices, body):
                # new names: an assumption about an outer index of the same name says nothing here
                return self.claim(body, {**env, **{i: name_form(Index(i.name, i.tex, i.over)) for i in indices}})
            case Both(parts):
                return all(self.claim(p, env) for p in parts)
            case Implies(a, b):
                return self._implication(a, b, env)
            case Iff(a, b):
                return self._implication(a, b, env) and self._implication(b, a, env)
            case _:
                return False

    def _implication(self, a: Claim, b: Claim, env: Env) -> bool:
        from checks.kernel.affine import term_of
        from checks.kernel.substitute import Substitution, substitute_claim

        by: Substitution = {k: term_of(v) for k, v in env.items() if isinstance(k, Index)}
        others = {k: v for k, v in env.items() if not isinstance(k, Index)}
        premise, conclusion = substitute_claim(a, by), substitute_claim(b, by)
        with self.assuming(premise), self.guarded(self._positive_parts(premise)):
            return self.claim(conclusion, others)

    def _positive_parts(self, c: Claim) -> list[Poly]:
        """The non-negative factors of a product that is assumed to be positive."""
        match c:
            case Relation(left, Rel.GT, right) | Relation(right, Rel.LT, left):
                return self.positive_factors(self.n.reduced(plus(self.n.of(left), self.n.of(right), -1)))
            case _:
                return []

    def _relation(self, c: Relation, env: Env) -> bool:
        (clause,) = clauses(Fact(c, Origin.ASSUMED, ""))  # entries of arrays
        relation = clause.relation
        p = plus(self.n.of(relation.left, env), self.n.of(relation.right, env), -1)
        if relation.rel is Rel.EQ and self.n.is_zero(p):
            return True
        return s.implies(self.poly(self.n.reduced(p)), OF_RELATION[relation.rel])


def _shifted(known: Sign, c: fmpq, p: fmpq, f: fmpq) -> Sign:
    """The sign of a p that is c times a fact but for the numbers in them: x >= 1 gives x > 0.  Of all else nothing is said."""
    return s.total(s.product(s.of_number(c), known), s.of_number(p - c * f))
