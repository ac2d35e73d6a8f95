"""No altered step is confirmed unless it is still true: every confirmed mutant is evaluated exactly, by code without SymPy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from flint import fmpq

from checks.cas.judge import Confirms, Context, Contradicts, judge_step
from checks.cas.naming import declarations, free_in_order
from checks.evaluate.evaluate import evaluate
from checks.evaluate.model import Model, exact_array
from checks.evaluate.value import BAD, Order, base, order
from checks.kernel import term as t
from checks.kernel.claim import Relation
from checks.kernel.names import Index, Simplex, Size, Term, Variable
from checks.kernel.shape import Malformed, well_formed
from checks.kernel.walk import children, with_children
from tests.cas.steps import FLAGSHIPS, Flagship


def mutants(x: Term, swaps: dict[Index, Index]) -> Iterator[Term]:
    """`x` with one slip: a sign, a dropped or doubled part, another index, a number off by one."""
    match x:
        case t.Add(a, b):
            yield from (t.Sub(a, b), a, b)
        case t.Sub(a, b):
            yield from (t.Add(a, b), t.Sub(b, a), a)
        case t.Mul(a, b):
            yield from (a, b, t.Mul(x, b))
        case t.Div(a, b):
            yield from (a, t.Div(b, a))
        case t.Neg(a):
            yield a
        case t.Num(q):
            yield t.Num(q + 1)
        case t.Index() if x in swaps:
            yield swaps[x]
        case t.Func(t.Fn.LOG, a):
            yield a
        case _:
            pass
    for n, c in enumerate(children(x)):
        for m in mutants(c, swaps):
            yield with_children(x, (*children(x)[:n], m, *children(x)[n + 1 :]))


def points(claim: Relation) -> Iterator[tuple[Model, dict[Index, int]]]:
    """Models at sizes 1 to 3, all indices, three spread-out points each."""
    names = declarations((claim.left, claim.right))
    indices = [i for i in free_in_order((claim.left, claim.right)) if isinstance(i, Index)]
    for n, attempt in product((1, 2, 3), range(3)):
        arrays = {}
        for m, v in enumerate(d for d in names if isinstance(d, Variable)):
            shape = (n,) * len(v.shape)
            count = n ** len(shape)
            row = [fmpq(1 + (5 * e + 3 * m + 2 * attempt) % 7, 2 + (e + m + attempt) % 3) for e in range(count)]
            whole = sum(row, fmpq(0)) if isinstance(v.facts, Simplex) else fmpq(1)
            arrays[v] = exact_array(shape, tuple(q / whole for q in row))
        model = Model({s: n for s in names if isinstance(s, Size)}, {}, arrays)
        for values in product(range(1, n + 1), repeat=len(indices)):
            yield model, dict(zip(indices, values, strict=True))


def false_somewhere(claim: Relation) -> bool:
    for model, env in points(claim):
        left, right = (evaluate(x, model, env, bits=128) for x in (claim.left, claim.right))
        if not isinstance(left, BAD) and not isinstance(right, BAD) and order(base(left), base(right)) in (Order.LESS, Order.GREATER):
            return True
    return False


@pytest.mark.parametrize("flagship", [f for f in FLAGSHIPS if not f.given], ids=lambda f: f.name)
def test_a_false_mutant_is_never_confirmed(flagship: Flagship) -> None:
    seen, contradicted = 0, 0
    for proposition in flagship.claims:
        claim = proposition.claim
        assert isinstance(claim, Relation)
        free = [i for i in free_in_order((claim.left, claim.right)) if isinstance(i, Index)]
        swaps = dict(zip(free, (*free[1:], *free[:1]), strict=True)) if len(free) > 1 else {}
        for mutant in mutants(claim.right, swaps):
            try:
                well_formed(mutant)
            except Malformed:
                continue
            seen += 1
            said = judge_step(Context(), claim.left, claim.rel, mutant)
            contradicted += isinstance(said, Contradicts)
            if isinstance(said, Confirms):
                assert not false_somewhere(Relation(claim.left, claim.rel, mutant)), mutant
    assert contradicted > seen * 3 // 4  # and nearly every false one falls to a point
