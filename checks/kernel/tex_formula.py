r"""How is a formula printed in LaTeX?  As a book sets it, every parenthesis in its place, nothing reordered.  Trusted.

Two formulas that differ (by more than the names of bound indices) print differently.  The scope of a sum reaches to the end
of its product, so a sum that is followed by anything stands in parentheses; a minus sign binds as it does in a script:
`-a b` is (-a) b, and the negative of a product is `-\left(a \, b\right)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import final

from checks.kernel import term as t
from checks.kernel.bound_names import Names, Printed, rivals_of, scope_names
from checks.kernel.claim import Rel, Relation
from checks.kernel.names import Index, Size, Term, Variable
from checks.kernel.substitute import shape_of
from checks.kernel.tex_holds import Holds, Then, holds, is_row, is_short, leads_with_minus, quotient_of_integers, stands_alone
from checks.kernel.tex_names import applied, joined, standing, tall, with_index

REL = {Rel.EQ: "=", Rel.NE: r"\neq", Rel.LE: r"\le", Rel.LT: "<", Rel.GE: r"\ge", Rel.GT: ">"}
_NUMERIC_FRACTION = re.compile(r"\\frac\{\d")
_CLOSED_BY_TEX = (r"\right)", r"\right]", r"\right\rVert", r"\right|")
_SPACED_BY_TEX = (r"\left", r"\log", r"\exp", r"\sin", r"\cos", r"\tanh", r"\sum", r"\operatorname")


def no_mask(_: Term) -> str | None:
    return None


@final
@dataclass(frozen=True, slots=True)
class Printer:
    """Prints formulas; a subterm for which `mask` gives LaTeX is printed as that, as one symbol.

    `names` are the spellings of bound indices.
    """

    names: Names = field(default_factory=dict[Index, str])
    mask: Callable[[Term], str | None] = no_mask

    def inline(self, x: Term, then: Then = Then.NOTHING) -> str:
        """`x` where no parentheses are needed, with `then` behind it."""
        masked = self.mask(x)
        return self._print(x, then) if masked is None else masked

    def operand(self, x: Term, least: Holds, then: Then = Then.NOTHING) -> str:
        """`x`, in parentheses unless it holds together well enough for its place."""
        return self.inline(x, then) if self._holds(x, then) >= least else in_parentheses(self.inline(x))

    def behind(self, x: Term, least: Holds, then: Then = Then.NOTHING) -> str:
        """The same behind an operator, where a leading minus is set apart."""
        minus = leads_with_minus(x) and self.mask(x) is None
        return in_parentheses(self.inline(x)) if minus else self.operand(x, least, then)

    def relation(self, r: Relation) -> str:
        return f"{self.inline(r.left)} {REL[r.rel]} {self.inline(r.right)}"

    def inside(self, x: t.Sum | t.Product | t.Average | t.Max | t.Min) -> Printer:
        """The printer for the body of a sum, a product, a maximum or an average."""
        return replace(self, names=scope_names((x.index,), rivals_of(x), self.names, plain_tex, primed))

    def _holds(self, x: Term, then: Then) -> Holds:
        return holds(x, then) if self.mask(x) is None else Holds.ATOM

    def _print(self, x: Term, then: Then) -> str:
        match x:
            case t.Num(v):
                digits = rf"\frac{{{abs(v.numerator)}}}{{{v.denominator}}}" if v.denominator != 1 else str(abs(v.numerator))
                return f"-{digits}" if v < 0 else digits
            case t.Add(a, b):
                return f"{self.operand(a, Holds.SUM, Then.PLUS)} + {self.behind(b, Holds.PRODUCT, then)}"
            case t.Sub(a, b):
                return f"{self.operand(a, Holds.SUM, Then.PLUS)} - {self.behind(b, Holds.PRODUCT, then)}"
            case t.Neg(t.Num() as a):
                return f"-{in_parentheses(self.inline(a))}"  # -2 is the number
            case t.Neg(a):
                return f"-{self.behind(a, Holds.FACTOR, then)}"
            case t.Mul(a, b):
                apart = isinstance(a, t.MatMul | t.Outer)
                return times(
                    self.operand(a, Holds.FACTOR if apart else Holds.PRODUCT, Then.TIMES),
                    self.behind(b, Holds.FACTOR, then),
                )
            case t.Div(a, b) if quotient_of_integers(x):
                return f"{self.inline(a)} / {self.behind(b, Holds.ATOM)}"
            case t.Div(a, b):
                return rf"\frac{{{self.inline(a)}}}{{{self.inline(b)}}}"
            case t.Pow(a, b):
                return rf"{self._base(a)}^{{{self.inline(b)}}}"
            case t.Func(fn, a):
                return self._function(fn, a, then)
            case t.Sum(_, low, high, body) | t.Product(_, low, high, body):
                inner = self.inside(x)
                over = (
                    rf"\{'sum' if isinstance(x, t.Sum) else 'prod'}_{{{inner.inline(x.index)}={self.inline(low)}}}^{{{self.inline(high)}}}"
                )
                return f"{over} {inner.behind(body, Holds.PRODUCT)}"
            case t.Max(_, body) | t.Min(_, body):
                inner = self.inside(x)
                over = rf"\{type(x).__name__.lower()}_{{{inner.inline(x.index)}}}"
                return f"{over} {inner.behind(body, Holds.PRODUCT)}"
            case t.Derivative(body, target) if is_short(body):
                return rf"\frac{{\partial {self.inline(body)}}}{{\partial {self.inline(target)}}}"
            case t.Derivative(body, target):
                return rf"\frac{{\partial}}{{\partial {self.inline(target)}}} {in_parentheses(self.inline(body))}"
            case t.Outer(a, b):
                return f"{self.operand(a, Holds.RAISED, Then.TIMES)} {self._transposed(b)}"
            case t.MatMul():
                product = self._matrix_product(x, Then.NOTHING if is_row(x) else then)
                return f"{{{in_parentheses(product)}}}^{{\\top}}" if is_row(x) else product
            case _:
                return self._named(x)

    def _base(self, x: Term) -> str:
        r"""What a power or \top stands on."""
        if self._holds(x, Then.NOTHING) < Holds.ATOM:
            return f"{{{in_parentheses(self.inline(x))}}}"
        one_symbol = isinstance(x, t.Entry | Variable | Size | Index | t.Apply | t.Num | t.Delta | t.Pi | t.Identity | t.Zeros)
        return self.inline(x) if one_symbol else f"{{{self.inline(x)}}}"

    def _transposed(self, x: Term) -> str:
        return rf"{self._base(x)}^{{\top}}"

    def _function(self, fn: t.Fn, a: Term, then: Then) -> str:
        body = self.inline(a)
        match fn:
            case t.Fn.SQRT:
                return rf"\sqrt{{{body}}}"
            case t.Fn.ABS:
                return rf"\left|{body}\right|"
            case t.Fn.FLOOR:
                return rf"\left\lfloor {body} \right\rfloor"
            case t.Fn.CEILING:
                return rf"\left\lceil {body} \right\rceil"
            case t.Fn.ROUND | t.Fn.SIGN:
                return rf"\operatorname{{{fn.value.rstrip('_')}}}{in_parentheses(body)}"
            case t.Fn.EXP:
                seen = body if self.mask is no_mask else replace(self, mask=no_mask).inline(a)
                return rf"\exp{in_parentheses(body)}" if tall(seen) or "^" in seen else f"e^{{{body}}}"
            case _:
                bare = then is not Then.TIMES and stands_alone(a)
                return rf"\{fn.value} {body}" if bare else rf"\{fn.value}{in_parentheses(body)}"

    def _matrix_product(self, x: t.MatMul, then: Then) -> str:
        r"""B A x by juxtaposition, a dot product as q^{\top} k.  A vector on the left is turned into a row."""
        a, b = x.left, x.right
        if isinstance(a, t.MatMul) and is_row(a):
            left = self._matrix_product(a, Then.TIMES)
        elif len(shape_of(a)) == 1:
            left = self._transposed(a)
        else:
            left = self.operand(a, Holds.PRODUCT if isinstance(a, t.MatMul) else Holds.FACTOR, Then.TIMES)
        return f"{left} {self.behind(b, Holds.FACTOR, then)}"

    def _named(self, x: Term) -> str:
        """Names, and what is written like one."""
        match x:
            case Index():
                return standing(self.names.get(x, x.tex))
            case Size() | Variable():
                return standing(x.tex)
            case t.Pi():
                return r"\pi"
            case t.Apply(d, args):
                return applied(d.tex, ", ".join(self.inline(a) for a in args)) if d.params else standing(d.tex)
            case t.Call(f, a):
                return applied(f.tex, self.inline(a))
            case t.Gradient(f, a):
                return rf"\nabla {applied(f.tex, self.inline(a))}"
            case t.Entry(base, indices):
                return self._entry(base, joined([self.inline(i) for i in indices]))
            case t.Delta(a, b):
                return rf"\delta_{{{joined([self.inline(a), self.inline(b)])}}}"
            case t.Transpose(a):
                return self._transposed(a)
            case t.Identity(n):
                return f"I_{{{self.inline(n)}}}"
            case t.Zeros(shape):
                size = r" \times ".join(self.operand(n, Holds.FACTOR) for n in shape)
                return rf"\mathbf{{0}}_{{{size}}}"
            case _:
                return self._bracketed(x)

    def _entry(self, base: Term, indices: str) -> str:
        match base:
            case Variable(tex=name) | t.Apply(t.Definition(tex=name, params=())):
                return with_index(name, indices)
            case t.Apply():
                return f"{self.inline(base)}_{{{indices}}}"
            case t.MatMul() if is_row(base):
                return f"{in_parentheses(self._matrix_product(base, Then.NOTHING))}_{{{indices}}}"
            case _:
                return f"{in_parentheses(self.inline(base))}_{{{indices}}}"

    def _bracketed(self, x: Term) -> str:
        """Words with brackets of their own."""
        match x:
            case t.Mean(a):
                return rf"\mathbb{{E}}\left[{self.inline(a)}\right]"
            case t.Variance(a):
                return rf"\operatorname{{Var}}\left[{self.inline(a)}\right]"
            case t.Covariance(a, b):
                return rf"\operatorname{{Cov}}\left[{self.inline(a)}, {self.inline(b)}\right]"
            case t.Average(_, weights, body):
                inner = self.inside(x)
                drawn = rf"{inner.inline(x.index)} \sim {self.operand(weights, Holds.RAISED)}"
                return rf"\mathbb{{E}}_{{{drawn}}}\left[{inner.inline(body)}\right]"
            case t.Maximum(a, b) | t.Minimum(a, b):
                return rf"\{type(x).__name__.lower()[:3]}{in_parentheses(f'{self.inline(a)}, {self.inline(b)}')}"
            case t.Indicator(r):
                return rf"\mathbf{{1}}\left[{self.relation(r)}\right]"
            case t.Norm(a):
                return rf"\left\lVert {self.inline(a)} \right\rVert"
            case t.Trace(a):
                return rf"\operatorname{{tr}}{in_parentheses(self.inline(a))}"
            case t.Rank(a):
                return rf"\operatorname{{rank}}{in_parentheses(self.inline(a))}"
            case t.Explicit(dims, entries):
                columns = dims[1] if len(dims) == 2 else 1
                rows = (entries[k : k + columns] for k in range(0, len(entries), columns))
                cells = r" \\ ".join(" & ".join(self.inline(e) for e in row) for row in rows)
                return rf"\begin{{pmatrix}} {cells} \end{{pmatrix}}"
            case t.Diagonal(a):
                return rf"\operatorname{{diag}}{in_parentheses(self.inline(a))}"
            case _:
                raise TypeError(f"not a formula: {x!r}")


def in_parentheses(tex: str) -> str:
    return rf"\left({tex}\right)"


def times(left: str, right: str) -> str:
    r"""A product: a dot before a number, a thin space otherwise.  2 \frac{1}{2} would be two and a half."""
    if right[0].isdigit() or (left[-1].isdigit() and _NUMERIC_FRACTION.match(right)):
        return rf"{left} \cdot {right}"
    spaced = right.startswith(_SPACED_BY_TEX) or left.endswith(_CLOSED_BY_TEX)
    return f"{left} {right}" if spaced else rf"{left} \, {right}"


def plain_tex(name: Printed) -> str:
    return name.tex


def primed(tex: str, n: int) -> str:
    return tex + "'" * (n - 1)
