"""How is a formula typed in a script?  In the names that the script gives to things, whatever they print as."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.kernel import term as t
from checks.kernel.claim import Claim, Rel, Relation
from checks.kernel.names import Declaration, Definition, Index, Size, Term, Variable
from checks.kernel.text import claim_text, text
from checks.kernel.walk import claim_terms, subterms
from checks.tactics.scope import Names


def typed_claim(c: Claim, names: Names, around: Claim | None = None) -> str:
    """`c` in the names of the script; a bound index that the kernel renamed is called as in the step `around` it."""
    return _renamed(claim_text(c), named((c,) if around is None else (c, around)), names)


def typed(x: Term, names: Names) -> str:
    return _renamed(text(x), named((Relation(x, Rel.EQ, x),)), names)


def named(claims: Iterable[Claim]) -> tuple[Declaration | Definition, ...]:
    """Every name that the claims use, in reading order."""
    found: dict[Declaration | Definition, None] = {}
    for c in claims:
        for x in claim_terms(c):
            for s in subterms(x):
                if isinstance(s, (Size, Index, Variable)):
                    found.setdefault(s)
                elif isinstance(s, t.Apply):
                    found.setdefault(s.definition)
    return tuple(found)


def _renamed(printed: str, named: tuple[Declaration | Definition, ...], names: Names) -> str:
    """A printed formula in the names of the script: what prints as `y'` may be bound to `y2` there."""
    called = {n.name: names[id(n)] for n in named if names.get(id(n), n.name) != n.name}
    if not called:
        return printed
    longest = sorted(called, key=lambda name: (-len(name), name))
    pattern = rf"(?<![\w'])(?:{'|'.join(map(re.escape, longest))})(?![\w'])"
    return re.sub(pattern, lambda m: called[m[0]], printed)
