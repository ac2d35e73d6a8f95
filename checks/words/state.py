"""theorem, calc, eq: the sentences of a derivation.  They are values; nothing is proved when they are built."""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast, final

from checks.kernel import term as t
from checks.kernel.claim import Claim, Rel
from checks.kernel.names import Index, Size, Term
from checks.kernel.shape import Malformed
from checks.kernel.text import claim_text, text
from checks.words.alike import refuse_lookalikes
from checks.words.claims import ClaimLike
from checks.words.claims import as_claim as as_claim
from checks.words.declared import IndexName, SizeName
from checks.words.define import DefinedFunction as DefinedFunction
from checks.words.formula import Matrix, NumberLike, Proposition, Vector, as_term
from checks.words.place import Place, here
from checks.words.reasons import Citation, Hypothesis, Instance, Reason, instance
from checks.words.refusals import REASONS, assumed_in, no_proof, no_reason, no_step, refuse_strangers
from checks.words.wording import checked_text


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

    def __repr__(self) -> str:
        return f"{self.rel.name.lower()}({text(self.right)})"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Calc:
    """A chain: start REL right REL right ..."""

    start: Term
    steps: tuple[Step, ...]
    place: Place

    def __repr__(self) -> str:
        return f"calc({text(self.start)}, ...)"


@final
@dataclass(frozen=True, slots=True, eq=False)
class ByReasons:
    """The claim in one step."""

    by: tuple[Reason, ...]
    place: Place

    def __repr__(self) -> str:
        return f"by({', '.join(map(repr, self.by))})"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A proof for each part of a compound claim: of `both` in order, of `iff` forward then backward."""

    proofs: tuple[Proof, ...]
    place: Place

    def __repr__(self) -> str:
        return f"parts({', '.join(map(repr, self.proofs))})"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """A proof under each of several assumptions that cover everything."""

    branches: tuple[tuple[Claim, Proof], ...]
    place: Place

    def __repr__(self) -> str:
        return f"cases({', '.join(f'({claim_text(c)}, {p!r})' for c, p in self.branches)})"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Induction:
    """A proof at the least value of a size or index, and from each value to the next."""

    over: Size | Index
    below: Size | Index
    base: Proof
    step: Proof
    place: Place

    def __repr__(self) -> str:
        return f"induction({self.over.name}, base={self.base!r}, step={self.step!r})"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Unproved:
    """No proof was given."""


Proof: TypeAlias = Calc | ByReasons | Parts | Cases | Induction | Unproved


def _reasons(by: object) -> tuple[Reason, ...]:
    given: tuple[Any, ...] = tuple(cast(Sequence[Any], by)) if isinstance(by, (list, tuple)) else (by,)
    for r in given:
        if not isinstance(r, (*REASONS, Theorem)):
            raise Malformed("not-a-reason", r, no_reason(r))
    return given


def _step(rel: Rel, right: object, by: object, note: str) -> Step:
    return Step(rel, as_term(right), _reasons(by), checked_text(note, "the note of a step"), here())


Because: TypeAlias = "Reason | Sequence[Reason]"


def eq(right: NumberLike | Vector | Matrix, *, by: Because = (), note: str = "") -> Step:
    """A step of a chain: the line above == right."""
    return _step(Rel.EQ, right, by, note)


def le(right: NumberLike, *, by: Because = (), note: str = "") -> Step:
    """A step of a chain: the line above <= right."""
    return _step(Rel.LE, right, by, note)


def lt(right: NumberLike, *, by: Because = (), note: str = "") -> Step:
    """A step of a chain: the line above < right."""
    return _step(Rel.LT, right, by, note)


def ge(right: NumberLike, *, by: Because = (), note: str = "") -> Step:
    """A step of a chain: the line above >= right."""
    return _step(Rel.GE, right, by, note)


def gt(right: NumberLike, *, by: Because = (), note: str = "") -> Step:
    """A step of a chain: the line above > right."""
    return _step(Rel.GT, right, by, note)


def calc(start: NumberLike | Vector | Matrix, *steps: Step) -> Calc:
    """A chain of steps, `calc(start, eq(next, by=reason), le(bound))`.  `le`/`lt` never mix with `ge`/`gt`."""
    for s in steps:
        if not isinstance(s, Step):
            raise Malformed("not-a-step", s, no_step(s))
    ups = {s.rel for s in steps} & {Rel.LE, Rel.LT}
    downs = {s.rel for s in steps} & {Rel.GE, Rel.GT}
    if ups and downs:
        raise Malformed("mixed-chain", steps, "a chain goes one way: le and lt cannot be mixed with ge and gt")
    return Calc(as_term(start), steps, here())


def by(*reasons: Reason) -> ByReasons:
    """A proof in one step, from the reasons: `proof=by(definition(p), algebra)`."""
    return ByReasons(_reasons(reasons), here())


def _proof(p: object) -> Proof:
    if not isinstance(p, (Calc, ByReasons, Parts, Cases, Induction)):
        raise Malformed("proof", p, no_proof(p))
    return p


def parts(*proofs: Proof) -> Parts:
    """One proof for each part of `both`, or forward and backward for `iff`."""
    for p in proofs:
        _proof(p)
    return Parts(proofs, here())


def cases(*branches: tuple[ClaimLike, Proof]) -> Cases:
    """`cases((claim, proof), ...)`: a proof under each assumption; together the assumptions must cover everything."""
    for b in branches:
        if not isinstance(b, tuple) or len(b) != 2:
            raise Malformed("proof", b, f"{b!r} is not a case: each is a pair, cases((claim, proof), (claim, proof))")
    return Cases(tuple((as_claim(c), _proof(p)) for c, p in branches), here())


def induction(over: SizeName | IndexName, *, base: Proof, step: Proof) -> Induction:
    """`induction(n, base=proof, step=proof)`: the claim at the least n, and at n + 1 from the claim at n, which is `by=assumption`.

    n is a size or an index of the claim.  For an index over N, the step is from n to n + 1 <= N.  Nothing else may be declared by n:
    a claim about a vector of size n is another claim for the smaller n.  Make it one about the first n entries of a longer vector.
    """
    name = as_term(over)
    if not isinstance(name, (Size, Index)):
        raise Malformed("proof", over, f"induction({over!r}, ...) needs a size or an index")
    below = name if isinstance(name, Size) else Index(name.name, name.tex, t.Sub(name.over, t.ONE))
    return Induction(name, below, _proof(base), _proof(step), here())


# ---------------------------------------------------------------- statements
def hypothesis(claim: ClaimLike, says: str = "") -> Hypothesis:
    """A claim that a theorem may list in `given=`, with a sentence for the reader; there, and only there, it is a reason."""
    return Hypothesis(as_claim(claim), checked_text(says, "what a hypothesis says"), here())


def cite(source: str, claim: ClaimLike, *, given: Sequence[Hypothesis] = ()) -> Citation:
    """A named result used without proof.  It is printed wherever it is relied on."""
    if not isinstance(source, str) or not source.strip():
        raise Malformed("cite", source, 'cite("Author year", claim) needs a source')
    return Citation(checked_text(source, "a source"), as_claim(claim), assumed_in(given), here())


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

    def __repr__(self) -> str:
        return f"theorem({self.title!r}, {claim_text(self.claim)})"

    def at(self, values: dict[Any, Any]) -> Instance:
        """This theorem for other sizes, indices or variables, as in `gibbs.at({P: pi, Q: star})`."""
        return instance(self, values)


_MADE: list[Theorem] = []


def theorem(
    title: str,
    claim: ClaimLike,
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
    for said, what in ((title, "a title"), (book, "book="), (note, "a note"), *((c, "covers=") for c in covers)):
        checked_text(said, what)
    assumed = assumed_in(given)
    if example is not None and not isinstance(example, Mapping):
        raise Malformed("theorem", example, f'example={example!r}: values by name, as in example={{n: "2", x: "1/2"}}')
    proved = Unproved() if proof is None else _proof(proof)
    made = Theorem(title, as_claim(claim), assumed, proved, book, tuple(covers), note, dict(example or {}), here())
    refuse_strangers(made.proof, assumed)
    refuse_lookalikes(made)
    _MADE.append(made)
    return made
