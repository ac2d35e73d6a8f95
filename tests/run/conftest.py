from __future__ import annotations

import pytest

from tests.run.books import judged_by_stand_in


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    judged_by_stand_in(monkeypatch)
