"""How is a formula written in one line of ASCII?  As its author would type it, so that it reads back to the same tree.  Trusted.

Operators bind as in Python.  A whole number is a literal, and so is a fraction in lowest terms such as `2/3` or `-2/3`; the
quotient of two whole numbers, which an author must write `Rational(2)/3` to keep Python from dividing, is printed in that way.
"""

from __future__ import annotations

from checks.kernel import term as t
from checks.kernel.bound_names import Names, Printed, rivals_of, scope_names, visible_in_claim
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Relation
from checks.kernel.declared import Declared, Piece, Sign, equation, sentence
from checks.kernel.names import Definition, Index, Size, Term, Variable

# how tightly a printed formula holds together
ADD, MUL, NEG, POW, ATOM = 1, 2, 3, 4, 5


def text(x: Term) -> str:
    """`x` in the script language: p[i]*(delta(i, j) - p[j])."""
    return _text(x, {})


def claim_text(c: Claim) -> str:
    """`c` in the script language: forall(i, P[i] == Q[i])."""
    return _claim(c, {})


def _text(x: Term, names: Names) -> str:
    return _print(x, names)[0]


def _left(x: Term, level: int, names: Names) -> str:
    """`x` where an operand of at least `level` may stand without parentheses."""
    printed, holds = _print(x, names)
    return printed if holds >= level else f"({printed})"


def _right(x: Term, level: int, names: Names) -> str:
    """The same behind an operator: a leading minus is set apart, as in a + (-b)."""
    printed, holds = _print(x, names)
    return printed if holds >= level and not printed.startswith("-") else f"({printed})"


def _print(x: Term, names: Names) -> tuple[str, int]:
    """`x` and how tightly it holds together."""
    match x:
        case t.Num(v):
            return str(v), MUL if v.denominator != 1 else NEG if v < 0 else ATOM
        case t.Add(a, b):
            return f"{_left(a, ADD, names)} + {_right(b, MUL, names)}", ADD
        case t.Sub(a, b):
            return f"{_left(a, ADD, names)} - {_right(b, MUL, names)}", ADD
        case t.Neg(t.Num(v)) if v.denominator == 1 and v >= 0:
            return f"-Rational({v})", NEG  # -2 is the literal
        case t.Neg(a):
            return f"-{_right(a, NEG, names)}", NEG
        case t.Mul(a, b):
            return f"{_factor(a, names)}*{_right(b, NEG, names)}", MUL
        case t.Div(t.Num(v), t.Num(w)) if v.denominator == w.denominator == 1:
            return f"Rational({v})/{_right(x.right, NEG, names)}", MUL  # 2/3 is the literal
        case t.Div(a, b):
            return f"{_factor(a, names)}/{_right(b, NEG, names)}", MUL
        case t.MatMul(a, b):
            return f"{_left(a, MUL if isinstance(a, t.MatMul) else NEG, names)} @ {_right(b, NEG, names)}", MUL
        case t.Pow(a, b):
            return f"{_left(a, ATOM, names)}**{_left(b, ATOM, names)}", POW
        case _:
            return _head(x, names), ATOM


def _factor(x: Term, names: Names) -> str:
    """The left factor of a product by `*` or `/`: a matrix product there is set apart."""
    return _left(x, NEG if isinstance(x, t.MatMul) else MUL, names)


def _head(x: Term, names: Names) -> str:
    """A name, an entry or a word with its arguments."""
    match x:
        case Index():
            return names.get(x, x.name)
        case Size() | Variable():
            return x.name
        case t.Pi():
            return "Pi"
        case t.Func(fn, a):
            return _word("abs_" if fn is t.Fn.ABS else fn.value, (a,), names)
        case t.Entry(a, indices):
            return f"{_left(a, ATOM, names)}[{_listed(indices, names)}]"
        case t.Apply(d, args):
            return _word(d.name, args, names) if d.params else d.name
        case t.Call(f, a):
            return _word(f.name, (a,), names)
        case t.Gradient(f, a):
            return _word(f"{f.name}.gradient", (a,), names)
        case t.Transpose(a):
            return f"{_left(a, ATOM, names)}.T"
        case t.Sum(i, low, high, body) | t.Product(i, low, high, body):
            inner = bound(x, names)
            whole = low == t.ONE and high == i.over
            over = inner[i] if whole else f"({inner[i]}, {_text(low, names)}, {_text(high, names)})"
            return f"{type(x).__name__}({_text(body, inner)}, {over})"
        case t.Max(i, body) | t.Min(i, body):
            inner = bound(x, names)
            return f"{type(x).__name__}({_text(body, inner)}, {inner[i]})"
        case t.Average(i, weights, body):
            inner = bound(x, names)
            return f"E({_text(body, inner)}, {inner[i]}, {_text(weights, names)})"
        case t.Indicator(relation):
            return f"indicator({_claim(relation, names)})"
        case _:
            return _plain_word(x, names)


def _plain_word(x: Term, names: Names) -> str:
    """The heads that are one word before the list of their parts."""
    match x:
        case t.Derivative(a, b):
            return _word("D", (a, b), names)
        case t.Mean(a):
            return _word("E", (a,), names)
        case t.Variance(a):
            return _word("Var", (a,), names)
        case t.Covariance(a, b):
            return _word("Cov", (a, b), names)
        case t.Delta(a, b):
            return _word("delta", (a, b), names)
        case t.Maximum(a, b) | t.Minimum(a, b):
            return _word(type(x).__name__.lower(), (a, b), names)
        case t.Trace(a):
            return _word("tr", (a,), names)
        case t.Outer(a, b):
            return _word("outer", (a, b), names)
        case t.Norm(a):
            return _word("norm", (a,), names)
        case t.Rank(a):
            return _word("rank", (a,), names)
        case t.Diagonal(a):
            return _word("diag", (a,), names)
        case t.Identity(n):
            return _word("eye", (n,), names)
        case t.Zeros(shape):
            return _word("zeros", shape, names)
        case t.Explicit((_,), entries):
            return f"vector([{_listed(entries, names)}])"
        case t.Explicit((_, columns), entries):
            rows = (entries[k : k + columns] for k in range(0, len(entries), columns))
            return f"matrix([{', '.join(f'[{_listed(row, names)}]' for row in rows)}])"
        case _:
            raise TypeError(f"not a formula: {x!r}")


def _word(word: str, args: tuple[Term, ...], names: Names) -> str:
    return f"{word}({_listed(args, names)})"


def _listed(xs: tuple[Term, ...], names: Names) -> str:
    return ", ".join(_text(x, names) for x in xs)


def bound(x: t.Sum | t.Product | t.Average | t.Max | t.Min, names: Names) -> dict[Index, str]:
    """The names inside a sum, a product, a maximum or an average."""
    return scope_names((x.index,), rivals_of(x), names, _plain, _variant)


def _plain(name: Printed) -> str:
    return name.name


def _variant(name: str, n: int) -> str:
    return f"{name}_{n}"


# ---------------------------------------------------------------- claims
def _claim(c: Claim, names: Names) -> str:
    match c:
        case Relation(a, rel, b):
            return f"{_text(a, names)} {rel.value} {_text(b, names)}"
        case Forall(indices, body):
            inner = scope_names(indices, visible_in_claim(c), names, _plain, _variant)
            return f"forall({', '.join(inner[i] for i in indices)}, {_claim(body, inner)})"
        case Both(parts):
            return f"both({', '.join(_claim(p, names) for p in parts)})"
        case Implies(a, b):
            return f"implies({_claim(a, names)}, {_claim(b, names)})"
        case Iff(a, b):
            return f"iff({_claim(a, names)}, {_claim(b, names)})"
        case Maximises(point, variable, objective, extra):
            limits = f", subject_to=[{', '.join(_claim(p, names) for p in extra)}]" if extra else ""
            return f"maximises({_text(point, names)}, {_text(objective, names)}, over={variable.name}{limits})"
        case _:
            raise TypeError(f"not a claim: {c!r}")


# ---------------------------------------------------------------- declarations
def declared_text(name: Declared) -> str:
    """What a declaration or a definition says: `z: vector of size V`, `beta > 0`, `p[i] := exp(z[i])/Z`."""
    if isinstance(name, Definition):
        return "".join(_piece(p) for p in equation(name))
    return name.name + "".join(_piece(p) for p in sentence(name))


def _piece(piece: Piece) -> str:
    match piece:
        case Sign():
            return piece.value
        case str():
            return piece
        case _:
            return text(piece)
