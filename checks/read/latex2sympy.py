"""How is latex2sympy2 used safely?  Its parser alone reads, to the end of the text, with fresh state, one text at a time.

The library's own entry point is never called: it drops what follows the first complete formula, takes `=` for an assignment that
later readings see, and `log` for base 10.  Its top-level package `gen` is imported from its own folder, and leaves no trace under
that name, so that neither a book's `gen` is run by us nor ours is found by a book.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, final

RUNTIME = "antlr4-python3-runtime"
WORKS_WITH = "4.7.2"  # another version cannot read the tables of the library's grammar
TOP_LEVEL = "gen"
TYPING_IO = "typing.io"
_LOCK = Lock()


class NotRead(Exception):
    """The library does not accept the text: `says` is what its parser says."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


@final
@dataclass(frozen=True, slots=True)
class Missing:
    """The library cannot be used here."""

    why: str


Reader = Callable[[str], Any]


@lru_cache(maxsize=1)
def reader() -> Reader | Missing:
    """A function from LaTeX to the unevaluated SymPy expression that latex2sympy2 reads.  It raises `NotRead`."""
    try:
        found = version(RUNTIME)
    except PackageNotFoundError:
        return Missing(f"{RUNTIME} is not installed")
    spec = find_spec("latex2sympy2")
    if spec is None or spec.origin is None:
        return Missing("latex2sympy2 is not installed")
    if found != WORKS_WITH:
        return Missing(f"latex2sympy2 needs {RUNTIME} {WORKS_WITH}, but {found} is installed")
    with _imported_from(Path(spec.origin).parent):
        try:
            return _guarded(import_module("latex2sympy2"), import_module("antlr4"))
        except ImportError as problem:
            return Missing(f"latex2sympy2 cannot be imported: {problem}")


@contextmanager
def _imported_from(folder: Path) -> Generator[None]:
    """Imports look into `folder` first, and what they leave under the library's top-level name is taken away again."""
    ours = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == TOP_LEVEL}
    path, typing_io = list(sys.path), sys.modules.get(TYPING_IO)
    sys.path.insert(0, str(folder))
    sys.modules[TYPING_IO] = typing  # the runtime imports what Python 3.13 has removed
    try:
        yield
    finally:
        sys.path[:] = path
        if typing_io is None:
            del sys.modules[TYPING_IO]
        else:
            sys.modules[TYPING_IO] = typing_io
        for name in [n for n in sys.modules if n.partition(".")[0] == TOP_LEVEL]:
            del sys.modules[name]
        sys.modules.update(ours)


def _guarded(library: Any, antlr: Any) -> Reader:
    class Listener(antlr.error.ErrorListener.ErrorListener):  # type: ignore[misc]  # the library's runtime has no types
        def syntaxError(self, *args: Any) -> None:
            _, _, _, column, says, _ = args
            raise NotRead(f"at character {column + 1}: {says}")

    def read(latex: str) -> Any:
        with _LOCK:
            library.variances, library.var, library.VARIABLE_VALUES = {}, {}, {}
            library.set_real(None)
            lexer = library.PSLexer(antlr.InputStream(latex))
            tokens = antlr.CommonTokenStream(lexer)
            parser = library.PSParser(tokens)
            for part in (lexer, parser):
                part.removeErrorListeners()
                part.addErrorListener(Listener())
            tree = parser.math()
            if tokens.LA(1) != antlr.Token.EOF:
                raise NotRead(f"it stops before {tokens.LT(1).text}")
            if tree.relation() is None or tree.relation().expr() is None:
                raise NotRead("it is not one formula")
            with library.sympy.evaluate(False):
                return library.convert_relation(tree.relation())

    return read
