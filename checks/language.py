"""Every word a derivation may use.  Scripts start with `from checks.language import *`."""

from checks.rules import (
    algebra,
    assumption,
    auto,
    calculus,
    exp_log,
    first_factor,
    independence,
    last_factor,
    linearity_of_E,
    log_bound,
    monotone,
    nonnegative_terms,
    products,
    rank_bounds,
    square_inverse,
    squares,
    sum_of_delta,
    trigonometry,
    variance,
)
from checks.words.claims import both, forall, iff, implies, maximises
from checks.words.declare import (
    distribution,
    function,
    indices,
    joint,
    matrix,
    one_hot,
    position,
    random_variable,
    random_vector,
    scalar,
    size,
    vector,
)
from checks.words.define import define, definition
from checks.words.families import family
from checks.words.numbers import erratum, printed
from checks.words.operators import (
    Cov,
    D,
    E,
    Pi,
    Product,
    Rational,
    Sum,
    Var,
    abs_,
    cos,
    delta,
    diag,
    dot,
    exp,
    eye,
    indicator,
    lift,
    log,
    norm,
    outer,
    rank,
    sin,
    sqrt,
    tanh,
    tr,
    zeros,
)
from checks.words.recurrence import recurrence
from checks.words.state import by, calc, cases, cite, eq, ge, gt, hypothesis, induction, le, lt, parts, theorem
from checks.words.uncheckable import not_checkable

__all__ = [
    "Cov", "D", "E", "Pi", "Product", "Rational", "Sum", "Var", "abs_", "algebra", "assumption", "auto", "both", "by", "calc",
    "calculus", "cases", "cite", "cos", "define", "definition", "delta", "diag", "distribution", "dot", "eq", "erratum", "exp",
    "exp_log", "eye", "family", "first_factor", "forall", "function", "ge", "gt", "hypothesis", "iff", "implies", "independence",
    "indicator", "indices", "induction", "joint", "last_factor", "le", "lift", "linearity_of_E", "log", "log_bound", "lt", "matrix",
    "maximises", "monotone", "nonnegative_terms", "norm", "not_checkable", "one_hot", "outer", "parts", "position", "printed",
    "products", "random_variable", "random_vector", "rank", "rank_bounds", "recurrence", "scalar", "sin", "size", "sqrt",
    "square_inverse", "squares", "sum_of_delta", "tanh", "theorem", "tr", "trigonometry", "variance", "vector", "zeros",
]  # fmt: skip
