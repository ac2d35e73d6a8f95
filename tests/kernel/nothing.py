"""Indices and arrays over sizes that may be 0, which no word of the language makes: the kernel must not be led astray by them."""

from __future__ import annotations

from checks.kernel.names import Free, Index, Simplex, Variable
from checks.words.declared import Distribution, FreeVector, IndexName
from checks.words.formula import Number


def index(name: str, over: Number) -> IndexName:
    return IndexName(Index(name, name, over.term))


def position(name: str, over: Number) -> IndexName:
    return IndexName(Index(name, name, over.term, fixed=True))


def vector(name: str, over: Number) -> FreeVector:
    return FreeVector(Variable(name, name, (over.term,), Free()))


def distribution(name: str, over: Number) -> Distribution:
    return Distribution(Variable(name, name, (over.term,), Simplex(False)))
