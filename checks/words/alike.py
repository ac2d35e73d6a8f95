"""Could a reader take one thing in this theorem for another?  Names that print alike, and names that print as a symbol of the tool's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from checks.kernel import term as t
from checks.kernel.bind import free_indices, implicit_sizes
from checks.kernel.names import Definition, Family, Function, Index, Size, Term, Variable
from checks.kernel.shape import Malformed
from checks.kernel.walk import claim_terms, subterms

if TYPE_CHECKING:
    from checks.words.state import Proof, Theorem

SYMBOLS = {  # print of a name: the head that prints so, and what it is called
    "e": (t.Func, "the base of the exponential"),
    r"\pi": (t.Pi, "the circle constant"),
    r"\delta": (t.Delta, "the Kronecker delta"),
    "I": (t.Identity, "the identity matrix"),
}


def refuse_lookalikes(th: Theorem) -> None:
    """Raise `Malformed` if two different things in the theorem print as one."""
    terms = tuple(_terms(th))
    seen: dict[tuple[str, int], object] = {}
    for name, arity in (n for x in terms for n in _names(x)):
        first = seen.setdefault((_print(name), arity), name)
        if first is not name:
            says = f"two different things in {th.title!r} print as {name.name}: give one of them another name, or another tex="
            raise Malformed("same-name", name, says)
    heads = frozenset[type[Term]]().union(*map(_heads, terms))
    for (tex, arity), first in seen.items():
        head, what = SYMBOLS.get(tex, (None, ""))
        if head in heads and arity == 0:
            raise Malformed("same-name", first, f"a name in {th.title!r} prints as {what}, which it also uses: give it another name")


def _print(name: Named) -> str:
    """What a reader sees of a name: braces, spaces and invisible characters make no difference."""
    shown = name.name if isinstance(name, Family) else name.tex
    return "".join(c for c in shown if c.isprintable() and c not in "{} ")


def _terms(th: Theorem) -> Iterator[Term]:
    yield from claim_terms(th.claim)
    for h in th.given:
        yield from claim_terms(h.claim)
    yield from _proof_terms(th.proof)


def _proof_terms(p: Proof) -> Iterator[Term]:
    from checks.words.state import Calc, Cases, Induction, Parts

    match p:
        case Calc(start, steps):
            yield start
            yield from (s.right for s in steps)
        case Parts(proofs):
            for q in proofs:
                yield from _proof_terms(q)
        case Cases(branches):
            for c, q in branches:
                yield from claim_terms(c)
                yield from _proof_terms(q)
        case Induction(base=base, step=step):
            yield from _proof_terms(base)
            yield from _proof_terms(step)
        case _:
            pass


@lru_cache(maxsize=10_000)
def _heads(x: Term) -> frozenset[type[Term]]:
    """What x is built of, through definitions; of the functions, only exp."""
    inside = list(subterms(x))
    bodies = {s.definition.body for s in inside if isinstance(s, t.Apply)}
    return frozenset(type(s) for s in inside if not isinstance(s, t.Func) or s.fn is t.Fn.EXP).union(*map(_heads, bodies))


Named: TypeAlias = Size | Index | Variable | Definition | Function | Family


@lru_cache(maxsize=10_000)
def _names(x: Term, own: frozenset[object] = frozenset()) -> tuple[tuple[Named, int], ...]:
    """What x names, through definitions, with the number of arguments it is printed with.

    Parameters and bound indices, in `own`, have names of their own; a definition's hidden names are names like any other.
    """
    return tuple(dict.fromkeys(_named(x, own)))


def _named(x: Term, own: frozenset[object]) -> Iterator[tuple[Named, int]]:
    for s in subterms(x):
        match s:
            case Size() | Variable() if s not in own:
                yield s, 0
                if isinstance(s, Variable) and s.family is not None:
                    yield s.family, -1
            case t.Apply(d, args):
                yield d, len(args)
                yield from _names(d.body, frozenset({*d.params, *d.indices, *implicit_sizes(d)}))
            case t.Call(f, _) | t.Gradient(f, _):
                yield f, 1
            case _:
                pass
    for i in sorted(free_indices(x), key=lambda i: i.name):
        if i not in own:
            yield i, 0
