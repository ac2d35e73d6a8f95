"""define, claim, proof: the sentences of a derivation.  They are values; nothing is proved when they are built."""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast, final, overload

from checks.kernel import term as t
from checks.kernel.bind import claim_free
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Rel, Relation
from checks.kernel.names import Definition, Index, Term, Variable
from checks.kernel.shape import Malformed, check_claim, check_definition
from checks.kernel.substitute import shape_of
from checks.words.alike import refuse_lookalikes
from checks.words.declare import DeclaredMatrix, DeclaredVector, IndexName, JointDistribution, Scalar, default_tex
from checks.words.formula import Formula, Matrix, Number, NumberLike, Proposition, Vector, as_term, wrap
from checks.words.hooks import is_sympy
from checks.words.place import Place, here
from checks.words.reasons import Assumption, Auto, Citation, DeclaredFact, Hypothesis, Instance, Reason, Rule, Unfolds, instance


# ---------------------------------------------------------------- definitions
@final
class DefinedNumber(Number):
    __slots__ = ()


@final
class DefinedVector(Vector):
    __slots__ = ()


@final
class DefinedMatrix(Matrix):
    __slots__ = ()


@final
class DefinedFunction:
    """A definition with parameters: apply it to arguments of the same kind."""

    __slots__ = ("definition",)

    def __init__(self, definition: Definition) -> None:
        self.definition = definition

    def __call__(self, *args: NumberLike | Vector | Matrix) -> Any:
        from checks.kernel.shape import check_node

        term = t.Apply(self.definition, tuple(as_term(a) for a in args))
        check_node(term)
        return wrap(term)

    def __repr__(self) -> str:
        return self.definition.name


Parameter: TypeAlias = Scalar | DeclaredVector | DeclaredMatrix | JointDistribution
Defined: TypeAlias = DefinedNumber | DefinedVector | DefinedMatrix | DefinedFunction


@overload
def define(name: str, body: NumberLike, /, *, tex: str | None = ...) -> DefinedNumber: ...
@overload
def define(name: str, body: Vector, /, *, tex: str | None = ...) -> DefinedVector: ...
@overload
def define(name: str, body: Matrix, /, *, tex: str | None = ...) -> DefinedMatrix: ...
@overload
def define(name: str, i: IndexName, body: NumberLike, /, *, tex: str | None = ...) -> DefinedVector: ...
@overload
def define(name: str, i: IndexName, j: IndexName, body: NumberLike, /, *, tex: str | None = ...) -> DefinedMatrix: ...
@overload
def define(
    name: str, parameter: Parameter, more: NumberLike | Vector | Matrix, /, *and_body: NumberLike | Vector | Matrix, tex: str | None = ...
) -> DefinedFunction: ...
def define(name: str, *parts: Any, tex: str | None = None) -> Any:
    """`define("Z", body)`, `define("p", i, body)`, `define("H", P, Q, body)`: a name for a formula.

    Parameters are indices (a definition over i is a vector, over i and j a matrix) or declared scalars, vectors,
    matrices and distributions.  Everything else the body mentions stays as it is.
    """
    if not parts:
        raise Malformed("arity", name, f"define({name!r}, ...) needs a formula")
    *given, body = parts
    params: list[Variable] = []
    over: list[Index] = []
    for g in given:
        term = as_term(g)
        if isinstance(term, Index) and not term.fixed:
            over.append(term)
        elif isinstance(term, Variable) and not over:
            params.append(term)
        else:
            says = f"{g!r} cannot be a parameter of {name}: parameters are declared variables, then indices"
            raise Malformed("parameter", term, says)
    if len(set(params)) != len(params) or len(over) > 2:
        raise Malformed("parameter", name, f"define({name!r}): a parameter is given twice, or there are more than two indices")
    clean = name.split("(", maxsplit=1)[0].strip()
    made = Definition(clean or name, tex or default_tex(clean or name), tuple(params), tuple(over), as_term(body))
    check_definition(made)
    if params:
        return DefinedFunction(made)
    term = t.Apply(made)
    return (DefinedNumber, DefinedVector, DefinedMatrix)[len(shape_of(term))](term)


def definition(*names: Defined | Number | Vector | Matrix) -> Unfolds:
    """The reason "by definition of ..."."""
    out: list[Definition] = []
    for n in names:
        match n:
            case DefinedFunction(definition=d):
                out.append(d)
            case Formula(term=t.Apply(d, _) | t.Entry(t.Apply(d, _), _)):
                out.append(d)
            case _:
                raise Malformed("not-a-definition", n, f"definition({n!r}): this name was not made by define(...)")
    if not out:
        raise Malformed("not-a-definition", names, "definition(...) needs a name made by define(...)")
    return Unfolds(tuple(out))


# ---------------------------------------------------------------- claims
def as_claim(x: object) -> Claim:
    """The claim of anything an author may write where a claim is wanted."""
    match x:
        case Proposition():
            return x.claim
        case Hypothesis():
            return x.claim
        case _ if is_sympy(x):
            from importlib import import_module

            claim: Claim = import_module("checks.cas.lift").lift_claim(x)
            check_claim(claim)
            return claim
        case Formula():
            raise Malformed("not-a-claim", x.term, f"{x!r} is a formula, not a claim: compare it with ==, <= or <")
        case _:
            raise Malformed("not-a-claim", x, f"{x!r} is not a claim")


def _no_loose_index(c: Claim, where: str) -> Claim:
    loose = sorted(i.name for i in claim_free(c) if isinstance(i, Index) and not i.fixed)
    if loose:
        raise Malformed(
            "free-index", c, f"index {', '.join(loose)} is free inside {where}: write forall({', '.join(loose)}, ...) around that side"
        )
    return c


def forall(*parts: Any) -> Proposition:
    """`forall(i, claim)`, `forall(i, j, claim)`: for every value of the indices."""
    *names, body = parts
    over = tuple(as_term(n) for n in names)
    if not over or not all(isinstance(i, Index) and not i.fixed for i in over):
        raise Malformed("forall", parts, "forall(i, claim) needs indices made by indices(...)")
    return Proposition(Forall(tuple(i for i in over if isinstance(i, Index)), as_claim(body)))


def both(*claims: Any) -> Proposition:
    return Proposition(Both(tuple(as_claim(c) for c in claims)))


def iff(left: Any, right: Any) -> Proposition:
    """Each side follows from the other.  Free indices need forall(...) on their side."""
    return Proposition(Iff(_no_loose_index(as_claim(left), "iff"), _no_loose_index(as_claim(right), "iff")))


def implies(premise: Any, conclusion: Any) -> Proposition:
    """The conclusion holds wherever the premise does; free indices are the same on both sides."""
    return Proposition(Implies(as_claim(premise), as_claim(conclusion)))


def maximises(point: Any, objective: Any, *, over: Any = None, subject_to: Sequence[Any] = ()) -> Proposition:
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
        found, term = as_term(over), as_term(objective)
        if not isinstance(found, Variable):
            raise Malformed("maximises", found, "maximises(point, objective, over=...) needs the variable that is varied")
        variable = found
    return Proposition(Maximises(as_term(point), variable, term, tuple(as_claim(c) for c in subject_to)))


# ---------------------------------------------------------------- proofs
@final
@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One line of a calculation: a relation to the line above, the new formula, the reasons."""

    rel: Rel
    right: Term
    by: tuple[Reason, ...]
    note: str
    place: Place


@final
@dataclass(frozen=True, slots=True, eq=False)
class Calc:
    """A chain: start REL right REL right ..."""

    start: Term
    steps: tuple[Step, ...]
    place: Place


@final
@dataclass(frozen=True, slots=True, eq=False)
class ByReasons:
    """The claim in one step."""

    by: tuple[Reason, ...]
    place: Place


@final
@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A proof for each part of a compound claim: of `both` in order, of `iff` forward then backward."""

    proofs: tuple[Proof, ...]
    place: Place


@final
@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """A proof under each of several assumptions that cover everything."""

    branches: tuple[tuple[Claim, Proof], ...]
    place: Place


@final
@dataclass(frozen=True, slots=True, eq=False)
class Unproved:
    """No proof was given."""


Proof: TypeAlias = Calc | ByReasons | Parts | Cases | Unproved


def _reasons(by: Any) -> tuple[Reason, ...]:
    given = tuple(cast(Sequence[Any], by)) if isinstance(by, (list, tuple)) else (by,)
    for r in given:
        if isinstance(r, str):
            raise Malformed("not-a-reason", r, f"by={r!r}: a reason is a value, not a text; drop the quotes")
        if not isinstance(r, (Rule, Unfolds, DeclaredFact, Hypothesis, Theorem, Citation, Instance, Auto, Assumption)):
            raise Malformed("not-a-reason", r, f"by={r!r}: not a reason; `python -m checks rules` lists them")
    return given


def _step(rel: Rel, right: object, by: Any, note: str) -> Step:
    return Step(rel, as_term(right), _reasons(by), note, here())


Because: TypeAlias = "Reason | Sequence[Reason]"


def eq(right: NumberLike | Vector | Matrix, *, by: Because = (), note: str = "") -> Step:
    """= right"""
    return _step(Rel.EQ, right, by, note)


def le(right: NumberLike, *, by: Because = (), note: str = "") -> Step:
    """<= right"""
    return _step(Rel.LE, right, by, note)


def lt(right: NumberLike, *, by: Because = (), note: str = "") -> Step:
    """< right"""
    return _step(Rel.LT, right, by, note)


def ge(right: NumberLike, *, by: Because = (), note: str = "") -> Step:
    """>= right"""
    return _step(Rel.GE, right, by, note)


def gt(right: NumberLike, *, by: Because = (), note: str = "") -> Step:
    """> right"""
    return _step(Rel.GT, right, by, note)


def calc(start: NumberLike | Vector | Matrix, *steps: Step) -> Calc:
    """A chain of steps.  `le`/`lt` never mix with `ge`/`gt`."""
    for s in steps:
        if not isinstance(s, Step):
            raise Malformed("not-a-step", s, f"{s!r} is not a step: write eq(...), le(...), lt(...), ge(...) or gt(...)")
    ups = {s.rel for s in steps} & {Rel.LE, Rel.LT}
    downs = {s.rel for s in steps} & {Rel.GE, Rel.GT}
    if ups and downs:
        raise Malformed("mixed-chain", steps, "a chain goes one way: le and lt cannot be mixed with ge and gt")
    return Calc(as_term(start), steps, here())


def by(*reasons: Reason) -> ByReasons:
    """A proof in one step."""
    return ByReasons(_reasons(reasons), here())


def parts(*proofs: Proof) -> Parts:
    """One proof for each part of `both`, or forward and backward for `iff`."""
    return Parts(proofs, here())


def cases(*branches: tuple[Any, Proof]) -> Cases:
    """`cases((claim, proof), ...)`: a proof under each assumption; together the assumptions must cover everything."""
    return Cases(tuple((as_claim(c), p) for c, p in branches), here())


# ---------------------------------------------------------------- statements
def hypothesis(claim: Any, says: str = "") -> Hypothesis:
    """A claim that a theorem may list in `given=`, with a sentence for the reader."""
    return Hypothesis(as_claim(claim), says, here())


def cite(source: str, claim: Any, *, given: Sequence[Hypothesis] = ()) -> Citation:
    """A named result used without proof.  It is printed wherever it is relied on."""
    if not isinstance(source, str) or not source.strip():
        raise Malformed("cite", source, 'cite("Author year", claim) needs a source')
    return Citation(source, as_claim(claim), tuple(given), here())


@final
@dataclass(frozen=True, slots=True, eq=False)
class Theorem:
    """A statement with its proof; also a reason for others."""

    title: str
    claim: Claim
    given: tuple[Hypothesis, ...]
    proof: Proof
    book: str
    covers: tuple[str, ...]
    note: str
    example: Mapping[Any, Any]
    place: Place

    def at(self, values: dict[Any, Any]) -> Instance:
        """This theorem for other sizes, indices or variables, as in `gibbs.at({P: pi, Q: star})`."""
        return instance(self, values)


_MADE: list[Theorem] = []


def theorem(
    title: str,
    claim: Any,
    *,
    proof: Proof | None = None,
    given: Sequence[Hypothesis | Proposition] = (),
    book: str = "",
    covers: Sequence[str] = (),
    note: str = "",
    example: Mapping[Any, Any] | None = None,
) -> Theorem:
    """For all sizes and variables: if every `given` holds, so does the claim, for all its free indices."""
    if not isinstance(title, str) or not title.strip():
        raise Malformed("theorem", title, 'theorem("Title", claim, ...) needs a title')
    for h in given:
        if isinstance(h, DeclaredFact):
            says = "what a declaration says holds everywhere and is never listed in given=: drop it"
            raise Malformed("given", h, says)
        if not isinstance(h, (Hypothesis, Proposition)):
            raise Malformed("given", h, f'given={h!r}: not a hypothesis; write hypothesis(claim, "in words")')
    assumed = tuple(h if isinstance(h, Hypothesis) else Hypothesis(h.claim, "", here()) for h in given)
    if proof is not None and not isinstance(proof, (Calc, ByReasons, Parts, Cases)):
        raise Malformed("proof", proof, f"proof={proof!r}: write calc(...), by(...), parts(...) or cases(...)")
    made = Theorem(title, as_claim(claim), assumed, proof or Unproved(), book, tuple(covers), note, dict(example or {}), here())
    _refuse_strangers(made.proof, assumed)
    refuse_lookalikes(made)
    _MADE.append(made)
    return made


def _refuse_strangers(proof: Proof, given: tuple[Hypothesis, ...]) -> None:
    """A hypothesis may be cited only where it is listed in given=."""
    match proof:
        case Calc(_, steps):
            cited = [(r, s.place) for s in steps for r in s.by]
        case ByReasons(reasons, place):
            cited = [(r, place) for r in reasons]
        case Parts(proofs):
            cited = []
            for p in proofs:
                _refuse_strangers(p, given)
        case Cases(branches):
            cited = []
            for _, p in branches:
                _refuse_strangers(p, given)
        case _:
            cited = []
    for r, place in cited:
        if isinstance(r, Hypothesis) and r not in given:
            raise Malformed(
                "not-given", r, f"line {place.line} cites the hypothesis {r.says or '(unnamed)'!r}, which is not in given=[...]: list it"
            )


def implied(premises: Iterable[Claim], conclusion: Claim) -> Claim:
    """premise -> ... -> conclusion."""
    for p in reversed(list(premises)):
        conclusion = Implies(p, conclusion)
    return conclusion


_ = (field, Relation)
