"""What is a definition at given arguments?  Its body, with the arguments in the place of the parameters.

Arguments are evaluated first and passed by value.  Random arguments cannot be: an expectation in the body binds them by name,
so such a call is unfolded instead (`takes_random`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import count
from typing import TypeAlias

from checks.evaluate.binders import ArrayRun, Run, restore
from checks.evaluate.integers import places
from checks.evaluate.model import place
from checks.evaluate.scope import OUT_OF_RANGE, IntegerRun, Scope
from checks.evaluate.value import Array, Value
from checks.kernel import term as t
from checks.kernel.bind import free_indices, random_variables
from checks.kernel.names import Definition, Index, Size

Entries: TypeAlias = Callable[[Scope, tuple[int, ...]], Value]

_serial = count()  # keys of remembered entries inside one process; never printed


def takes_random(x: t.Apply) -> bool:
    return any(p.family is not None for p in x.definition.params) or any(random_variables(a) for a in x.args)


def entering(x: t.Apply, args: tuple[ArrayRun, ...]) -> Callable[[Scope, tuple[int, ...]], Scope]:
    """The scope in which the body of a definition with parameters is evaluated, at given values of its indices."""
    d = x.definition
    dims = tuple((k, j, n) for k, p in enumerate(d.params) for j, n in enumerate(p.shape) if isinstance(n, Size))

    def enter(s: Scope, at: tuple[int, ...]) -> Scope:
        given = [a(s) for a in args]
        sizes = {n: given[k].shape[j] for k, j, n in dims}
        return s.called(dict(zip(d.indices, at, strict=True)), sizes, dict(zip(d.params, given, strict=True)))

    return enter


def body_of(x: t.Apply, args: tuple[ArrayRun, ...], body: Run) -> Entries:
    """The body of a definition at given values of its indices.

    Without parameters it is evaluated where it is used, so that what it shares with its neighbours is evaluated once.
    """
    d = x.definition
    if args:
        enter = entering(x, args)
        return lambda s, at: body(enter(s, at))

    def run(s: Scope, at: tuple[int, ...]) -> Value:
        env = s.index
        before = [env.get(i) for i in d.indices]
        env.update(zip(d.indices, at, strict=True))
        value = body(s)
        for i, b in zip(d.indices, before, strict=True):
            restore(env, i, b)
        return value

    return run


def remembered_entries(x: t.Apply, entries: Entries) -> Entries:
    """Each entry once per scope, and once for all calls if there are no arguments."""
    key = _key_of(x.definition) if not x.args else next(_serial)
    over = tuple(dict.fromkeys(i for a in x.args for i in free_indices(a)))

    def run(s: Scope, at: tuple[int, ...]) -> Value:
        index = s.index
        where = (key, at, *[index[i] for i in over])
        found = s.memo.get(where)
        if found is None:
            found = s.memo[where] = entries(s, at)
        return found  # type: ignore[return-value]  # only this function writes under `key`

    return run


@lru_cache(maxsize=20_000)
def _key_of(_: Definition) -> int:
    return next(_serial)


def at_fresh_indices(fresh: tuple[Index, ...], body: Run) -> Entries:
    """Entries of a definition that was unfolded at indices of its own."""

    def run(s: Scope, at: tuple[int, ...]) -> Value:
        s.index.update(zip(fresh, at, strict=True))
        return body(s)

    return run


def tabulated(sizes: tuple[IntegerRun, ...], entries: Entries) -> ArrayRun:
    def run(s: Scope) -> Array:
        shape = tuple(n(s) for n in sizes)
        return Array(shape, tuple(entries(s, at) for at in places(shape)))

    return run


# ---------------------------------------------------------------- entries
def picked(of: ArrayRun, at: tuple[IntegerRun, ...]) -> Run:
    """One entry of an array."""
    if len(at) == 1:
        (only,) = at

        def from_vector(s: Scope) -> Value:
            values, i = of(s).entries, only(s)
            return values[i - 1] if 1 <= i <= len(values) else OUT_OF_RANGE

        return from_vector

    def from_matrix(s: Scope) -> Value:
        values = of(s)
        k = place(values.shape, tuple([i(s) for i in at]))
        return OUT_OF_RANGE if k is None else values.entries[k]

    return from_matrix


def picked_from_definition(entries: Entries, sizes: tuple[IntegerRun, ...], at: tuple[IntegerRun, ...]) -> Run:
    """One entry of a definition over indices: the others are not evaluated."""

    def run(s: Scope) -> Value:
        where = tuple([i(s) for i in at])
        inside = all(1 <= i <= n(s) for i, n in zip(where, sizes, strict=True))
        return entries(s, where) if inside else OUT_OF_RANGE

    return run
