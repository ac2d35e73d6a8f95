"""Does ARCHITECTURE.md name every module, and nothing else?"""

from __future__ import annotations

import re

from tests.packaging.architecture import ARCHITECTURE, modules, named
from tests.packaging.trusted import ROOT, question

TEXT = ARCHITECTURE.read_text(encoding="utf-8")


def test_every_module_is_named_and_nothing_else_is() -> None:
    """`python -m tests.packaging.architecture` renews the list."""
    assert named(TEXT) == [f.relative_to(ROOT).as_posix() for f in modules()]


def test_every_module_says_what_it_answers() -> None:
    assert [f for f in modules() if not question(f)] == []


def test_files_named_in_the_text_exist() -> None:
    prose = TEXT[: TEXT.index("## Every file")]
    for name in re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", prose):
        assert (ROOT / name).exists() or (ROOT / "checks" / name).exists(), name
