"""`pytest --snapshot-update` writes anew what is recorded in files: messages, and the figures of the mutants."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="write recorded messages and figures anew; look at the difference")
    parser.addoption("--every-mutant", action="store_true", help="alter every step of every derivation, not one in ten")


@pytest.fixture(scope="session")
def updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--snapshot-update"))
