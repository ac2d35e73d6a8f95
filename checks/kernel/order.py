"""Is this difference non-negative, as a sum of facts times factors proved non-negative?  Trusted.

Cited inequalities are multiplied by factors whose sign is known; log x <= x - 1 bounds each logarithm that is left; squares and
sums of non-negative terms close what remains.  Nothing is searched: facts are tried in the order in which they were cited.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checks.kernel import sums
from checks.kernel.affine import Affine, at_least_zero, inside, name_form, surely_positive
from checks.kernel.atoms import UNIT, Key, Kind, Mono, Poly, freeze, plus, scaled, single
from checks.kernel.claim import Rel, Relation
from checks.kernel.facts import Clause, Origin, usable_under
from checks.kernel.merged import Merged, merged, vanishes
from checks.kernel.moves import Move
from checks.kernel.names import Index, Term
from checks.kernel.ring import Stuck
from checks.kernel.sign import Sign, implies, of_number, product, total
from checks.kernel.slopes import slopes
from checks.kernel.squares import squares

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser

OK = (Sign.POSITIVE, Sign.NONNEGATIVE, Sign.ZERO)
EFFORT = 200_000  # terms multiplied in the search of one step; a line that needs more is two lines
BOUNDS = 16  # logarithms that are bounded one after another


class Order:
    """Shows differences non-negative from the cited inequalities of one step."""

    def __init__(self, n: Normaliser, cited: tuple[Clause, ...]) -> None:
        self.n = n
        self.all_cited = cited
        self.cited = tuple(c for c in cited if c.relation.rel not in (Rel.EQ, Rel.NE))
        self.equations = tuple(c for c in cited if c.relation.rel is Rel.EQ)
        self.used: list[Clause] = []
        self._until = 0  # the work of the ring at which the search ends
        self._bounding = 0  # logarithms that are bounded around the place where the search stands
        self._unshown: dict[Key, int] = {}  # differences that were not shown, with the depth that was tried: never tried again
        self._differences: dict[tuple[int, tuple[tuple[Term, Affine], ...]], Poly | None] = {}

    def sign(self, p: Poly, depth: int = 4) -> Sign:
        """POSITIVE, NONNEGATIVE or ZERO if that is shown; UNKNOWN otherwise."""
        n = self.n
        p = n.reduced(p)
        if vanishes(n, p) or self.by_equations(p):
            return Sign.ZERO
        if p.keys() == {UNIT}:
            return of_number(p[UNIT]) if p[UNIT] > 0 else Sign.UNKNOWN
        key = freeze(p)
        if self._unshown.get(key, 0) >= depth or self._tired():
            return Sign.UNKNOWN
        n.spend(len(p))
        for attempt in (self._by_facts, self._by_log_bound, self._by_squares, self._by_structure, self._termwise):
            found = attempt(p, depth - 1)
            if found in OK:
                return found
        self._unshown[key] = depth
        return Sign.UNKNOWN

    def _tired(self) -> bool:
        """The search has cost all that it may; what was read before it began is not counted."""
        self._until = self._until or self.n.work + EFFORT
        return self.n.work > self._until

    # ------------------------------------------------------------ equations
    def by_equations(self, p: Poly) -> bool:
        """p = sum c_k (L_k - R_k), the equations used whole."""
        left = p
        for clause in self.equations:
            f = self._difference(clause, {})
            if f is None:
                continue
            left = self._remainder(left, f, clause)
            if vanishes(self.n, left):
                return True
        for clause, f in slopes(self.n, left, self.equations):
            left = self._remainder(left, f, clause)
            if vanishes(self.n, left):
                return True
        return False

    def _remainder(self, p: Poly, f: Poly, clause: Clause) -> Poly:
        """p minus a multiple of f, by division with remainder; the multiple must be defined wherever f is."""
        if not f or not p:
            return p
        quotient, rest = self.n.divided(p, f)
        if not quotient or not self._defined(quotient):
            return p
        self.used.append(clause)
        return rest

    def _defined(self, p: Poly) -> bool:
        """No denominator of p can vanish: dividing by the left side of an equation proves nothing where it is zero."""
        below = {a for m in p for a, e in m if e < 0}
        return all(implies(self.n.signs.atom(a), Sign.NONZERO) for a in sorted(below))

    def _difference(self, clause: Clause, env: Env) -> Poly | None:
        """big - small of a clause at the given indices, if its premises hold; `None` otherwise."""
        at = (id(clause), tuple(env.items()))  # the clauses live as long as this object
        if at not in self._differences:
            self._differences[at] = self._read(clause, env)
        return self._differences[at]

    def _read(self, clause: Clause, env: Env) -> Poly | None:
        n = self.n
        if not all(i in env or surely_positive(i.over) for i in clause.pattern):
            return None  # of an empty range nothing is said
        if not usable_under(clause, frozenset(), n.under.mean):
            return None
        # what a theory says under a premise is said by the step: its premise is cited, like anything else that proves a step
        signs = n.cited if clause.fact.origin is Origin.DECLARED else n.signs
        if not all(signs.claim(q, env) for q in clause.premises):
            return None
        r = clause.relation
        try:
            with n.rewriter.paused():
                gap = plus(n.of(r.right, env), n.of(r.left, env), -1)
        except Stuck:
            return None
        return n.reduced(scaled(gap, -1) if r.rel in (Rel.GE, Rel.GT) else gap)

    # ------------------------------------------------------------ inequalities
    def _by_facts(self, p: Poly, depth: int) -> Sign:
        """One cited inequality times a weight, and nothing left; or times a weight that cancels a term, and the rest likewise."""
        for clause, f in self._cited_at(p):
            weight = self.n.quotient(p, f)
            if weight is not None and (found := self._weighted(clause, weight)) in OK:
                self.used.append(clause)
                return found
        for clause, f in self._cited_at(p):
            for weight, rest in self._multiples(p, f):
                rest_sign = self.sign(rest, depth)
                if rest_sign in OK:
                    self.used.append(clause)
                    return total(self._weighted(clause, weight), rest_sign)
        return Sign.UNKNOWN

    def _cited_at(self, p: Poly) -> Iterator[tuple[Clause, Poly]]:
        """The cited inequalities as differences f >= 0 or f > 0, at the indices that suit p."""
        for clause in self.cited:
            for env in self._instances(clause, p):
                if self._tired():
                    return
                f = self._difference(clause, env)
                if f:
                    yield clause, f

    def _weighted(self, clause: Clause, weight: Poly) -> Sign:
        """The sign of weight * f for the difference f of a clause; UNKNOWN unless the weight is non-negative."""
        known = self.n.signs.poly(weight)
        own = Sign.POSITIVE if clause.relation.rel in (Rel.LT, Rel.GT) else Sign.NONNEGATIVE
        return product(known, own) if known in (Sign.POSITIVE, Sign.NONNEGATIVE) else Sign.UNKNOWN

    def _multiples(self, p: Poly, f: Poly) -> list[tuple[Poly, Poly]]:
        """(weight, rest) with p = weight * f + rest, for the non-negative weights that cancel one term of p."""
        n = self.n
        out: list[tuple[Poly, Poly]] = []
        if len(f) > 1 and n.quotient(p, f) is not None:  # one term divides everything, as a quotient of powers
            return []
        for m, c in f.items():
            for k, d in p.items():
                weight = n.times({k: d}, n.inverse({m: c}))
                if weight.keys() == p.keys() or n.signs.poly(weight) not in (Sign.POSITIVE, Sign.NONNEGATIVE):
                    continue  # the difference itself as a factor: that would take for granted what is to be shown
                rest = plus(p, n.times(weight, f), -1)
                if len(rest) < len(p) + len(f) - 1 and (weight, rest) not in out:
                    out.append((weight, rest))
        out.sort(key=lambda wr: len(wr[1]))
        return out[:6]

    def _instances(self, clause: Clause, p: Poly) -> list[dict[Term, Affine]]:
        """Values for the indices of a fact: themselves, and the indices of the same range that p mentions."""
        if not clause.pattern:
            return [{}]
        n = self.n
        here = sorted((i for i in n.poly_names(p) if isinstance(i, Index)), key=lambda i: i.name)
        out: list[dict[Term, Affine]] = [{}]
        if len(clause.pattern) <= 2:
            choices: list[dict[Term, Affine]] = [{}]
            for w in clause.pattern:
                bounds = n.range_of(w)
                fits = [i for i in here if bounds is not None and inside(name_form(i), bounds, n.ranges)]
                choices = [{**c, w: name_form(i)} for c in choices for i in fits]
            out += choices
        return out[:40]

    def _by_log_bound(self, p: Poly, depth: int) -> Sign:
        """Every logarithm that is left is replaced by its bound, one after another, all its terms at once where that is possible."""
        if not self.n.may(Move.LOG_BOUND) or self._bounding >= BOUNDS:
            return Sign.UNKNOWN
        self._bounding += 1
        try:
            for terms, bound in self._bounded_terms(p):
                below = self.sign(_with(p, terms, bound), depth + 1)
                return below if below is not Sign.ZERO else Sign.NONNEGATIVE
            return Sign.UNKNOWN
        finally:
            self._bounding -= 1

    def _bounded_terms(self, p: Poly) -> Iterator[tuple[frozenset[Mono], Poly]]:
        """Terms of p with a logarithm, or a sum of such, and a lower bound of them: the terms of one logarithm, then single terms.

        -log(u)/(1 + c) - c log(u)/(1 + c) is -log(u): term by term its weights would gather denominators without end.
        """
        n = self.n
        groups: dict[int, Poly] = {}
        for m, c in p.items():
            for a, e in m:
                if e == 1 and n.atoms[a].kind in (Kind.LOG, Kind.SUM):
                    groups.setdefault(a, {})[tuple((b, x) for b, x in m if b != a)] = c
        for a, weight in groups.items():
            bound = self._bounded(a, n.reduced(weight))
            if bound is not None:
                yield frozenset(m for m in p if dict(m).get(a) == 1), bound
        for a, weight in groups.items():
            for m, c in weight.items() if len(weight) > 1 else ():
                bound = self._bounded(a, {m: c})
                term = frozenset(k for k in p if dict(k).get(a) == 1 and tuple((b, e) for b, e in k if b != a) == m)
                if bound is not None and self._fewer(a, p, _with(p, term, bound)):
                    yield term, bound

    def _fewer(self, a: int, before: Poly, after: Poly) -> bool:
        """Fewer terms hold the logarithm a once all is over one denominator: a weight like 1/(1 + c) makes more of them."""
        return sum(dict(m).get(a) == 1 for m in self.n.reduced(after)) < sum(dict(m).get(a) == 1 for m in before)

    def _bounded(self, a: int, weight: Poly) -> Poly | None:
        """A lower bound of weight * a without the logarithm that a is, or is a sum of; `None` if there is none."""
        n = self.n
        atom = n.atoms[a]
        if atom.kind is Kind.LOG:
            return self._log_bound(weight, dict(atom.polys[0]))
        binders, body = sums.opened_sum(n, atom)
        if len(body) != 1:
            return None
        ((inner, d),) = body.items()
        for b, e in inner:
            if e == 1 and n.atoms[b].kind in (Kind.LOG, Kind.SUM):
                below = self._bounded(b, n.times(weight, {tuple((k, x) for k, x in inner if k != b): d}))
                if below is not None:
                    return sums.total(n, binders, below)
        return None

    def _log_bound(self, w: Poly, u: Poly) -> Poly | None:
        """w log u >= w - w / u for w >= 0, w log u >= w u - w for w <= 0.

        For u > 0 where w is not 0, and w / u (-w u) not negative, which is what remains where w = 0.
        """
        n = self.n
        up = n.signs.poly(w) in (Sign.POSITIVE, Sign.NONNEGATIVE)
        size = w if up else scaled(w, -1)
        if n.signs.poly(size) not in (Sign.POSITIVE, Sign.NONNEGATIVE):
            return None
        with n.signs.guarded(n.signs.positive_factors(size)):
            if n.signs.poly(u) is not Sign.POSITIVE:
                return None
        image = n.reduced(n.times(size, n.inverse(u) if up else u))
        if n.signs.poly(image) not in (Sign.POSITIVE, Sign.NONNEGATIVE):
            return None
        return plus(size, image, -1)

    def _by_structure(self, p: Poly, depth: int) -> Sign:
        """Sums of non-negative terms, from what is declared and cited."""
        if not self.n.may(Move.NONNEGATIVE_TERMS):
            return Sign.UNKNOWN
        with self._only_cited():
            found = self.n.signs.poly(p)
        return found if found in OK else Sign.UNKNOWN

    def _by_squares(self, p: Poly, depth: int) -> Sign:
        """A square times a factor proved non-negative; or a sum of such, term by term."""
        if not self.n.may(Move.SQUARES):
            return Sign.UNKNOWN
        whole = self._square(p)
        if whole in OK:
            return whole
        out = Sign.ZERO
        for m, c in p.items():
            out = total(out, self._square({m: c}))
            if out not in OK:
                return Sign.UNKNOWN
        return out

    def beside_squares(self, r: Relation, gap: Poly, depth: int) -> Sign:
        """The sign of right - left, by what is left of it once the squares among its terms are set apart."""
        found = squares(self.n, r) if self.n.may(Move.SQUARES) else {}
        return total(Sign.NONNEGATIVE, self.sign(plus(gap, found, -1), depth)) if found else Sign.UNKNOWN

    def _square(self, p: Poly) -> Sign:
        """NONNEGATIVE for a square times a factor proved non-negative; POSITIVE where nothing in it vanishes, by what is cited."""
        n = self.n
        if len(p) == 1:
            ((mono, c),) = p.items()
            factors, below = list[tuple[Poly, int]](), dict[int, int]()
        else:
            top, below = n.fraction(p)
            c, mono, factors = n.factored(top)
        weight: Poly = {tuple((a, e if e.q != 1 or e.p % 2 else e * 0) for a, e in mono): c}
        weight = {tuple((a, e) for a, e in m if e): x for m, x in weight.items()}
        for f, k in factors:
            if k % 2:
                weight = n.times(weight, f)
        for a, k in below.items():
            if k % 2:
                weight = n.times(weight, dict(n.atoms[a].polys[0]))
        if weight == p or n.signs.poly(weight) not in (Sign.POSITIVE, Sign.NONNEGATIVE):
            return Sign.UNKNOWN
        bases = [single(a) for a, _ in mono] + [f for f, _ in factors] + [dict(n.atoms[a].polys[0]) for a in below]
        if n.cited.poly(weight) is Sign.POSITIVE and all(implies(n.cited.poly(f), Sign.NONZERO) for f in bases):
            return Sign.POSITIVE
        return Sign.NONNEGATIVE

    @contextmanager
    def _only_cited(self) -> Generator[None]:
        """Inside: what is not declared must be cited.  Hypotheses discharge side conditions; they do not prove steps unnamed."""
        saved = self.n.signs
        self.n.signs = self.n.cited
        try:
            yield
        finally:
            self.n.signs = saved

    def _termwise(self, p: Poly, depth: int) -> Sign:
        """A sum is shown non-negative term by term; one term of a non-negative sum does not exceed it."""
        n = self.n
        for m in merged(n, p):
            if m.rest:
                if n.may(Move.NONNEGATIVE_TERMS) and implies(self.sign(m.body, depth), Sign.NONNEGATIVE):
                    for rest in self._with_one_term(m):
                        if implies(self.sign(rest, depth), Sign.NONNEGATIVE):
                            return Sign.NONNEGATIVE
                continue
            inner = self.sign(m.body, depth)
            if inner in OK:
                filled = all(at_least_zero(high.plus(low, -1), n.ranges) for _, (low, high) in m.binders)
                return inner if filled or inner is not Sign.POSITIVE else Sign.NONNEGATIVE
        return Sign.UNKNOWN

    def _with_one_term(self, m: Merged) -> list[Poly]:
        """rest + body at one place of the range, for the places that the rest mentions."""
        if len(m.binders) != 1:
            return []
        n = self.n
        (i, bounds) = m.binders[0]
        places = {at for mono in m.rest for a, _ in mono for at in n.atoms[a].indices}
        places |= {name_form(k) for k in n.poly_names(m.rest) if isinstance(k, Index) and k is not i}
        places |= {name_form(k) for k in n.poly_names(m.body) if isinstance(k, Index) and k is not i}
        here = sorted((at for at in places if i not in at.names()), key=n.order_of)
        return [plus(m.rest, n.moved(m.body, {i: at})) for at in here if inside(at, bounds, n.ranges)]


def _with(p: Poly, terms: frozenset[Mono], bound: Poly) -> Poly:
    """p with a bound in the place of some of its terms."""
    return plus({m: c for m, c in p.items() if m not in terms}, bound)
