"""Which documents show what the code is or prints?  `python -m tests.packaging.renew` writes them all again."""

from __future__ import annotations

import runpy

DOCUMENTS = ("readme", "trusted", "architecture", "words")

if __name__ == "__main__":
    for name in DOCUMENTS:
        runpy.run_module(f"tests.packaging.{name}", run_name="__main__")
