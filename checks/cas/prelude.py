"""What does an exported script need beside SymPy?  Copied in front of its steps, so this file imports nothing else.

Arrays are dictionaries counted from 1: `z[i]`, `W[i, j]`.  Equality is decided by SymPy's own `cancel`, `expand_log` and
`simplify`, independently of the judge that confirmed the steps.
"""

# ruff: noqa: F401, F403, F405
# mypy: ignore-errors
# pyright: basic, reportOperatorIssue=false, reportWildcardImportFromLibrary=false, reportMissingTypeStubs=false, reportAssignmentType=false, reportOptionalIterable=false
# ---- copied from here ----
import sys
from functools import lru_cache
from itertools import product

import sympy
from sympy import *

FAMILY = {}  # random symbol -> its family; different families are independent
UNDEFINED = Symbol("undefined")  # a log of something not positive: 0 * UNDEFINED is 0, the zero convention


def log(u):
    u = sympify(u)
    return UNDEFINED if u.is_nonpositive or u.has(nan, zoo, UNDEFINED) else sympy.log(u)


def vector(name, n, **assume):
    return {i: Symbol(f"{name}_{i}", **assume) for i in range(1, n + 1)}


def matrix(name, m, n, **assume):
    return {(i, j): Symbol(f"{name}_{i}_{j}", **assume) for i in range(1, m + 1) for j in range(1, n + 1)}


def random(array, family):
    for x in array.values() if isinstance(array, dict) else [array]:
        FAMILY[x] = family
    return array


def E(x):
    """The mean: linear, factored over independent families; anything else is a symbol of its own."""
    if isinstance(x, dict):
        return {k: E(c) for k, c in x.items()}
    total = 0
    for term in Add.make_args(expand(x)):
        groups = []  # (families, product) of the factors that hang together
        for f in Mul.make_args(term):
            families, joined = {FAMILY[s] for s in f.free_symbols if s in FAMILY}, f
            for g in [g for g in groups if g[0] & families]:
                groups.remove(g)
                families, joined = families | g[0], joined * g[1]
            groups.append((families, joined))
        total += Mul(*(Symbol(f"E[{p}]", real=True) if families else p for families, p in groups))
    return total


def Cov(x, y):
    return E(x * y) - E(x) * E(y)


@lru_cache
def unknown(name, slots=()):
    """An unknown function, whose derivative by its k-th argument is the unknown function name_dk."""
    fdiff = lambda self, k=1: unknown(name, tuple(sorted((*slots, k))))(*self.args)  # noqa: E731
    return type(Function)(name + "".join(f"_d{k}" for k in slots), (Function,), {"fdiff": fdiff, "is_real": True})


def larger(first, *others):
    """The largest of some values."""
    for x in others:
        first = (first + x + Abs(first - x)) / 2
    return first


def smaller(*values):
    return -larger(*(-x for x in values))


# ---- arrays
def add(a, b):
    return {k: a[k] + b[k] for k in a}


def scale(c, a):
    return {k: c * a[k] for k in a}


def matmul(a, b):
    """Matrix and vector products, by their shapes."""
    rows = sorted({k[0] for k in a}) if isinstance(next(iter(a)), tuple) else None
    columns = sorted({k[1] for k in b}) if isinstance(next(iter(b)), tuple) else None
    inner = sorted({k[0] for k in b}) if columns else sorted(b)

    def entry(i, j):
        return Add(*(a[(i, k) if rows else k] * b[(k, j) if columns else k] for k in inner))

    if rows and columns:
        return {(i, j): entry(i, j) for i in rows for j in columns}
    if rows or columns:
        return {k: entry(k, k) for k in rows or columns}
    return entry(None, None)


def transpose(a):
    return {(j, i): c for (i, j), c in a.items()}


def trace(a):
    return Add(*(c for (i, j), c in a.items() if i == j))


def outer(a, b):
    return {(i, j): a[i] * b[j] for i in a for j in b}


def norm(a):
    return sqrt(Add(*(c**2 for c in a.values())))


def diagonal(a):
    return {(i, j): a[i] if i == j else S.Zero for i in a for j in a}


def delta(i, j):
    return Integer(i == j)


# ---- comparing
def solve_for_entries(equations):
    """Each equation solved for a symbol in which it is linear: means first, then the last name."""
    rules = {}
    for e in equations:
        e = expand(sympify(e).xreplace(rules))
        atoms = e.free_symbols | {f for f in e.atoms(Function) if hasattr(type(f), "fdiff") and type(f).__module__ != "sympy"}
        for x in sorted(atoms, key=lambda s: (str(s).startswith("E["), str(s)), reverse=True):
            c = e.coeff(x, 1)
            rest = expand(e - c * x)
            if c.is_nonzero and not c.has(x) and not rest.has(x):
                rules = {k: expand(u.xreplace({x: -rest / c})) for k, u in rules.items()} | {x: expand(-rest / c)}
                break
    return rules


def normal(d):
    """Logs of positive products split, exponentials of sums multiplied out, one denominator, cancelled."""
    d = expand_log(sympify(d).rewrite(exp)) if sympify(d).has(tanh, sinh, cosh) else expand_log(sympify(d))
    d = d.replace(lambda e: isinstance(e, exp), lambda e: expand_power_exp(exp(expand(cancel(e.args[0])))))
    d = d.replace(lambda e: isinstance(e, sympy.log), lambda e: expand_log(sympy.log(factor(together(e.args[0])))))
    return cancel(together(expand_log(d)))


def is_zero(d, rules):
    """Symbolically zero: never numerically."""
    for x in (d, sympify(d).xreplace(rules)):
        for attempt in (lambda u: u, expand, normal, simplify):
            if attempt is simplify and sympify(x).count_ops() > 150:
                continue
            found = expand(sympify(attempt(sympify(x))).xreplace(rules))
            if found == 0 or (found.is_Add and cancel(found) == 0):
                return True
    return False


def signed(facts, positive):
    """Symbols with the sign that an inequality gives them: x - 1 >= 0 puts 1 + t in the place of x, with t >= 0."""
    rules = {}
    for fact, strict in [(f, True) for f in positive] + [(f, False) for f in facts]:
        fact = expand(sympify(fact).xreplace(rules))
        for x in sorted((x for x in fact.free_symbols if x.is_nonnegative is None), key=str):
            c = fact.coeff(x, 1)
            rest = expand(fact - c * x)
            if c.is_number and c.is_nonzero and not rest.has(x):
                t = Symbol(f"{x}_", positive=True) if strict else Symbol(f"{x}_", nonnegative=True)
                rules = {k: expand(u.xreplace({x: (t - rest) / c})) for k, u in rules.items()} | {x: expand((t - rest) / c)}
                break
    return rules


def ways(given, facts, positive):
    """What to put for which symbol, and the equations solved: first with the symbols as they are, then with signs."""
    for signs in ({}, signed(facts, positive)) if facts or positive else ({},):
        yield signs, solve_for_entries([sympify(e).xreplace(signs) for e in given])


def entries(left, right):
    """Both sides, entry by entry, wherever they are defined."""
    for k in left if isinstance(left, dict) else [None]:
        a, b = (sympify(side if k is None else side[k]) for side in (left, right))
        if not (a.has(nan, zoo, UNDEFINED) and b.has(nan, zoo, UNDEFINED)):
            yield a, b


def same(left, right, given=(), facts=(), positive=()):
    """The two sides are equal, given what is zero, >= 0 and > 0."""
    for a, b in entries(left, right):
        found = any(is_zero((a - b).xreplace(signs), rules) for signs, rules in ways(given, facts, positive))
        assert found, f"{a} is not {b}"


def at_least(left, right, given=(), facts=(), positive=(), strict=False):
    """left >= right (> if strict): the difference, or its ratio to something that is >= 0 (> 0), has that sign."""
    for a, b in entries(left, right):
        found = any(
            not_below(
                (a - b).xreplace(signs), [f.xreplace(signs) for f in map(sympify, (*(() if strict else facts), *positive))], rules, strict
            )
            for signs, rules in ways(given, facts, positive)
        )
        assert found, f"{a} is not shown to be {'above' if strict else 'at least'} {b}"


def not_below(d, factors, rules, strict):
    """d >= 0, or d > 0, as a factor of that sign times something of that sign."""
    if not strict and is_zero(d, rules):
        return True
    for x in (d, *(d / f for f in factors if f != 0)):
        for u in (normal(x), factor(normal(x)), cancel(expand(normal(x).xreplace(rules)))):
            if u.is_positive or (u.is_nonnegative and not strict):
                return True
    return False
