from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mutants.listed import Listed, listed, write


@pytest.fixture(scope="session")
def book(updating: bool) -> Iterator[Listed]:
    """The lists of equivalents and figures; written anew at the end of a run with --snapshot-update."""
    found = listed()
    found.update = updating
    yield found
    if updating:
        write(found)
