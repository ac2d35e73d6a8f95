"""Every reason: its literate test, its completeness."""

from __future__ import annotations

from pathlib import Path

import pytest

import checks.language
from checks.rules import all_rules
from checks.words.reasons import Rule
from tests.mdtest import EXPECTED, Block, blocks, disagreements

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.md"))
RULES = all_rules()
BLOCKS = [b for f in FILES for b in blocks(f)]


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_block(block: Block) -> None:
    wrong = disagreements(block)
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    assert {f.stem for f in FILES} == {r.id.replace("-", "_") for r in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_is_complete(rule: Rule) -> None:
    name = rule.id.replace("-", "_")
    assert getattr(checks.language, name, None) is rule, f"{name} is missing from checks/language.py"
    assert name in checks.language.__all__, f"{name} is missing from __all__ of checks/language.py"
    assert rule.says.strip(), f"{name} says nothing after 'by'"
    assert rule.statement is not None, f"{name} states nothing that could be sampled"
    assert rule.source.strip(), f"{name} names no source"
    assert rule.permits or name == "algebra", f"{name} permits nothing"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_page_shows_both_sides(file: Path) -> None:
    """Accepted uses, at least three rejected ones, one of them misjustified with the missing reason named, and a false neighbour."""
    codes = [(m.group(1), m.group(2)) for b in blocks(file) for line in b.source.splitlines() if (m := EXPECTED.search(line))]
    assert len(codes) >= 3, f"{file.name} rejects {len(codes)} uses"
    assert any(code == "misjustified" and says for code, says in codes), f"{file.name} does not say what the reason is no licence for"
    assert any(code == "refuted" for code, _ in codes), f"{file.name} shows no false neighbour"
    assert any("error:" not in b.source for b in blocks(file)), f"{file.name} shows no accepted use"
    assert "size(" in file.read_text(encoding="utf-8"), f"{file.name} shows no use at symbolic size"
