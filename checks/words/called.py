"""What is said of a value that stands where a formula or a claim belongs?"""

from __future__ import annotations

from types import FunctionType


def no_formula(x: object) -> str:
    match x:
        case str():
            return f"{x!r} is a text, not a formula: write the formula itself, without quotes"
        case slice():
            return "a range of entries is not a formula: a part of a sum is Sum(f, (k, a, b))"
        case list() | tuple() | dict() | set():
            return f'{x!r} is not a formula: vectors and matrices are declared, vector("z", n); numbers for them stand in at={{...}}'
        case FunctionType() | type():
            return f"{x.__name__} is a function, not a formula: write {x.__name__}(...) with its arguments"
        case _ if callable(x):
            return f"{x!r} is a function, not a formula: write {x!r}(...) with its arguments"
        case _:
            return f"{x!r} is not a formula"


def no_claim(x: object) -> str:
    match x:
        case str():
            return f"{x!r} is a text, not a claim: write a comparison, such as x == 1, without quotes"
        case bool():
            says = f"{x} is what Python made of a comparison without a formula in it"
            return f"{says}: a function is compared at its arguments, as in F(x) == 1"
        case list() | tuple():
            return f"{x!r} is not a claim: write the claims one after the other, as in both(a == b, c == d)"
        case _:
            return f"{x!r} is not a claim: write a comparison, such as x == 1"
