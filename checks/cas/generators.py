"""What is an expression as a rational function?  exp, log, roots and unknown functions become generators.

    exp(c1 m1 + c2 m2)      g1**(c1 D1) * g2**(c2 D2)        g = exp(m / D), D the common denominator of m's coefficients
    log(f1**k1 * f2**k2)    k1 L1 + k2 L2                    each f non-negative: where the log is defined, each is positive
    u**(p/q)                g**p                             with the relation g**q = u
    abs(u)                  g                                with the relation g**2 = u**2
    sin(u), cos(u)          s, c                             with the relation s**2 = 1 - c**2

Two atoms share a generator only if their arguments have one normal form.  A log of factors whose signs are unknown stays whole:
log(x y) is not split, so nothing here is `expand_log(force=True)`.  Equal generators are equal wherever both are defined; where
that is, is for the obligations of the kernel, not for SymPy.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import lcm

from checks.cas.library import Expr, sp
from checks.cas.size import CANCEL_TERMS, FACTOR_TERMS, check_size, terms


class Unknown(Exception):
    """An atom that has no generator: the zero test cannot be asked."""


class Generators:
    """Generators shared by the expressions that are compared.  `facts`: normal forms known to be non-negative."""

    def __init__(self, nonnegative: Iterable[Expr] = ()) -> None:
        self._made: dict[tuple[str, Expr], Expr] = {}
        self.relations: dict[Expr, tuple[int, Expr]] = {}  # g: (q, u) says g**q = u; in order of making
        self._denominators: dict[Expr, int] = {}
        self._exponents: dict[Expr, Expr] = {}  # exp generator -> what it is the exponential of
        self._roots: dict[Expr, Expr] = {}  # root generator -> log of it, as 1/q times the radicand's
        self._stale = False
        self._nonnegative: set[Expr] = set()
        for fact in nonnegative:
            self._nonnegative.add(sp.expand(self.numerator(fact)))

    def normal(self, x: Expr) -> Expr:
        """`x` as one rational function of generators."""
        num, den = self.fraction(x)
        return num / den

    def numerator(self, x: Expr) -> Expr:
        """The numerator of `x` as a rational function of generators."""
        return self.fraction(x)[0]

    def fraction(self, x: Expr) -> tuple[Expr, Expr]:
        """Numerator and denominator of `x`, polynomials in generators, not expanded.  Raises `Unknown`, `TooLarge`."""
        while True:
            self._stale = False
            made = self._normal(sp.expand_trig(x) if x.has(sp.sin, sp.cos) else x)
            if not self._stale:
                check_size(made)
                num, den = sp.fraction(sp.together(made))
                return num, den

    # ------------------------------------------------------------ normal forms
    def _normal(self, x: Expr) -> Expr:
        match x:
            case sp.Symbol() | sp.Rational():
                return x
            case sp.Add() | sp.Mul():
                return x.func(*(self._normal(a) for a in x.args))
            case sp.exp():
                return self._exp(self._normal(x.args[0]))
            case sp.Pow():
                return self._power(*x.args)
            case sp.log():
                return self._log(self._normal(x.args[0]))
            case sp.tanh():
                e = self._exp(-2 * self._normal(x.args[0]))
                return (1 - e) / (1 + e)
            case sp.Abs():
                return self._abs(self._normal(x.args[0]))
            case sp.sign():
                u = self._normal(x.args[0])
                return self._abs(u) / u
            case sp.sin() | sp.cos():
                return self._trig(x)
            case sp.Function() if hasattr(x, "stem"):
                return self._atom(x.func.__name__, sp.Tuple(*(self._canonical(self._normal(a)) for a in x.args)))
            case _ if x is sp.pi or x is sp.E:
                return self._exp(sp.S.One) if x is sp.E else self._atom("pi", sp.S.One, positive=True)
            case _:
                raise Unknown(f"SymPy's {type(x).__name__}")

    def _atom(self, head: str, key: Expr, *, positive: bool = False) -> Expr:
        if (head, key) not in self._made:
            assume = {"positive": True} if positive else {"real": True}
            self._made[head, key] = sp.Symbol(f"{head}<{len(self._made)}>", **assume)
        return self._made[head, key]

    def _canonical(self, x: Expr) -> Expr:
        """One form for equal rational functions of generators."""
        if x.is_Atom:
            return x
        check_size(x)
        if all(d.is_Symbol or d.is_Rational for d in _denominators(x)):
            return sp.expand(x)
        check_size(x, CANCEL_TERMS)
        num, den = sp.fraction(sp.cancel(x))
        return sp.expand(num) / sp.expand(den)

    def _exp(self, u: Expr) -> Expr:
        out = sp.S.One
        for term in self._summands(self._canonical(u)):
            c, m = term.as_coeff_Mul()
            if m in self._logs:
                out *= self._power_of_normal(self._logs[m], c)
                continue
            if not c.is_Rational:
                raise Unknown("an exponential of an irrational coefficient")
            known = self._denominators.get(m, 1)
            common = lcm(known, int(c.q))
            if common != known:
                self._denominators[m] = common
                self._stale = known != 1 or ("exp", m) in self._made or self._stale
            g = self._atom("exp", m, positive=True)
            self._exponents[g] = m / common
            out *= g ** (c * common)
        return out

    @staticmethod
    def _summands(u: Expr) -> tuple[Expr, ...]:
        """The terms of `u`; of a proper fraction the terms of the quotient, then those of the remainder over the denominator."""
        num, den = sp.fraction(u)
        if den.is_Rational or den.is_Symbol or den.is_Mul or den.is_Pow:
            return tuple(sp.Add.make_args(sp.expand(num / den)))
        whole, rest = sp.div(num, den, *sorted(u.free_symbols, key=lambda s: s.name))
        return (*sp.Add.make_args(sp.expand(whole)), *(term / den for term in sp.Add.make_args(sp.expand(rest))))

    @property
    def _logs(self) -> dict[Expr, Expr]:
        """log generator -> its argument"""
        return {g: u for (head, u), g in self._made.items() if head == "log"}

    def _power(self, base: Expr, exponent: Expr) -> Expr:
        if base is sp.E:
            return self._exp(self._normal(exponent))
        if not exponent.is_Rational:
            return self._exp(self._normal(exponent) * self._log(self._normal(base)))
        return self._power_of_normal(self._normal(base), exponent)

    def _power_of_normal(self, u: Expr, c: Expr) -> Expr:
        if not c.is_Rational:
            raise Unknown("an irrational power")
        if c.q == 1:
            return u**c
        if u.is_Rational and u > 0:
            return sp.Mul(*(self._root(sp.Integer(f), int(c.q)) ** (c.p * k) for f, k in sp.factorrat(u).items()))
        return self._root(self._canonical(u), int(c.q)) ** c.p

    def _root(self, u: Expr, q: int) -> Expr:
        g = self._atom(f"root{q}", u, positive=True)
        self.relations[g] = q, u
        self._roots[g] = u
        return g

    def _abs(self, u: Expr) -> Expr:
        u = self._canonical(u)
        if self.nonnegative(u):
            return u
        if u.could_extract_minus_sign():
            u = sp.expand(-u)
        g = self._atom("abs", u)
        self._nonnegative.add(g)
        self.relations[g] = 2, u**2
        return g

    def _trig(self, x: Expr) -> Expr:
        u = self._canonical(self._normal(x.args[0]))
        s, c = self._atom("sin", u), self._atom("cos", u)
        self.relations[s] = 2, 1 - c**2
        return s if isinstance(x, sp.sin) else c

    # ------------------------------------------------------------ logarithms
    def _log(self, u: Expr) -> Expr:
        """The sum of the logs of the factors of `u` that are non-negative, and one log of all the others together."""
        check_size(u)
        num, den = sp.fraction(sp.together(u))
        total, rest = sp.S.Zero, sp.S.One
        for f, k in (*self._factors(num, 1), *self._factors(den, -1)):
            if f in self._exponents:
                total += k * self._exponents[f]
            elif f in self._roots:
                total += k * self._log(self._roots[f]) / self.relations[f][0]
            elif f.is_Rational:
                if f == 0:
                    raise Unknown("a log of zero")
                total += sum(k * e * self._atom("log", sp.Integer(prime)) for prime, e in sp.factorrat(abs(f)).items())
                rest = -rest if f < 0 and k % 2 else rest
            elif self.nonnegative(f):
                total += k * self._atom("log", f)
            elif self.nonnegative(-f) and k % 2:
                total += k * self._atom("log", sp.expand(-f))
                rest = -rest
            else:
                rest *= f**k
        if rest == 1:
            return total
        return total + self._atom("log", self._canonical(rest))

    @staticmethod
    def _factors(x: Expr, sign: int) -> list[tuple[Expr, int]]:
        """Factors of the polynomial `x`, with their powers; a large one only as far as it is written as a product."""
        if terms(x) > FACTOR_TERMS:
            written = [f.as_base_exp() for f in sp.Mul.make_args(x)]
            return [(b, sign * int(e)) if e.is_Integer else (b**e, sign) for b, e in written]
        try:
            content, factors = sp.factor_list(x)
        except sp.PolynomialError:  # a sum that comes to a number
            return [(sp.expand(x), sign)]
        return [(sp.sympify(content), sign), *((f, sign * k) for f, k in factors)]

    def nonnegative(self, x: Expr) -> bool:
        """Every term of the polynomial `x` is a product of things that are non-negative (even powers included)."""
        x = sp.expand(x)
        if x.has(sp.nan, sp.zoo):
            return False  # at a size where a hypothesis says 0 <= 0, something was divided by it
        return x in self._nonnegative or all(self._term_nonnegative(term) for term in sp.Add.make_args(x))

    def _term_nonnegative(self, term: Expr) -> bool:
        c, m = term.as_coeff_Mul()
        factors = (f.as_base_exp() for f in sp.Mul.make_args(m))
        return bool(c >= 0) and all(b.is_nonnegative or b in self._nonnegative or e.is_even for b, e in factors)


def _denominators(x: Expr) -> Iterable[Expr]:
    return (p.base for p in x.atoms(sp.Pow) if p.exp.is_negative)
