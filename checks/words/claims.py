"""claim: quantifiers and connectives around comparisons, and "this point maximises that objective"."""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from checks.kernel import term as t
from checks.kernel.bind import claim_free
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises
from checks.kernel.names import Index, Term, Variable
from checks.kernel.shape import Malformed, check_claim
from checks.kernel.substitute import Capture, substitute
from checks.words.called import no_claim
from checks.words.declared import IndexName
from checks.words.define import DefinedFunction, Parameter
from checks.words.extent import bounded_sympy
from checks.words.formula import Formula, Matrix, NumberLike, Proposition, Vector, as_term
from checks.words.hooks import is_sympy
from checks.words.reasons import Hypothesis

ClaimLike: TypeAlias = Proposition | Hypothesis  # or a SymPy relation, which type checkers cannot see


def as_claim(x: object) -> Claim:
    """The claim of anything an author may write where a claim is wanted."""
    match x:
        case Proposition():
            return x.claim
        case Hypothesis():
            return x.claim
        case _ if is_sympy(x):
            from importlib import import_module

            bounded_sympy(x)
            claim: Claim = import_module("checks.cas.lift").lift_claim(x)
            check_claim(claim)
            return claim
        case Formula():
            raise Malformed("not-a-claim", x.term, f"{x!r} is a formula, not a claim: compare it with ==, <= or <")
        case _:
            raise Malformed("not-a-claim", x, no_claim(x))


def _no_loose_index(c: Claim, where: str) -> Claim:
    loose = sorted(i.name for i in claim_free(c) if isinstance(i, Index) and not i.fixed)
    if loose:
        raise Malformed(
            "free-index", c, f"index {', '.join(loose)} is free inside {where}: write forall({', '.join(loose)}, ...) around that side"
        )
    return c


def forall(*parts: IndexName | ClaimLike) -> Proposition:
    """`forall(i, claim)`, `forall(i, j, claim)`: for every value of the indices.

    A claim by itself is closed over its free indices; inside `iff`, `both` and `implies` the quantifier must be written.
    """
    *names, body = parts
    over = () if any(not isinstance(n, Formula) and not is_sympy(n) for n in names) else tuple(as_term(n) for n in names)
    if not over or not all(isinstance(i, Index) and not i.fixed for i in over):
        raise Malformed("forall", parts, "forall(i, claim) needs indices made by indices(...)")
    return Proposition(Forall(tuple(i for i in over if isinstance(i, Index)), as_claim(body)))


def both(*claims: ClaimLike) -> Proposition:
    """All of the claims hold: `both(0 <= x, x <= 1)`.  Its proof is `parts(...)`, one proof for each."""
    return Proposition(Both(tuple(as_claim(c) for c in claims)))


def iff(left: ClaimLike, right: ClaimLike) -> Proposition:
    """Each side follows from the other.  Free indices need forall(...) on their side.

    Its proof is `parts(forward, backward)`; `by=assumption` names the side that is assumed.
    """
    return Proposition(Iff(_no_loose_index(as_claim(left), "iff"), _no_loose_index(as_claim(right), "iff")))


def implies(premise: ClaimLike, conclusion: ClaimLike) -> Proposition:
    """The conclusion holds wherever the premise does; free indices are the same on both sides.

    In its proof, `by=assumption` names the premise.
    """
    return Proposition(Implies(as_claim(premise), as_claim(conclusion)))


def maximises(
    point: NumberLike | Vector | Matrix,
    objective: DefinedFunction | NumberLike,
    *,
    over: Parameter | None = None,
    subject_to: Sequence[ClaimLike] = (),
) -> Proposition:
    """`point` is feasible, and no feasible value of the variable gives `objective` a larger value.

    The objective is a definition with one parameter, `J` of `define("J", pi, ...)`, or a formula with `over=pi`.
    """
    if isinstance(objective, DefinedFunction) and over is None:
        d = objective.definition
        if len(d.params) != 1:
            raise Malformed("maximises", d, f"{d.name} has {len(d.params)} parameters: give the formula and over=")
        variable = d.params[0]
        term: Term = t.Apply(d, d.params)
    else:
        found, term = None if over is None else as_term(over), as_term(objective)
        if not isinstance(found, Variable):
            raise Malformed("maximises", found, "maximises(point, objective, over=...) needs the variable that is varied")
        variable = found
    try:
        substitute(term, {variable: as_term(point)})
    except Capture as e:
        says = f"the objective cannot be taken at another {variable.name}: it is bound, or something depends on it ({e.name.name})"
        raise Malformed("maximises", term, says) from None
    return Proposition(Maximises(as_term(point), variable, term, tuple(as_claim(c) for c in subject_to)))
