"""Which `report` package is ours?  The one beside this package, wherever Python was started.

`python -m` puts the working directory at the head of `sys.path`.  A book may have its own `report/` or `tests/` there, so
the directory is dropped unless it is where this package lives, and `report` is loaded by its place, never by search.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

HOME = Path(__file__).resolve().parent.parent


def forget_working_directory() -> None:
    """Take the working directory off `sys.path`, so that no file of a book is imported by accident."""
    here = Path.cwd().resolve()
    if here != HOME:
        sys.path[:] = [p for p in sys.path if p and Path(p).resolve() != here]


def report(module: str) -> ModuleType:
    """The module `report.<module>` of this project."""
    loaded = sys.modules.get("report")
    if loaded is None or str(HOME / "report") not in [str(Path(p).resolve()) for p in getattr(loaded, "__path__", ())]:
        for name in [n for n in sys.modules if n == "report" or n.startswith("report.")]:
            del sys.modules[name]
        init = HOME / "report" / "__init__.py"
        spec = spec_from_file_location("report", init, submodule_search_locations=[str(init.parent)])
        if spec is None or spec.loader is None:
            raise ImportError(f"{init} is missing: the installation is not complete", name="report")
        package = module_from_spec(spec)
        sys.modules["report"] = package
        spec.loader.exec_module(package)
    return import_module(f"report.{module}")
