"""What an author calls things and says of them is printed as it stands, or refused at its own line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checks.kernel.shape import Malformed
from checks.language import *
from checks.outcome import Run
from checks.run.legible import legible
from checks.words.latex_name import default_tex
from report.math import mathml
from report.mathtree import mathtree

n = size("n")
x = scalar("x")
true = x == x
right = theorem("right", true, proof=by(algebra))

TEXTS: dict[str, Callable[[Any], Any]] = {
    "title": lambda s: theorem(s, true),
    "note": lambda s: theorem("t", true, note=s),
    "book": lambda s: theorem("t", true, book=s),
    "covers": lambda s: theorem("t", true, covers=[s]),
    "step": lambda s: eq(x, note=s),
    "source": lambda s: cite(s, true),
    "hypothesis": lambda s: hypothesis(true, s),
    "unit": lambda s: printed("1", x, unit=s),
    "digits": lambda s: printed(s, x),
    "why": lambda s: erratum(prints=true, should_be=right, why=s),
}
NAMES: dict[str, Callable[[str], Any]] = {
    "size": size,
    "scalar": scalar,
    "definition": lambda s: define(s, x + 1),
    "function": lambda s: function(s, of=x),
    "family": family,
    "family of a variable": lambda s: random_variable("X", family=s),
}


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("text", ["x" * (1 << 20), "$" * (1 << 20), "half \ud800", 7])
def test_a_text_that_no_page_holds_is_refused(what: str, text: Any) -> None:
    with pytest.raises(Malformed) as e:
        TEXTS[what](text)
    assert len(str(e.value)) < 1000
    str(e.value).encode()


@pytest.mark.parametrize("what", NAMES)
@pytest.mark.parametrize("name", ["x" * 61, "half \ud800", "a\nb", "a\0b", "\u202eab", "\x1b[31m", " "])
def test_a_name_that_cannot_be_printed_is_refused(what: str, name: str) -> None:
    with pytest.raises(Malformed):
        NAMES[what](name)


@pytest.mark.parametrize("name", ["#", "$", "%", "&", "\\", "^", "{", "}", "~", "a^b", "x_#", r"\input", "} {", "__", "^^M", "<b>"])
def test_a_name_is_a_name_and_not_a_command(name: str) -> None:
    tex = default_tex(name)
    assert mathml(tex, display=False)
    assert mathtree(tex)


def test_half_a_character_from_elsewhere_is_written_out(tmp_path: Path) -> None:
    found = Run(title="half \ud800", tool="", sources=(), notices=("whole ü",))
    assert legible(found) == Run(title=r"half \ud800", tool="", sources=(), notices=("whole ü",))
