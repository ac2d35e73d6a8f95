"""Does TRUST.md list the trusted files with their lengths, and every rule?"""

from __future__ import annotations

from tests.packaging.trusted import TRUST, renewed


def test_the_tables_are_those_of_the_code() -> None:
    """`python -m tests.packaging.trusted` renews them."""
    text = TRUST.read_text(encoding="utf-8")
    assert renewed(text) == text
