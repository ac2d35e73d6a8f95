"""Does this recurrence fix the entries of its sequence, one after the other?  Trusted.

Then there is one sequence with these entries wherever the first entry and the steps are defined, and its two equations may be used
without being assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.kernel import term as t
from checks.kernel.bind import free_indices, random_variables
from checks.kernel.malformed import Malformed
from checks.kernel.names import Free, Index, Recurrence, Term, Variable
from checks.kernel.substitute import shape_of
from checks.kernel.walk import subterms

BINDERS = (t.Derivative, t.Gradient, t.Mean, t.Variance, t.Covariance)  # they would bind what the entry before depends on


def check_recurrence(v: Variable) -> None:
    """Raise `Malformed` unless every entry is a number that is fixed by the one before; start and step are well formed."""
    if not isinstance(v.facts, Recurrence):
        raise TypeError(f"{v.name} has no recurrence")
    index, previous, start, step = v.facts.index, v.facts.previous, v.facts.start, v.facts.step
    fits = len(v.shape) == 1 and index.over == t.Sub(v.shape[0], t.ONE) and not index.fixed
    plain = previous.facts == Free() and not (previous.shape or previous.of or previous.family or v.of or v.family)
    if not fits or not plain or shape_of(start) or shape_of(step):
        raise Malformed("parameter", v, f"{v.name}: a recurrence gives each number of a sequence from the one before")
    for x, own in ((start, set[Index]()), (step, {index})):
        loose = {i for i in free_indices(x) if not i.fixed} - own
        if loose:
            name = min(i.name for i in loose)
            raise Malformed("free-index", v, f"{v.name} depends on {name}, which is not its index there: sum over it, or use a position")
        if random_variables(x) or any(isinstance(s, BINDERS) for s in _unfolded(x)):
            raise Malformed("parameter", v, f"{v.name}: random variables, expectations and derivatives have no place in a recurrence")


def _unfolded(x: Term) -> Iterator[Term]:
    """The subterms of x, the bodies of its definitions included."""
    for s in subterms(x):
        yield s
        if isinstance(s, t.Apply):
            yield from _unfolded(s.definition.body)
