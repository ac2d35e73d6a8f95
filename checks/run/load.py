"""How are scripts loaded?  By path, each as a submodule of a package that exists for the scripts of its folder alone.

A folder `derivations/` is the package `derivations` to the scripts in it, and to nobody else: `sys.path` and
`sys.modules` do not change, so no installed package of the same name is hidden, and no file beside the folder can be
imported by accident.  It is done where Python looks for it, in the `__import__` that a script sees.
"""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Mapping, Sequence
from importlib.util import resolve_name
from pathlib import Path
from types import ModuleType
from typing import final

from checks.outcome import ScriptError
from checks.run.complaint import BrokenImport, CircularImport, NoSuchScript, complain
from checks.run.guard import guarded
from checks.run.scripts import Script
from checks.words import families


@final
class Shelf:
    """The scripts of a book as they are loaded: modules in the order in which they were completed, and one error per broken script."""

    def __init__(self, scripts: Sequence[Script], *, seconds: float, broken: Mapping[str, ScriptError] | None = None) -> None:
        self.modules: dict[Script, ModuleType] = {}
        self.errors: dict[Script, ScriptError] = {}
        self.broken = broken or {}  # by `rel`: never executed, and what is said of them
        self._known = {s.path: s for s in scripts}
        self._loading: list[Script] = []
        self._seconds = seconds
        self._packages: dict[Path, ModuleType] = {}

    def load_all(self) -> None:
        """Load every script; a broken one becomes an error, and the others are loaded all the same."""
        families.forget()
        for script in tuple(self._known.values()):
            self.load(script)

    def load(self, script: Script) -> None:
        """Load one script, and those it imports."""
        with contextlib.suppress(BrokenImport), guarded(self._seconds):
            self._load(script)

    def _load(self, script: Script) -> ModuleType:
        if script in self.modules:
            return self.modules[script]
        if script.rel in self.broken:
            self.errors[script] = self.broken[script.rel]
        if script in self.errors:
            raise BrokenImport(script.rel)
        if script in self._loading:
            raise CircularImport([*(s.rel for s in self._loading[self._loading.index(script) :]), script.rel])
        package = self._package(script.path.parent)
        module = ModuleType(f"{package.__name__}.{script.name}")
        module.__file__, module.__package__ = str(script.path), package.__name__
        vars(module)["__builtins__"] = {**vars(builtins), "__import__": self._importer(package)}
        self._loading.append(script)
        try:
            exec(compile(script.path.read_bytes(), str(script.path), "exec", dont_inherit=True), vars(module))
        except (Exception, SystemExit) as e:  # whatever an author's code raises is one message about that script
            self.errors[script] = complain(e, script, vars(module))
            raise BrokenImport(script.rel) from None
        finally:
            self._loading.pop()
        self.modules[script] = module
        setattr(package, script.name, module)
        return module

    def _package(self, folder: Path) -> ModuleType:
        name = "".join(c if c.isalnum() else "_" for c in folder.name)
        return self._packages.setdefault(folder, ModuleType(name))

    def _script(self, folder: Path, name: str) -> Script | None:
        path = folder / f"{name}.py"
        if path not in self._known and name.isidentifier() and path.is_file():
            beside = next(s for s in self._known.values() if s.path.parent == folder)
            self._known[path] = Script(path, beside.rel.removesuffix(beside.path.name) + path.name, name)
        return self._known.get(path)

    def _importer(self, package: ModuleType) -> object:
        folder = next(f for f, p in self._packages.items() if p is package)

        def import_(
            name: str,
            globals: Mapping[str, object] | None = None,
            locals: Mapping[str, object] | None = None,
            fromlist: Sequence[str] | None = (),
            level: int = 0,
        ) -> ModuleType:
            full = resolve_name("." * level + name, package.__name__) if level else name
            head, _, rest = full.partition(".")
            if head != package.__name__:
                return builtins.__import__(name, globals, locals, fromlist or (), level)
            wanted = (rest,) if rest else tuple(n for n in fromlist or () if n != "*")
            scripts = {w: self._script(folder, w) for w in wanted}
            missing = [w for w, s in scripts.items() if s is None]
            if wanted and not missing:
                loaded = [self._load(s) for s in scripts.values() if s is not None]
                return loaded[0] if rest and fromlist else package
            if level == 0:  # an installed package may have the folder's name
                try:
                    return builtins.__import__(name, globals, locals, fromlist or (), 0)
                except ModuleNotFoundError as e:
                    if e.name is None or e.name.partition(".")[0] != head:
                        raise
            if not wanted:
                return package
            raise NoSuchScript(package.__name__, missing[0], tuple(sorted(f.stem for f in folder.glob("*.py"))))

        return import_
