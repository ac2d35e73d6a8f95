"""Which words does WORDS.md list?  Those of the language; `python -m tests.packaging.words` writes it."""

from __future__ import annotations

from pathlib import Path

from checks.console.words import markdown
from checks.run.vocabulary import vocabulary

WORDS = Path(__file__).resolve().parents[2] / "WORDS.md"
HEAD = """# The words of a derivation

`from checks.language import *` gives these, and nothing else. `python -m checks words NAME` says all that there is to say of one.
Beside them stand Python's own `+ - * / **`, `@` for products of vectors and matrices, entries `z[i]` and `A[i, j]`, and the
comparisons `== != <= < >= >`, which make claims. A name in `name=value` is given by name, or left out. This file is written by
`python -m tests.packaging.words`.

"""


def written() -> str:
    return HEAD + markdown(vocabulary())


if __name__ == "__main__":
    WORDS.write_text(written(), encoding="utf-8")
