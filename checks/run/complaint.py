"""What is wrong with a script that does not load?  One message: the place in the book, a code, a sentence, the way out."""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Mapping
from pathlib import Path

from checks.kernel.shape import Malformed
from checks.outcome import ScriptError, Where
from checks.run.meant import meant
from checks.run.near import near
from checks.run.scripts import Script


class BrokenImport(ImportError):
    """A script imports one that does not load."""

    def __init__(self, rel: str) -> None:
        super().__init__(f"{rel} does not load")
        self.rel = rel


class CircularImport(ImportError):
    """Scripts import one another in a circle."""

    def __init__(self, rels: list[str]) -> None:
        super().__init__(" imports ".join(rels))


class NoSuchScript(ImportError):
    """`from derivations.klx import ...`, but there is no klx.py."""

    def __init__(self, package: str, missing: str, there: tuple[str, ...]) -> None:
        super().__init__(f"{package}/ has no script {missing}.py")
        self.missing, self.there = missing, there


class OutOfTime(TimeoutError):
    """A script is still loading after its time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"loading takes longer than {seconds:g} s")


class OutOfMemory(MemoryError):
    """A script needs more memory to load than it may have."""

    CODE = "script-memory"

    def __init__(self, megabytes: int) -> None:
        super().__init__(f"loading takes more than {megabytes} MB of memory" if megabytes else "loading takes more memory than there is")


FATAL = frozenset({"script-time", OutOfMemory.CODE, "script-crash"})  # what must not be tried again in the process that judges


LONGEST = 2_000  # characters of an exception's own words

# What an author may try first, coming from SymPy or from mathematics, and the word for it here.
OTHER_WORDS = {
    "Derivative": "D", "diff": "D", "KroneckerDelta": "delta", "summation": "Sum", "Symbol": "scalar", "symbols": "scalar",
    "Expectation": "E", "Variance": "Var", "Covariance": "Cov", "variance_of": "Var", "ln": "log", "Abs": "abs_", "Matrix": "matrix",
    "pi": "Pi", "trace": "tr", "Trace": "tr", "Rank": "rank", "Eq": "eq", "Le": "le", "Lt": "lt", "Ge": "ge", "Gt": "gt",
    "axiom": "cite", "lemma": "theorem", "proof": "calc", "index": "indices", "assume": "hypothesis", "given": "hypothesis",
}  # fmt: skip


def complain(e: BaseException, script: Script, names: Mapping[str, object]) -> ScriptError:
    """The one message for an exception raised while `script` was loaded; `names` are its module's names so far."""
    code, says, advice = meant(e, script) or _message(e, script, names)
    return ScriptError(code, says if len(says) <= LONGEST else f"{says[:LONGEST]} ...", _where(e, script), advice)


def _where(e: BaseException, script: Script) -> Where:
    """The deepest line of the book on the way to the error: in the script, or in one beside it whose function it calls."""
    if isinstance(e, SyntaxError) and e.filename == str(script.path):
        return Where(script.rel, e.lineno or 1)
    own = isinstance(e, (OutOfTime, MemoryError))  # the script's, whatever function of another one it was in
    for frame in reversed(traceback.extract_tb(e.__traceback__)):
        path = Path(frame.filename)
        if path.parent == script.path.parent and frame.lineno and (path == script.path or not own):
            return Where(script.rel.removesuffix(script.path.name) + path.name, frame.lineno)
    return Where(script.rel, 1)


def _message(e: BaseException, script: Script, names: Mapping[str, object]) -> tuple[str, str, str]:
    from checks import language

    match e:
        case Malformed():
            return e.code, e.says, ""
        case SyntaxError():
            text = (e.text or "").strip()
            return "syntax", e.msg + (f": {text}" if text else ""), "correct the line; Python points at the place where it stopped reading"
        case UnicodeDecodeError():
            return "syntax", "the file is not UTF-8 text", "save it as UTF-8"
        case BrokenImport():
            return "imports-broken", f"{e}, and this script imports it", f"mend {e.rel} first; nothing in this file was checked"
        case CircularImport():
            return "imports-circle", f"scripts import one another in a circle: {e}", "move what both need to a third script"
        case NoSuchScript():
            guess = near(e.missing, e.there)
            return "import", str(e), f"did you mean {guess}?" if guess else "the scripts there are " + ", ".join(e.there)
        case ModuleNotFoundError():
            package = script.path.parent.name
            if e.name and (script.path.parent / f"{e.name}.py").is_file():
                return (
                    "import",
                    f"no module named {e.name}",
                    f"write from {package}.{e.name} import ...: scripts are imported from their folder",
                )
            return "import", f"no module named {e.name}", "scripts import checks.language, one another and installed packages"
        case ImportError():
            return "import", str(e).split(" (")[0], _which_import(e)
        case NameError():
            return "unknown-name", f"the name {e.name} is not defined", _which(e.name or "", names, language.__all__)
        case AttributeError():
            guess = near(e.name or "", (n for n in dir(e.obj) if not n.startswith("_")))
            return "python", str(e), f"did you mean {guess}?" if guess else ""
        case SystemExit():
            return "exits", "the script ends the program", "a derivation only states values: drop the call of exit()"
        case OutOfTime():
            return "script-time", str(e), "a derivation only states values, which takes milliseconds: look for a loop that does not end"
        case MemoryError():
            says = str(e if isinstance(e, OutOfMemory) else OutOfMemory(0))
            return (
                OutOfMemory.CODE,
                says,
                "a derivation only states values: look for a list or a number that grows, or allow more with --memory",
            )
        case RecursionError():
            return "python", "the formula, or a function of the script, is nested too deeply", ""
        case _:
            return "python", f"{type(e).__name__}: {e}" if str(e) else type(e).__name__, ""


def _which_import(e: ImportError) -> str:
    """The name that was meant in `from derivations.kl import KLL`."""
    wanted = re.search(r"cannot import name '(\w+)'", str(e))
    if wanted is None or e.path is None or not e.path.endswith(".py"):
        return ""
    tree = ast.parse(Path(e.path).read_bytes())
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    guess = near(wanted[1], names | {a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names})
    return f"did you mean {guess}?" if guess else ""


def _which(name: str, names: Mapping[str, object], words: list[str]) -> str:
    if name in words:
        return "begin the script with: from checks.language import *"
    if name in OTHER_WORDS:
        return f"the word for it here is {OTHER_WORDS[name]}"
    guess = near(name, (*words, *(n for n in names if not n.startswith("__"))))
    return f"did you mean {guess}?" if guess else ""
