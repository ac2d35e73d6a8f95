"""The runner of literate tests tells what is wrong, with the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mdtest import blocks, disagreements

PAGE = """# A page

```py
from checks.language import *

x = scalar("x")
```

```py
{line}
```
"""


def wrong(tmp_path: Path, line: str) -> list[str]:
    file = tmp_path / "page.md"
    file.write_text(PAGE.format(line=line), encoding="utf-8")
    (block,) = blocks(file)
    return [w.replace(str(file), "page.md") for w in disagreements(block)]


def test_a_proved_line_needs_no_comment(tmp_path: Path) -> None:
    assert wrong(tmp_path, 't = theorem("t", x + x == 2 * x, proof=by(algebra))') == []


def test_a_failure_nobody_expected(tmp_path: Path) -> None:
    (says,) = wrong(tmp_path, 't = theorem("t", x == 2 * x, proof=by(algebra))')
    assert says.startswith("page.md:10: not expected: [refuted]")


@pytest.mark.parametrize(
    "comment",
    ["# error: [refuted]", "# error: [no-rule]", "# error: [misjustified] the laws of exp and log", "# error: [shape]"],
)
def test_an_expectation_that_is_not_met(tmp_path: Path, comment: str) -> None:
    (says,) = wrong(tmp_path, f't = theorem("t", D(x**2, x) == 2 * x, proof=by(algebra))  {comment}')
    assert says.startswith("page.md:10: expected [")
    assert "the rules of differentiation" in says


def test_the_reason_that_is_missing_is_part_of_the_expectation(tmp_path: Path) -> None:
    line = 't = theorem("t", D(x**2, x) == 2 * x, proof=by(algebra))  # error: [misjustified] the rules of differentiation'
    assert wrong(tmp_path, line) == []


def test_a_warning_is_a_message(tmp_path: Path) -> None:
    (says,) = wrong(tmp_path, 't = theorem("t", x + x == 2 * x, proof=by(calculus))')
    assert "not expected: [superfluous-reason]" in says


def test_a_formula_that_is_none(tmp_path: Path) -> None:
    assert wrong(tmp_path, "v = x + 0.5  # error: [float] Rational(1, 2)") == []
    (says,) = wrong(tmp_path, "v = x + 1  # error: [float]")
    assert says == "page.md:10: expected [float] , but nothing was said"


def test_a_page_without_a_scene(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("# Nothing\n", encoding="utf-8")
    with pytest.raises(ValueError, match="needs a first block"):
        blocks(file)
