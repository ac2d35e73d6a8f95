"""results.json says all that was found, fits its schema, and is the same bytes everywhere."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from checks import outcome as o
from report.json import schema, to_json
from report.read import NotResults, from_json
from tests.report.sample import ALARMED, ALL_PROVED, EMPTY, HOSTILE, RUN

RUNS = {"everything": RUN, "proved": ALL_PROVED, "empty": EMPTY, "alarm": ALARMED, "hostile": HOSTILE}
VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema()))


@pytest.mark.parametrize("name", RUNS)
def test_a_run_is_read_back_as_it_was(name: str) -> None:
    text = to_json(RUNS[name])
    assert from_json(text) == RUNS[name]
    assert to_json(from_json(text)) == text


@pytest.mark.parametrize("name", RUNS)
def test_it_fits_the_schema(name: str) -> None:
    VALIDATOR.validate(json.loads(to_json(RUNS[name])))


def test_it_has_the_skeleton_of_the_design() -> None:
    text = to_json(RUN)
    assert text.endswith("\n")
    found = json.loads(text)
    assert found["version"] == 2
    assert {"tool", "sources", "theorems", "numbers", "errata", "coverage"} <= set(found)
    th = found["theorems"][1]
    wanted = {"id", "title", "book", "covers", "file", "line", "claim", "given", "verdict", "relies_on", "obligations", "warnings", "steps"}
    assert wanted <= set(th)
    assert set(th["claim"]) == {"tex", "text", "sympy"}
    step = th["steps"][1]
    assert {"relation", "lhs", "rhs", "by", "file", "line", "verdict", "judges", "witness", "under", "cites"} <= set(step)
    assert set(step["judges"]) == {"kernel", "sympy", "refuter"}
    assert [next(k for k in ("proof", "witness", "missing", "residual", "source") if k in t) for t in found["theorems"]] == [
        "proof", "witness", "missing", "residual", "residual", "source",
    ]  # fmt: skip


def test_timings_are_not_in_it() -> None:
    assert to_json(replace(RUN, timings=(("softmax.t0", 1.5),))) == to_json(RUN)


def test_the_schema_refuses_what_does_not_belong() -> None:
    good = json.loads(to_json(RUN))
    for path, value in (
        (("extra",), 1),
        (("theorems", 0, "time"), 3),
        (("theorems", 0, "witness"), {}),
        (("theorems", 0, "file"), "/etc/passwd"),
    ):
        bad = json.loads(to_json(RUN))
        inner = bad
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value
        assert VALIDATOR.is_valid(good)
        assert not VALIDATOR.is_valid(bad), path


def test_every_why_and_verdict_is_in_the_schema() -> None:
    defs = json.loads(schema())["$defs"]
    assert defs["residual"]["properties"]["why"]["enum"] == [w.value for w in o.Why]
    assert set(defs["judged"]["properties"]["verdict"]["enum"]) == {s.value for s in o.Status}
    assert defs["step"]["properties"]["under"]["items"]["properties"]["kind"]["enum"] == [k.value for k in o.AssumedAs]
    assert defs["number"]["properties"]["verdict"]["enum"] == [v.value for v in o.NumberVerdict]


@pytest.mark.parametrize("text", ["", "[]", "{}", "3", '{"version": 1}', '{"version": 2}', to_json(RUN).replace('"refuted"', '"refused"')])
def test_anything_else_is_not_results(text: str) -> None:
    with pytest.raises(NotResults):
        from_json(text)
