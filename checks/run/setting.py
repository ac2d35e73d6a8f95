"""What do the names in a statement stand for?  Its declarations and definitions, for the reader of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checks import outcome as o
from checks.kernel import term as t
from checks.kernel.bind import claim_free, free
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises
from checks.kernel.declared import sentence
from checks.kernel.names import Declaration, Definition, Family, Function, Index, Size, Term, Variable
from checks.kernel.tex_names import standing
from checks.kernel.walk import claim_terms, subterms
from checks.run.shown import shown_declaration
from checks.words.state import Calc, Cases, Induction, Parts, Proof


def declared(claim: Claim, given: Sequence[Claim], more: Sequence[Term] = ()) -> tuple[o.Shown, ...]:
    """What is declared of the names of a statement: sizes, variables, functions, positions, then the claim's own indices.

    `more` are formulas of its proof.  A hypothesis is closed over its own indices, so that these need no mention.
    """
    terms = (*claim_terms(claim), *(x for g in given for x in claim_terms(g)), *more)
    own = claim_free(claim)
    names: set[Declaration] = set(own).union(*(claim_free(g) for g in given), *(free(x) for x in more), _varied(claim))
    kept = [n for n in names if not isinstance(n, Index) or n in own or (n.fixed and n in names)]
    kept.sort(key=lambda n: (_rank(n), n.name))
    functions = dict.fromkeys(s.function for x in terms for s in _unfolded(x) if isinstance(s, (t.Call, t.Gradient)))
    first = [n for n in kept if not isinstance(n, Index)]
    last = [n for n in kept if isinstance(n, Index)]
    everything: tuple[Declaration | Function, ...] = (*first, *functions, *last)
    return (*_together(everything), *_independent([n for n in first if isinstance(n, Variable)]))


def definitions(terms: Iterable[Term]) -> tuple[o.Shown, ...]:
    """Every definition that occurs in the formulas, each behind those that occur in it."""
    found: dict[Definition, None] = {}
    for x in terms:
        for d in _definitions(x):
            found.setdefault(d)
    return tuple(shown_declaration(d) for d in found)


def proof_terms(proof: Proof) -> Iterator[Term]:
    """The formulas of a proof, in the order of writing."""
    match proof:
        case Calc(start, steps):
            yield start
            yield from (s.right for s in steps)
        case Parts(proofs):
            for p in proofs:
                yield from proof_terms(p)
        case Cases(branches):
            for assumed, p in branches:
                yield from claim_terms(assumed)
                yield from proof_terms(p)
        case Induction(base=base, step=step):
            yield from proof_terms(base)
            yield from proof_terms(step)
        case _:  # one step, whose sides are the claim's, or no proof
            pass


def _together(names: Iterable[Declaration | Function]) -> Iterator[o.Shown]:
    """One line for all names of which the same is declared: `i, j: index in 1..V`."""
    alike: dict[tuple[object, ...], list[Declaration | Function]] = {}
    for n in names:
        alike.setdefault((type(n), *sentence(n)), []).append(n)
    for ns in alike.values():
        *before, last = ns
        end = shown_declaration(last)
        texts, texes = "".join(f"{n.name}, " for n in before), "".join(f"{standing(n.tex)}, " for n in before)
        yield o.Shown(texts + end.text, texes + end.tex)


def _definitions(x: Term) -> Iterator[Definition]:
    for s in subterms(x):
        if isinstance(s, t.Apply):
            yield from _definitions(s.definition.body)
            yield s.definition


def _unfolded(x: Term) -> Iterator[Term]:
    for s in subterms(x):
        yield s
        if isinstance(s, t.Apply):
            yield from _unfolded(s.definition.body)


def _rank(n: Declaration) -> int:
    match n:
        case Size():
            return 0
        case Variable():
            return 1
        case Index():
            return 2 if n.fixed else 3


def _varied(c: Claim) -> frozenset[Variable]:
    """The variables over which a claim maximises: bound in it, and declared all the same."""
    match c:
        case Maximises():
            return frozenset({c.variable})
        case Forall(_, body):
            return _varied(body)
        case Both(parts):
            return frozenset[Variable]().union(*(_varied(p) for p in parts))
        case Implies(a, b) | Iff(a, b):
            return _varied(a) | _varied(b)
        case _:
            return frozenset()


def _independent(variables: Sequence[Variable]) -> tuple[o.Shown, ...]:
    """One line where random variables of different families occur: q and k are independent of one another."""
    families: dict[Family, list[Variable]] = {}
    for v in variables:
        if v.family is not None:
            families.setdefault(v.family, []).append(v)
    if len(families) < 2:
        return ()
    texts = [", ".join(v.name for v in vs) for vs in families.values()]
    texes = [", ".join(standing(v.tex) for v in vs) for vs in families.values()]
    if any(len(vs) > 1 for vs in families.values()):  # (v, w) and q
        texts, texes = [f"({x})" for x in texts], [f"({x})" for x in texes]
    says = " are independent of one another"
    return (o.Shown(_and(texts, " and ") + says, _and(texes, r"\text{ and }") + rf"\text{{{says}}}"),)


def _and(xs: list[str], word: str) -> str:
    return word.join((", ".join(xs[:-1]), xs[-1]))
