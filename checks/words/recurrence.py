"""recurrence: how is a sequence declared, whose entries follow from one another?"""

from __future__ import annotations

from collections.abc import Callable

from checks.kernel import term as t
from checks.kernel.facts import facts_of
from checks.kernel.names import Index, Recurrence, Variable
from checks.kernel.shape import Malformed, check_claim, well_formed
from checks.kernel.substitute import Capture, substitute
from checks.words.declared import IndexName, Sequence
from checks.words.formula import Number, NumberFormula, NumberLike, as_term
from checks.words.latex_name import set_name
from checks.words.wording import checked_name


def recurrence(name: str, index: IndexName, tex: str | None = None, *, start: NumberLike, step: Callable[[Number], NumberLike]) -> Sequence:
    """`m = recurrence("m", t, start=x[1], step=lambda before: before + x[t + 1])`: m[1] == x[1] and m[t + 1] == m[t] + x[t + 1].

    m is a vector of the size N of t.  In the step, t stands for any place before the last, and the argument for m[t].  The reason
    `definition(m)` gives the two equations.  Neither may be random, and the step must be defined whatever m[t] is.
    """
    at = as_term(index)
    if not isinstance(at, Index) or at.fixed:
        raise Malformed("not-an-index", index, f"recurrence({name!r}, ...) needs an index made by indices(...), not {index!r}")
    if not callable(step):
        raise Malformed("parameter", step, f"step= is a function of the entry before: step=lambda before: ..., not {step!r}")
    clean = checked_name(name, "vector")
    below = Index(at.name, at.tex, t.Sub(at.over, t.ONE))
    previous = Variable(f"{clean} before", "", ())
    body = substitute(as_term(step(NumberFormula(previous))), {at: below})
    made = Variable(clean, set_name(clean, tex), (at.over,), Recurrence(below, previous, as_term(start), body))
    well_formed(made)
    try:
        for f in facts_of(made):
            check_claim(f.claim)
    except Capture as e:
        raise Malformed("parameter", body, f"{clean}: the step binds what the entry before depends on, in {e.node!r}") from None
    return Sequence(made)
