"""What is a formula with other names, and what does a definition stand for?  Trusted.

Substitution avoids capture: indices bound by a sum are renamed, and an instance that a derivative or an
expectation would capture is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from checks.kernel import term as t
from checks.kernel.bind import claim_free, free, free_of, implicit_sizes, random_variables
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises
from checks.kernel.names import Declaration, Definition, Free, Index, Size, Term, Variable
from checks.kernel.walk import children, map_claim, with_children

Substitution = Mapping[Declaration, Term]


class Capture(Exception):
    """An instance that would change what a derivative or an expectation binds."""

    def __init__(self, node: Term, name: Declaration, image: Term) -> None:
        super().__init__(node, name, image)
        self.node, self.name, self.image = node, name, image


def substitute(x: Term, by: Substitution) -> Term:
    """`x` with sizes, indices and variables replaced at once, avoiding capture.  Raises `Capture`."""
    by = {k: v for k, v in by.items() if k is not v}
    if not by or free(x).isdisjoint(by):
        return x
    match x:
        case Size() | Variable():
            return by.get(x, x) if x in by else _moved(x, by)
        case Index():
            return by[x] if x in by else _moved(x, by)
        case t.Apply(d, args) if not free_of(d).isdisjoint(by):
            if not d.indices:
                return substitute(unfold(x), by)  # the name stands for the formula at the names it was defined with
            hidden = tuple((k, v) for k, v in by.items() if k in free_of(d))
            return t.Apply(_instance(d, hidden), tuple(substitute(a, by) for a in args))
        case t.Derivative(body, target):
            _refuse_derivative(x, target, by)
            return t.Derivative(substitute(body, by), substitute(target, by))
        case t.Mean() | t.Variance() | t.Covariance():
            _refuse_mean(x, by)
            return with_children(x, tuple(substitute(c, by) for c in children(x)))
        case t.Sum() | t.Product() | t.Average() | t.Max() | t.Min():
            return _under_index(x, by)
        case _:
            return with_children(x, tuple(substitute(c, by) for c in children(x)))


@lru_cache(maxsize=10_000)
def _instance(d: Definition, hidden: tuple[tuple[Declaration, Term], ...]) -> Definition:
    """An array definition at other values of the names hidden in its body: one new declaration per such value."""
    by = dict(hidden)
    params, own = _parameters_apart(d, frozenset[Declaration]().union(*(free(v) for v in by.values())))
    by |= own
    indices = tuple(Index(i.name, i.tex, substitute(i.over, by)) for i in d.indices)
    body = substitute(d.body, {**by, **dict(zip(d.indices, indices, strict=True))})
    return Definition(f"{d.name}'", rf"\tilde{{{d.tex}}}", params, indices, body)


def _parameters_apart(d: Definition, taken: frozenset[Declaration]) -> tuple[tuple[Variable, ...], dict[Declaration, Term]]:
    """Parameters of `d` that nothing in `taken` is, with the renaming: an instance must not capture."""
    own: dict[Declaration, Term] = {s: Size(s.name, s.tex, s.at_least) for s in implicit_sizes(d) if isinstance(s, Size)}
    if taken.isdisjoint(own) and taken.isdisjoint(d.params):
        return d.params, {}
    sizes = dict(own)
    for p in d.params:
        own[p] = Variable(p.name, p.tex, tuple(substitute(s, sizes) for s in p.shape), p.facts, p.family, p.of)
    return tuple(p for p in map(own.get, d.params) if isinstance(p, Variable)), own


def _moved(x: Term, by: Substitution) -> Term:
    """A declaration whose own sizes are replaced is another declaration: only an explicit renaming may do that."""
    raise Capture(x, next(n for n in by if n in free(x)), x)


def _under_index(x: t.Sum | t.Product | t.Average | t.Max | t.Min, by: Substitution) -> Term:
    *outside, body = children(x)
    index = x.index
    inner: dict[Declaration, Term] = {k: v for k, v in by.items() if k is not index}
    taken = any(index in free(v) for v in inner.values())
    if taken or not free(index.over).isdisjoint(inner):
        fresh = Index(index.name, index.tex, substitute(index.over, inner))
        inner[index] = fresh
        index = fresh
    moved = tuple(substitute(c, by) for c in outside), substitute(body, inner)
    if isinstance(x, (t.Max, t.Min)):
        return type(x)(index, moved[1])
    if isinstance(x, t.Average):
        return t.Average(index, moved[0][0], moved[1])
    return type(x)(index, moved[0][0], moved[0][1], moved[1])


def target_variable(target: Term) -> Variable:
    """The variable a derivative is taken by: `x` in D(f, x), `z` in D(f, z[j])."""
    match target:
        case Variable():
            return target
        case t.Entry(Variable() as v, _):
            return v
        case _:
            raise TypeError(f"not a derivative target: {target!r}")


def _refuse_derivative(node: t.Derivative, target: Term, by: Substitution) -> None:
    """D(f, x) binds x: x may only be renamed, to a variable that nothing else in f becomes or is."""
    x = target_variable(target)
    image = by.get(x, x)
    if not isinstance(image, Variable) or (image is not x and (image.of or image.family is not None or not isinstance(image.facts, Free))):
        raise Capture(node, x, image)  # not a variable whose entries vary one by one: nothing to differentiate by
    for name in free(node.body):
        other = by.get(name, name)
        if (
            name is not x
            and not isinstance(name, Size)
            and image in free(other)
            and not (x in free(name) and image is x and name not in by)
        ):
            raise Capture(node, name, other)


def _refuse_mean(node: Term, by: Substitution) -> None:
    """E binds every random variable: only a renaming of random variables, one to one and family by family, may enter."""
    images: dict[Variable, Variable] = {}
    for name in free(node):
        image = by.get(name, name)
        if isinstance(name, Variable) and name.family is not None:
            if not isinstance(image, Variable) or image.family is None or image in images:
                raise Capture(node, name, image)
            images[image] = name
        elif name in by and random_variables(image):
            raise Capture(node, name, image)
    families = {(a.family, b.family) for a, b in images.items()}
    if len({a for a, _ in families}) != len(families) or len({b for _, b in families}) != len(families):
        raise Capture(node, next(iter(images.values())), next(iter(images)))


def substitute_claim(c: Claim, by: Substitution) -> Claim:
    """A claim with its free names replaced; its quantified indices are renamed where they would capture."""
    if claim_free(c).isdisjoint(by):
        return c
    match c:
        case Forall(indices, body):
            inner: dict[Declaration, Term] = {k: v for k, v in by.items() if k not in indices}
            renamed = tuple(Index(i.name, i.tex, substitute(i.over, by)) for i in indices)
            return Forall(renamed, substitute_claim(body, {**inner, **dict(zip(indices, renamed, strict=True))}))
        case Both(parts):
            return Both(tuple(substitute_claim(p, by) for p in parts))
        case Implies(a, b):
            return Implies(substitute_claim(a, by), substitute_claim(b, by))
        case Iff(a, b):
            return Iff(substitute_claim(a, by), substitute_claim(b, by))
        case Maximises(point, variable, objective, extra):
            rest = {k: v for k, v in by.items() if k is not variable}
            if any(variable in free(v) for v in rest.values()) or not free(variable).isdisjoint(rest):
                raise Capture(point, variable, point)
            return Maximises(substitute(point, by), variable, substitute(objective, rest), tuple(substitute_claim(p, rest) for p in extra))
        case _:
            return map_claim(lambda x: substitute(x, by), c)


def unfold(x: t.Apply) -> Term:
    """The body of a definition at the given arguments; sizes of parameters become those of the arguments.

    A definition with indices gives an array: its entries are unfolded by `unfold_entry`.
    """
    d = x.definition
    if d.indices:
        raise TypeError(f"{d.name} is an array: unfold its entries")
    return substitute(d.body, argument_map(x))


def unfold_entry(x: t.Apply, indices: tuple[Term, ...]) -> Term:
    """Entry `indices` of a definition that has indices."""
    d = x.definition
    return substitute(d.body, {**argument_map(x), **dict(zip(d.indices, indices, strict=True))})


def argument_map(x: t.Apply) -> dict[Declaration, Term]:
    """Parameters to arguments, and the sizes of the parameters to those of the arguments."""
    out: dict[Declaration, Term] = {}
    for p, a in zip(x.definition.params, x.args, strict=True):
        out[p] = a
        for dim, actual in zip(p.shape, shape_of(a), strict=True):
            if isinstance(dim, Size):
                out[dim] = actual
    return out


@lru_cache(maxsize=100_000)
def shape_of(x: Term) -> tuple[Term, ...]:
    """The shape of a well-formed term: () for a scalar, (n,) for a vector, (m, n) for a matrix."""
    match x:
        case Variable():
            return x.shape
        case t.Zeros(shape):
            return shape
        case t.Explicit(dims, _):
            return tuple(t.Num(Fraction(d)) for d in dims)
        case t.Apply(d, _):
            sizes = argument_map(x)
            if d.indices:
                return tuple(substitute(i.over, sizes) for i in d.indices)
            return tuple(substitute(s, sizes) for s in shape_of(d.body))
        case t.Add(a, b) | t.Sub(a, b) | t.Mul(a, b):
            return shape_of(a) or shape_of(b)
        case t.Neg(a) | t.Div(a, _):
            return shape_of(a)
        case t.Gradient(f, _):
            return f.of
        case t.MatMul(a, b):
            return shape_of(a)[:-1] + shape_of(b)[1:]
        case t.Transpose(a):
            return shape_of(a)[::-1]
        case t.Outer(a, b):
            return shape_of(a) + shape_of(b)
        case t.Diagonal(a):
            return shape_of(a) * 2
        case t.Identity(n):
            return (n, n)
        case t.Sum(_, _, _, body) | t.Mean(body) | t.Average(_, _, body):
            return shape_of(body)
        case t.Derivative(body, _):
            return shape_of(body)
        case _:
            return ()
