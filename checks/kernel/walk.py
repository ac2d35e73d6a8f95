"""What are the parts of a formula?  One list of children for every node, and the same node with other children.  Trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from checks.kernel import term as t
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Relation
from checks.kernel.names import Term


@lru_cache(maxsize=200_000)
def children(x: Term) -> tuple[Term, ...]:
    """The direct subterms of `x`, the ranges and targets of binders included, bound indices and definitions left out."""
    match x:
        case t.Size() | t.Index() | t.Variable() | t.Num() | t.Pi():
            return ()
        case (
            t.Neg(a)
            | t.Func(_, a)
            | t.Mean(a)
            | t.Variance(a)
            | t.Transpose(a)
            | t.Trace(a)
            | t.Norm(a)
            | t.Rank(a)
            | t.Diagonal(a)
            | t.Identity(a)
        ):
            return (a,)
        case t.Call(_, a) | t.Gradient(_, a) | t.Max(_, a) | t.Min(_, a):
            return (a,)
        case t.Add(a, b) | t.Sub(a, b) | t.Mul(a, b) | t.Div(a, b) | t.Pow(a, b) | t.MatMul(a, b) | t.Outer(a, b):
            return (a, b)
        case t.Maximum(a, b) | t.Minimum(a, b):
            return (a, b)
        case t.Delta(a, b) | t.Covariance(a, b) | t.Derivative(a, b) | t.Average(_, a, b):
            return (a, b)
        case t.Entry(a, indices):
            return (a, *indices)
        case t.Apply(_, args) | t.Zeros(args) | t.Explicit(_, args):
            return args
        case t.Sum(_, a, b, c) | t.Product(_, a, b, c):
            return (a, b, c)
        case t.Indicator(Relation(a, _, b)):
            return (a, b)
        case _:
            raise TypeError(f"not a formula: {x!r}")


def with_children(x: Term, kids: tuple[Term, ...]) -> Term:
    """`x` with its children replaced, in the order of `children`."""
    match x, kids:
        case ((t.Size() | t.Index() | t.Variable() | t.Num() | t.Pi()), ()):
            return x
        case t.Func(fn, _), (a,):
            return t.Func(fn, a)
        case ((t.Call(f, _) | t.Gradient(f, _)), (a,)):
            return type(x)(f, a)
        case ((t.Max(i, _) | t.Min(i, _)), (a,)):
            return type(x)(i, a)
        case t.Average(i, _, _), (a, b):
            return t.Average(i, a, b)
        case t.Entry(), (a, *indices):
            return t.Entry(a, tuple(indices))
        case t.Apply(d, _), args:
            return t.Apply(d, args)
        case t.Zeros(), args:
            return t.Zeros(args)
        case t.Explicit(dims, _), args:
            return t.Explicit(dims, args)
        case ((t.Sum(i, _, _, _) | t.Product(i, _, _, _)), (a, b, c)):
            return type(x)(i, a, b, c)
        case t.Indicator(Relation(_, rel, _)), (a, b):
            return t.Indicator(Relation(a, rel, b))
        case _:
            return type(x)(*kids)


def bound_index(x: Term) -> t.Index | None:
    """The index that `x` binds in its last child."""
    match x:
        case t.Sum(i, _, _, _) | t.Product(i, _, _, _) | t.Average(i, _, _) | t.Max(i, _) | t.Min(i, _):
            return i
        case _:
            return None


def subterms(x: Term) -> Iterator[Term]:
    """`x` and every term inside it, definitions not unfolded."""
    yield x
    for c in children(x):
        yield from subterms(c)


def claim_terms(c: Claim) -> tuple[Term, ...]:
    """The formulas a claim speaks of, in reading order."""
    match c:
        case Relation(a, _, b):
            return (a, b)
        case Forall(_, body):
            return claim_terms(body)
        case Both(parts):
            return tuple(x for p in parts for x in claim_terms(p))
        case Implies(a, b) | Iff(a, b):
            return claim_terms(a) + claim_terms(b)
        case Maximises(point, _, objective, extra):
            return (point, objective, *(x for p in extra for x in claim_terms(p)))
        case _:
            raise TypeError(f"not a claim: {c!r}")


def map_claim(f: Callable[[Term], Term], c: Claim) -> Claim:
    """Apply `f` to every formula of a claim that binds nothing `f` would capture."""
    match c:
        case Relation(a, rel, b):
            return Relation(f(a), rel, f(b))
        case Forall(indices, body):
            return Forall(indices, map_claim(f, body))
        case Both(parts):
            return Both(tuple(map_claim(f, p) for p in parts))
        case Implies(a, b):
            return Implies(map_claim(f, a), map_claim(f, b))
        case Iff(a, b):
            return Iff(map_claim(f, a), map_claim(f, b))
        case Maximises(point, variable, objective, extra):
            return Maximises(f(point), variable, f(objective), tuple(map_claim(f, p) for p in extra))
        case _:
            raise TypeError(f"not a claim: {c!r}")
