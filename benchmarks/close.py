"""Does SymPy close this statement?  `python -m benchmarks.close softmax jacobian simplify`, in its own process; prints JSON.

What a user tries: `simplify(left - right) == 0`, the same after `.doit()`, and after `.expand()` as well; each with the hypotheses
substituted.
The time counted is process CPU after the imports.
"""

from __future__ import annotations

import atexit
import json
import resource
import sys
import time
from importlib import import_module

from sympy import Basic, simplify

SECONDS = 30
ATTEMPTS = {
    "simplify": lambda e: e,
    "doit, simplify": lambda e: e.doit(),
    "doit, expand, simplify": lambda e: e.doit().expand(),
}


def main(script: str, name: str, attempt: str) -> None:
    start = time.process_time()
    limit = int(start) + SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    found = {"closed": False}
    atexit.register(lambda: print(json.dumps({**found, "seconds": time.process_time() - start})))  # also where SymPy raises
    difference = getattr(import_module(f"benchmarks.sympy_scripts.{script}"), name)()
    found["closed"] = _zero(ATTEMPTS[attempt](difference.of).subs(difference.given))


def _zero(formula: Basic) -> bool:
    left = simplify(formula)
    return bool(left == 0 or getattr(left, "is_ZeroMatrix", False))


if __name__ == "__main__":
    main(*sys.argv[1:])
