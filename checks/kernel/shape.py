"""Is this a formula at all?  Shapes, sizes and index ranges.  Trusted: the kernel refuses what does not fit.

A mistake raises `Malformed`, with a code, the node and a sentence; the language raises it at the author's own line.
"""

from __future__ import annotations

from functools import lru_cache
from math import prod

from checks.kernel import term as t
from checks.kernel.affine import NotAnInteger, affine, same_integer
from checks.kernel.bind import free_indices, free_of, implicit_sizes
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Relation
from checks.kernel.malformed import Malformed as Malformed
from checks.kernel.malformed import same_shape as same_shape
from checks.kernel.malformed import shaped, show_shape
from checks.kernel.names import Definition, Index, OneHot, Recurrence, Simplex, Term, Variable
from checks.kernel.recurrent import check_recurrence
from checks.kernel.substitute import Capture, Substitution, argument_map, shape_of, substitute, unfold, unfold_entry
from checks.kernel.text import text
from checks.kernel.walk import children, subterms

_shape = Malformed


@lru_cache(maxsize=200_000)
def well_formed(x: Term) -> None:
    """Raise `Malformed` unless every node of `x` fits its children."""
    for c in children(x):
        well_formed(c)
    check_node(x)


def scalar(x: Term, what: str) -> None:
    if shape_of(x):
        raise _shape("shape", x, f"{what} must be a number, but {text(x)} {shaped(shape_of(x))}; index it or use norm, dot or tr")


def integer(x: Term, what: str) -> None:
    try:
        affine(x)
    except NotAnInteger:
        raise Malformed("not-an-index", x, f"{what} must be built from sizes, indices and whole numbers, not {text(x)}") from None


def check_node(x: Term) -> None:
    """Raise `Malformed` unless `x` fits its children, which are well formed."""
    match x:
        case t.Add(a, b) | t.Sub(a, b):
            if not same_shape(shape_of(a), shape_of(b)):
                says = f"{text(a)} {shaped(shape_of(a))}, but {text(b)} {shaped(shape_of(b))}: they cannot be added"
                raise _shape("shape", x, says)
        case t.Mul(a, b):
            if shape_of(a) and shape_of(b):
                raise _shape("shape", x, f"{text(a)} * {text(b)}: two arrays; write A @ B for the product, dot(a, b) or entries")
        case t.Div(_, b):
            scalar(b, "a denominator")
        case t.Pow(a, b) | t.Covariance(a, b):
            scalar(a, "a base" if isinstance(x, t.Pow) else "a covariance")
            scalar(b, "an exponent" if isinstance(x, t.Pow) else "a covariance")
        case t.Func(fn, a):
            scalar(a, f"the argument of {fn.value}")
        case t.Entry():
            _entry(x)
        case t.Apply():
            _apply(x)
        case t.Call(f, a) | t.Gradient(f, a):
            if not same_shape(f.of, shape_of(a)):
                raise _shape("shape", x, f"{f.name} takes {show_shape(f.of)}, but {text(a)} {shaped(shape_of(a))}")
        case t.Sum(k, a, b, body):
            _quantifiable(k, x)
            integer(a, "the lower end of a sum")
            integer(b, "the upper end of a sum")
        case Variable(facts=Recurrence(_, _, start, step)):
            well_formed(start)
            well_formed(step)
            check_recurrence(x)
        case t.Product(k, a, b, body):
            _quantifiable(k, x)
            integer(a, "the lower end of a product")
            integer(b, "the upper end of a product")
            scalar(body, "a factor of a product")
        case t.Max(k, body) | t.Min(k, body):
            _quantifiable(k, x)
            scalar(body, "what a maximum is taken of" if isinstance(x, t.Max) else "what a minimum is taken of")
        case t.Maximum(a, b) | t.Minimum(a, b):
            for part in (a, b):
                scalar(part, f"{type(x).__name__.lower()}: what is compared")
        case t.Derivative(body, target):
            scalar(body, "what is differentiated")
            _target(x, target)
        case t.Variance(a):
            scalar(a, "a variance")
        case t.Average(i, w, _):
            _quantifiable(i, x)
            if not same_shape(shape_of(w), (i.over,)):
                raise _shape("size-mismatch", x, f"{text(w)} {shaped(shape_of(w))}, but {i.name} runs over {text(i.over)}")
        case t.Delta(a, b):
            _delta(x, a, b)
        case t.Indicator(r):
            check_claim(r)
        case t.Explicit(dims, entries):
            if not (1 <= len(dims) <= 2 and min(dims) >= 1 and prod(dims) == len(entries)):
                raise _shape("shape", x, f"{len(entries)} entries do not fill an array of {' x '.join(map(str, dims))}")
            for e in entries:
                scalar(e, "an entry of an array")
        case t.MatMul() | t.Transpose() | t.Trace() | t.Outer() | t.Norm() | t.Rank() | t.Diagonal():
            _matrix(x)
        case _:
            pass


def _quantifiable(i: Index, x: object) -> None:
    if i.fixed:
        raise Malformed("not-an-index", x, f"{i.name} is one fixed position: it cannot run over {text(i.over)}; use an index")


def _entry(x: t.Entry) -> None:
    shape = shape_of(x.base)
    if len(shape) != len(x.indices):
        says = f"{text(x.base)} {shaped(shape)}, but is given {len(x.indices)} ind{'ex' if len(x.indices) == 1 else 'ices'}"
        raise _shape("shape", x, says)
    for size, i in zip(shape, x.indices, strict=True):
        integer(i, "an index")
        if isinstance(i, Index) and not _runs_within(i.over, size):
            raise _shape("size-mismatch", x, f"{text(x.base)} {shaped(shape)}, but index {i.name} runs over {text(i.over)}")


def _runs_within(over: Term, size: Term) -> bool:
    """The same size, or that less a number, as in the step of an induction: then each place of the index is one of the array."""
    if same_integer(over, size):
        return True
    try:
        gap = affine(size).plus(affine(over), -1)
        return not gap.terms and gap.const > 0 and (bool(affine(over).terms) or isinstance(over, t.Sub))
    except NotAnInteger:
        return False


def _apply(x: t.Apply) -> None:
    d = x.definition
    check_definition(d)
    if len(d.params) != len(x.args):
        raise _shape("arity", x, f"{d.name} takes {len(d.params)} argument{'s' * (len(d.params) != 1)}, but is given {len(x.args)}")
    for p, a in zip(d.params, x.args, strict=True):
        if len(p.shape) != len(shape_of(a)):
            raise _shape("shape", x, f"{d.name} wants {p.name}, which {shaped(p.shape)}, but {text(a)} {shaped(shape_of(a))}")
    sizes = argument_map(x)
    only_sizes: Substitution = {k: v for k, v in sizes.items() if not isinstance(k, Variable)}
    for p, a in zip(d.params, x.args, strict=True):
        if not same_shape(tuple(substitute(s, only_sizes) for s in p.shape), shape_of(a)):
            raise _shape("size-mismatch", x, f"{d.name}: {text(a)} {shaped(shape_of(a))}, which does not fit {p.name} beside the rest")
    try:  # what stands for a parameter may be bound by an expectation or a derivative inside
        at = tuple(Index(i.name, i.tex, size) for i, size in zip(d.indices, shape_of(x), strict=False))
        well_formed(unfold_entry(x, at) if d.indices else unfold(x))
    except Capture as e:
        raise Malformed("parameter", x, f"{text(x)}: {text(e.name)} is bound in {text(e.node)}, so it cannot be {text(e.image)}") from None


def _target(x: t.Derivative, target: Term) -> None:
    match target:
        case Variable() as v if not v.shape:
            pass
        case t.Entry(Variable() as v, _):
            pass
        case _:
            raise Malformed("derivative-target", x, f"D(f, x) needs a scalar or an entry such as z[j], not {text(target)}")
    if v.family is not None:
        raise Malformed("derivative-target", x, f"{text(v)} is random: D by a random variable means nothing")
    if isinstance(v.facts, Recurrence):
        raise Malformed("derivative-target", x, f"{v.name} is defined by its recurrence: differentiate by what it is built from")
    if isinstance(v.facts, (Simplex, OneHot)):
        free = f"declare vector({v.name!r}, ...) and list what it needs in given="
        says = f"the entries of {v.name} are tied by an equation, so none can vary alone: {free}"
        raise Malformed("derivative-target", x, says)
    if v.of:
        raise Malformed("derivative-target", x, f"{v.name} is a function of {', '.join(u.name for u in v.of)}: differentiate by those")


def _delta(x: Term, a: Term, b: Term) -> None:
    for i in (a, b):
        integer(i, "an argument of delta")
    if isinstance(a, Index) and isinstance(b, Index) and not same_integer(a.over, b.over):
        raise _shape("size-mismatch", x, f"delta({a.name}, {b.name}): {a.name} runs over {text(a.over)}, but {b.name} over {text(b.over)}")


def _matrix(x: Term) -> None:
    shapes = [shape_of(c) for c in children(x)]
    match x, shapes:
        case t.MatMul(a, b), [p, q]:
            if not p or not q:
                raise _shape("shape", x, f"{text(a)} @ {text(b)}: both must be arrays; use * for numbers")
            if not same_integer(p[-1], q[0]):
                both = f"{text(a)} {shaped(p)}, {text(b)} {shaped(q)}"
                says = f"{text(a)} @ {text(b)}: {both}, and {text(p[-1])} is not {text(q[0])}"
                raise _shape("shape", x, says)
        case t.Trace(a), [p]:
            if len(p) != 2 or not same_integer(p[0], p[1]):
                raise _shape("shape", x, f"tr({text(a)}) needs a square matrix, but {text(a)} {shaped(p)}")
        case ((t.Transpose(a) | t.Rank(a)), [p]):
            if len(p) != 2:
                raise _shape("shape", x, f"{text(x)} needs a matrix, but {text(a)} {shaped(p)}")
        case ((t.Outer() | t.Diagonal()), _):
            if any(len(p) != 1 for p in shapes):
                raise _shape("shape", x, f"{text(x)} needs vectors")
        case t.Norm(a), [p]:
            if not p:
                raise _shape("shape", x, f"norm({text(a)}) needs a vector or a matrix; use abs_ for numbers")
        case _:
            pass


@lru_cache(maxsize=10_000)
def check_definition(d: Definition) -> None:
    """Raise `Malformed` unless the free indices of the body are exactly the index parameters."""
    well_formed(d.body)
    if any(isinstance(p.facts, Recurrence) for p in d.params):
        raise Malformed("parameter", d, f"a sequence with a recurrence is no parameter of {d.name}: use a vector")
    if d.indices and shape_of(d.body):
        raise _shape("shape", d, f"{d.name}: the body of a definition over indices is a number, not {show_shape(shape_of(d.body))}")
    loose = {i for i in free_indices(d.body) if not i.fixed} - set(d.indices)
    if loose:
        names = ", ".join(sorted(i.name for i in loose))
        says = f"{d.name} depends on {names}, which is not a parameter: write define({d.name!r}, {names}, ...) or sum over it"
        raise Malformed("free-index", d, says)
    if len(set(d.indices)) != len(d.indices):
        raise Malformed("free-index", d, f"{d.name} has the same index twice")
    for s in subterms(d.body):
        if not isinstance(s, t.Apply):
            continue
        tied = free_of(s.definition) & implicit_sizes(d)
        if tied:
            size = min(n.name for n in tied)
            says = f"{d.name} uses {s.definition.name}, which depends on {size}, and {size} follows from the arguments of {d.name}: "
            raise Malformed("parameter", d, says + f"{s.definition.name} would change with them; give it a parameter, or write it out")


def check_claim(c: Claim) -> None:
    """Raise `Malformed` unless both sides of every relation fit, and quantifiers stand where they must."""
    match c:
        case Relation(a, rel, b):
            well_formed(a)
            well_formed(b)
            if not same_shape(shape_of(a), shape_of(b)):
                says = f"{text(a)} {shaped(shape_of(a))}, but {text(b)} {shaped(shape_of(b))}: they cannot be compared"
                raise _shape("shape", c, says)
            if shape_of(a) and rel is not t.Rel.EQ:
                raise _shape("shape", c, f"{text(a)} {rel.value} {text(b)}: arrays are compared by ==; compare entries")
        case Forall(indices, body):
            for i in indices:
                _quantifiable(i, c)
            check_claim(body)
        case Both(parts):
            for p in parts:
                check_claim(p)
        case Implies(a, b) | Iff(a, b):
            check_claim(a)
            check_claim(b)
        case Maximises(point, variable, objective, extra):
            well_formed(point)
            well_formed(objective)
            scalar(objective, "an objective")
            if not same_shape(shape_of(point), variable.shape):
                raise _shape("shape", c, f"{text(point)} {shaped(shape_of(point))}, but {variable.name} {shaped(variable.shape)}")
            for p in extra:
                check_claim(p)
        case _:
            raise TypeError(f"not a claim: {c!r}")
