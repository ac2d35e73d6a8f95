"""Is this polynomial the zero polynomial?  Arithmetic on Laurent polynomials over the atoms of one check.  Trusted.

Identities hold wherever no denominator vanishes; the denominators of the formulas as written are obligations, collected
elsewhere before anything is computed here.  Expansion and division are exact (python-flint).
"""

from __future__ import annotations

from collections.abc import Hashable
from math import lcm

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from checks.kernel.atoms import Q0, Q1, UNIT, Atom, Key, Kind, Mono, Poly, constant, floor, freeze, plus, scaled, single

LARGEST = 20_000  # monomials; beyond it the check gives up rather than fill the memory

LARGEST_WORK = 2_000_000  # terms multiplied in one check

LARGEST_POWER = 10_000  # of a number other than 1


class Stuck(Exception):
    """The kernel cannot go on: a division by zero, a formula too large, a head it has no rule for."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class Ring:
    """The atoms of one check, and arithmetic in them."""

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self._number: dict[Atom, int] = {}
        self.heads: dict[tuple[Kind, Hashable], int] = {}  # in the order in which they were met
        self._special: set[int] = set()
        self.collapse_deltas = False
        self.reduce_sines = False
        self.reduce_indicators = False
        self.work = 0  # terms multiplied so far

    def spend(self, terms: int) -> None:
        """Count the work of a search in terms, not in seconds: what is proved does not depend on the machine."""
        self.work += terms
        if self.work > LARGEST_WORK:
            raise Stuck("the formulas of this step have too many terms to be worked through")

    # ------------------------------------------------------------ atoms
    def atom(self, a: Atom) -> int:
        """The number of an atom."""
        found = self._number.get(a)
        if found is None:
            found = self._number[a] = len(self.atoms)
            self.atoms.append(a)
            self.heads.setdefault((a.kind, a.head), len(self.heads))
            if (
                a.kind in (Kind.PRIME, Kind.POLY, Kind.DELTA, Kind.ABS)
                or (a.kind is Kind.SIN and self.reduce_sines)
                or (a.kind is Kind.INDICATOR and self.reduce_indicators)
            ):
                self._special.add(found)
        return found

    def generator(self, a: Atom) -> Poly:
        return single(self.atom(a))

    # ------------------------------------------------------------ products and powers
    def times(self, p: Poly, q: Poly) -> Poly:
        if len(p) > len(q):
            p, q = q, p
        if len(p) * len(q) > LARGEST:
            raise Stuck("the product of two formulas has too many terms")
        self.spend(len(p) * len(q))
        out: Poly = {}
        for m, c in p.items():
            for n, d in q.items():
                self._add_product(out, m, n, c * d)
        return out

    def _add_product(self, out: Poly, m: Mono, n: Mono, c: fmpq) -> None:
        if not m or not n:
            product = m or n
        else:
            exponents = dict(m)
            for a, e in n:
                exponents[a] = exponents.get(a, Q0) + e
            product = tuple(sorted((a, e) for a, e in exponents.items() if e))
        if self._special and any(a in self._special for a, _ in product):
            settled = self._settle(product, c)
            for k, d in settled.items():
                _accumulate(out, k, d)
        else:
            _accumulate(out, product, c)

    def _settle(self, m: Mono, c: fmpq) -> Poly:
        """Carry out what exponents allow: p**(3/2) = p * p**(1/2) for a prime or a polynomial, delta**2 = delta, abs(u)**2 = u**2."""
        rest: list[tuple[int, fmpq]] = []
        factors: list[Poly] = []
        for a, e in m:
            atom = self.atoms[a]
            if atom.kind is Kind.PRIME and not 0 < e < 1:
                whole = floor(e)
                c *= fmpq(int(str(atom.head))) ** whole
                e -= whole
            elif atom.kind is Kind.POLY and e >= 1:
                whole = floor(e)
                factors.append(self.power(dict(atom.polys[0]), whole))
                e -= whole
            elif atom.kind is Kind.ABS and not 0 < e < 2:  # 1/abs(u) is abs(u)/u**2: one form for every power
                whole = 2 * floor(e / 2)
                factors.append(self.power(dict(atom.polys[0]), whole))
                e -= whole
            elif (atom.kind is Kind.DELTA and e > 1 and self.collapse_deltas) or (
                atom.kind is Kind.INDICATOR and e > 1 and self.reduce_indicators
            ):
                e = Q1
            elif atom.kind is Kind.SIN and e >= 2 and self.reduce_sines:  # sin**2 = 1 - cos**2
                pairs = floor(e / 2)
                cosine = single(self.atom(Atom(Kind.COS, polys=atom.polys)), 2)
                factors.append(self.power(plus(constant(1), cosine, -1), pairs))
                e -= 2 * pairs
            if e:
                rest.append((a, e))
        out: Poly = {tuple(rest): c}
        for f in factors:
            out = self.times(out, f)
        return self.unify_deltas(out) if self.collapse_deltas and not factors else out

    def unify_deltas(self, p: Poly) -> Poly:
        """Overridden where indices are known: delta(i, j) f(j) = delta(i, j) f(i)."""
        return p

    def power(self, p: Poly, e: int) -> Poly:
        """p ** e for an integer e.  Raises `Stuck` for 0 to a negative power."""
        if e < 0:
            return self.power(self.inverse(p), -e)
        if len(p) == 1:
            ((m, c),) = p.items()
            if abs(c) != 1 and e > LARGEST_POWER:
                raise Stuck(f"a number to the power {e} is too large to write out")
            return self.times({UNIT: c**e}, {tuple((a, x * e) for a, x in m): Q1}) if e else constant(1)
        if e > 64:
            raise Stuck(f"a sum to the power {e} is too large to expand")
        out = constant(1)
        base = p
        while e:
            if e & 1:
                out = self.times(out, base)
            e >>= 1
            if e:
                base = self.times(base, base)
        return out

    def inverse(self, p: Poly) -> Poly:
        """1 / p, with the irreducible factors of a sum as atoms."""
        if not p:
            raise Stuck("a denominator is zero")
        if len(p) == 1:
            ((m, c),) = p.items()
            return self.times({UNIT: 1 / c}, {tuple((a, -e) for a, e in m): Q1})
        top, below = self.fraction(p)
        if not top:
            raise Stuck("a denominator is zero")
        c, mono, factors = self.factored(top)
        out = self.times({UNIT: 1 / c}, {tuple((a, -e) for a, e in mono): Q1})
        for f, k in factors:
            out = self.times(out, single(self.atom(Atom(Kind.POLY, polys=(freeze(f),))), -k))
        for a, k in sorted(below.items()):
            out = self.times(out, self.power(dict(self.atoms[a].polys[0]), k))
        return out

    # ------------------------------------------------------------ exact polynomials
    def _expand(self, polys: list[Poly]) -> tuple[list[fmpq_mpoly], list[tuple[int, int]], list[dict[int, fmpq]]]:
        """Each polynomial without its monomial content, in roots of the atoms: (polys, [(atom, root)], contents)."""
        self.spend(sum(map(len, polys)))
        roots: dict[int, int] = {}
        contents: list[dict[int, fmpq]] = []
        for p in polys:
            names = {a for m in p for a, _ in m}
            tables = [dict(m) for m in p]
            contents.append({a: min(m.get(a, Q0) for m in tables) for a in sorted(names)})
            for m in p:
                for a, e in m:
                    roots[a] = lcm(roots.get(a, 1), int(e.q))
        order = sorted(roots)
        context = fmpq_mpoly_ctx.get([f"a{a}" for a in order] or ["a"], Ordering.lex)
        out: list[fmpq_mpoly] = []
        for p, content in zip(polys, contents, strict=True):
            table: dict[tuple[int, ...], fmpq] = {}
            for m, c in p.items():
                have = dict(m)
                table[tuple(int((have.get(a, Q0) - content.get(a, Q0)) * roots[a]) for a in order) or (0,)] = c
            out.append(context.from_dict(table))
        return out, [(a, roots[a]) for a in order], contents

    def _collect(self, f: fmpq_mpoly, gens: list[tuple[int, int]]) -> Poly:
        out: Poly = {}
        for exponents, c in f.to_dict().items():
            mono = tuple((a, fmpq(int(e), r)) for (a, r), e in zip(gens, exponents, strict=False) if e)
            _accumulate(out, mono, fmpq(c))
        return out

    def factored(self, p: Poly) -> tuple[fmpq, Mono, list[tuple[Poly, int]]]:
        """p = c * monomial * product of f**k; each f irreducible with several terms and leading coefficient 1."""
        (f,), gens, (mono,) = self._expand([p])
        content, parts = f.factor()
        c = fmpq(content)
        factors: list[tuple[Poly, int]] = []
        for part, k in parts:
            g = self._collect(part, gens)
            lead = g[max(g)]
            c *= lead ** int(k)
            g = scaled(g, 1 / lead)
            if len(g) == 1:
                for a, e in next(iter(g)):
                    mono[a] = mono.get(a, Q0) + e * int(k)
            else:
                factors.append((g, int(k)))
        factors.sort(key=lambda fk: (freeze(fk[0]), fk[1]))
        return c, tuple(sorted((a, e) for a, e in mono.items() if e)), factors

    def parts(self, p: Poly) -> tuple[fmpq, Mono, list[tuple[Poly, int]]]:
        """p = c * monomial * product of sums to integer powers; polynomial atoms of the monomial are among the sums."""
        if len(p) == 1:
            ((m, c),) = p.items()
            return c, m, []
        top, below = self.fraction(p)
        c, mono, factors = self.factored(top)
        return c, mono, factors + [(dict(self.atoms[a].polys[0]), -k) for a, k in sorted(below.items())]

    def denominators(self, p: Poly) -> dict[int, int]:
        """The polynomial atoms under negative powers, with the largest power of each."""
        out: dict[int, int] = {}
        for m in p:
            for a, e in m:
                if e < 0 and self.atoms[a].kind is Kind.POLY:
                    out[a] = max(out.get(a, 0), -floor(e))
        return out

    def fraction(self, p: Poly) -> tuple[Poly, dict[int, int]]:
        """(top, below) with p = top / product of the polynomial atoms in `below` to their powers; top has none below.

        A polynomial under a root may have denominators of its own, which come up when the root is cleared: they count too.
        """
        cleared: dict[int, int] = {}
        while below := self.denominators(p):
            a, k = min(below.items())
            cleared[a] = cleared.get(a, 0) + k
            lifted: Poly = {}
            for m, c in p.items():
                e = dict(m).get(a, Q0)
                whole = floor(e) if e < 0 else 0
                rest = tuple((b, x if b != a else e - whole) for b, x in m if b != a or e != whole)
                part = self.times({rest: c}, self.power(dict(self.atoms[a].polys[0]), k + whole))
                lifted = plus(lifted, part)
            p = lifted
        return p, cleared

    def reduced(self, p: Poly) -> Poly:
        """p in lowest terms: no irreducible denominator divides the numerator."""
        top, below = self.fraction(p)
        if not below:
            return p
        out = top
        for a, k in sorted(below.items()):
            divisor = dict(self.atoms[a].polys[0])
            left = k
            while left and top:
                quotient = self.quotient(top, divisor)
                if quotient is None:
                    break
                top, left = quotient, left - 1
            out = top
            below[a] = left
        for a, left in sorted(below.items()):
            if left:
                out = self.times(out, single(a, -left))
        return out

    def quotient(self, p: Poly, q: Poly) -> Poly | None:
        """p / q where q divides p exactly; `None` is "does not divide"."""
        if not q:
            return None
        (f, g), gens, (content_p, content_q) = self._expand([p, q])
        whole, rest = divmod(f, g)
        if rest:
            return None
        ratio = {a: content_p.get(a, Q0) - content_q.get(a, Q0) for a in sorted({*content_p, *content_q})}
        return self.times(self._collect(whole, gens), {tuple((a, e) for a, e in sorted(ratio.items()) if e): Q1})

    def divided(self, p: Poly, q: Poly) -> tuple[Poly, Poly]:
        """(quotient, rest) with p = quotient * q + rest; which quotient is a matter of the order of the atoms."""
        (f, g), gens, (content_p, content_q) = self._expand([p, q])
        whole, _ = divmod(f, g)
        ratio = {a: content_p.get(a, Q0) - content_q.get(a, Q0) for a in sorted({*content_p, *content_q})}
        quotient = self.times(self._collect(whole, gens), {tuple((a, e) for a, e in sorted(ratio.items()) if e): Q1})
        return quotient, plus(p, self.times(quotient, q), -1)

    def is_zero(self, p: Poly) -> bool:
        """Zero as a rational function of its atoms."""
        return not p or not self.fraction(p)[0]

    def key(self, p: Poly) -> Key:
        return freeze(self.reduced(p))


def _accumulate(out: Poly, m: Mono, c: fmpq) -> None:
    before = out.get(m)
    total = c if before is None else before + c
    if total:
        out[m] = total
    else:
        out.pop(m, None)
