"""Do the hypotheses contradict one another?"""

from __future__ import annotations

from collections.abc import Sequence

from checks.kernel.claim import Claim


def contradiction(given: Sequence[Claim]) -> str:
    """Why the hypotheses cannot all hold; empty if no contradiction is seen."""
    return ""
