"""Which terms of this difference are squares as they were written?  Read from the tree, before anything is expanded.  Trusted.

    sum_i sum_j (z_i - z_j)**2 >= 0      |A x|**2 >= 0      sum_k P_k (z_k - c)**2 >= 0 for P >= 0

The polynomial of a square of a sum no longer shows it.  So the summands that are squares times factors proved non-negative are set
apart, and what is left is for the other reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.kernel import term as t
from checks.kernel.affine import name_form
from checks.kernel.atoms import Poly, plus
from checks.kernel.bind import alpha_equal, free, random_variables
from checks.kernel.claim import Relation
from checks.kernel.names import Term
from checks.kernel.sign import Sign, implies
from checks.kernel.signs import Signs
from checks.kernel.substitute import shape_of, unfold, unfold_entry

if TYPE_CHECKING:
    from checks.kernel.normal import Env, Normaliser


def squares(n: Normaliser, r: Relation) -> Poly:
    """The sum of those terms of right - left that are non-negative because they are squares; zero if there are none."""
    terms = [*_summands(n, r.right, 1), *_summands(n, r.left, -1)]
    out: Poly = {}
    for x, c in terms:
        if c > 0 and not any(d < 0 and alpha_equal(x, y) for y, d in terms) and is_square(n, x, {}):
            out = plus(out, n.of(x))
    return out


def _summands(n: Normaliser, x: Term, c: int) -> Iterator[tuple[Term, int]]:
    match x:
        case t.Add(a, b):
            yield from _summands(n, a, c)
            yield from _summands(n, b, c)
        case t.Sub(a, b):
            yield from _summands(n, a, c)
            yield from _summands(n, b, -c)
        case t.Neg(a):
            yield from _summands(n, a, -c)
        case t.Apply(d, _) if not d.indices and n.may_unfold(d):
            yield from _summands(n, unfold(x), c)
        case _:
            yield x, c


def is_square(n: Normaliser, x: Term, env: Env) -> bool:
    """A square, a sum or mean of such, or one times factors proved non-negative.  False is "not seen to be"."""
    match x:
        case t.Pow(_, t.Num(e)):
            return e.denominator == 1 and e.numerator % 2 == 0
        case t.Norm() | t.Variance():
            return True
        case t.MatMul(a, b):
            return len(shape_of(a)) == len(shape_of(b)) == 1 and alpha_equal(a, b)
        case t.Trace(t.MatMul(t.Transpose(a), b) | t.MatMul(a, t.Transpose(b))):
            return alpha_equal(a, b)
        case t.Mul(a, b) | t.Div(a, b):
            return (is_square(n, a, env) and _weight(n, b, env)) or (is_square(n, b, env) and _weight(n, a, env))
        case t.Add(a, b):
            first, second = is_square(n, a, env), is_square(n, b, env)
            return (first and (second or _known(n, n.cited, b, env))) or (second and _known(n, n.cited, a, env))
        case t.Sum(k, low, high, body):
            return is_square(n, body, {**env, k: name_form(n.fresh((n.index(low, env), n.index(high, env))))})
        case t.Average(k, weights, body) if k not in free(weights):
            inner = {**env, k: name_form(n.fresh((n.index(t.ONE, env), n.index(k.over, env))))}
            return _weight(n, t.Entry(weights, (k,)), inner) and is_square(n, body, inner)
        case t.Mean(body):
            with n.binding(mean=random_variables(body)):
                return is_square(n, body, env)
        case t.Apply(d, _) if not d.indices and n.may_unfold(d):
            return is_square(n, unfold(x), env)
        case t.Entry(t.Apply(d, _) as base, indices) if d.indices and n.may_unfold(d):
            return is_square(n, unfold_entry(base, indices), env)
        case _:
            return False


def _weight(n: Normaliser, x: Term, env: Env) -> bool:
    """A factor of a square: that it is not negative may follow from any hypothesis, as a side condition does."""
    return is_square(n, x, env) or _known(n, n.signs, x, env)


def _known(n: Normaliser, signs: Signs, x: Term, env: Env) -> bool:
    return implies(signs.poly(n.reduced(n.of(x, env))), Sign.NONNEGATIVE)
