"""Which words may a derivation use, and how is each written?  By kind, from their signatures and docstrings."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from types import FunctionType
from typing import final

from checks.run.wrong_call import form
from checks.words.reasons import Assumption, Auto, Rule

KINDS: dict[str, tuple[str, ...]] = {
    "declare": (
        "size", "indices", "position", "scalar", "vector", "matrix", "distribution", "joint", "one_hot", "random_variable",
        "random_vector", "family", "function", "recurrence",
    ),
    "build": (
        "Sum", "Product", "Max", "Min", "D", "E", "Var", "Cov", "exp", "log", "sqrt", "abs_",
        "sin", "cos", "tanh", "maximum", "minimum", "clip",
        "sign", "floor", "ceiling", "round_", "delta", "indicator", "where", "dot", "outer", "norm",
        "tr", "rank", "diag", "eye", "zeros", "Rational", "Pi", "lift",
    ),
    "claim": ("forall", "both", "iff", "implies", "maximises"),
    "state": ("define", "hypothesis", "theorem", "cite", "printed", "erratum", "not_checkable"),
    "prove": ("calc", "eq", "le", "lt", "ge", "gt", "by", "parts", "cases", "induction"),
    "because": (
        "algebra", "definition", "calculus", "exp_log", "sum_of_delta", "linearity_of_E", "independence", "variance", "log_bound",
        "squares", "nonnegative_terms", "monotone", "max_bounds", "piecewise", "rounding", "rank_bounds", "square_inverse", "trigonometry",
        "products", "first_factor", "last_factor", "assumption", "auto",
    ),
}  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Word:
    """A word of the language: how it is written, what it is in one line, and all that is to be said of it."""

    name: str
    kind: str
    form: str
    says: str
    text: str


def vocabulary() -> tuple[Word, ...]:
    """Every word, kind by kind."""
    return tuple(_word(name, kind) for kind, names in KINDS.items() for name in names)


def _word(name: str, kind: str) -> Word:
    from checks import language

    value: object = vars(language)[name]
    match value:
        case FunctionType():
            written, text = form(name, value), inspect.getdoc(value)
        case Rule():
            written, text = name, inspect.getdoc(sys.modules[f"checks.rules.{name}"])
        case Auto() | Assumption():
            written, text = name, inspect.getdoc(type(value))
        case _:
            written, text = name, "The circle constant 3.14159..., exactly."
    if not text:
        raise TypeError(f"the word {name} has no docstring")
    says = " ".join(text.split("\n\n", 1)[0].split("\n"))
    return Word(name, kind, written, says, text)
