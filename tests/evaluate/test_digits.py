"""Printed numbers: right, truncated, wrong, tied, unreadable, undefined, and what they should be."""

from __future__ import annotations

from typing import Any

import pytest

from checks.evaluate.digits import check_digits
from checks.language import *
from checks.outcome import NumberVerdict

RIGHT, TRUNCATED, WRONG, TIE, UNREADABLE, UNDEFINED = (
    NumberVerdict.RIGHT,
    NumberVerdict.TRUNCATED,
    NumberVerdict.WRONG,
    NumberVerdict.TIE,
    NumberVerdict.UNREADABLE,
    NumberVerdict.UNDEFINED,
)
n, d_out, d_in, r = size("n"), size("d_out"), size("d_in"), size("r")
x = indices("x", over=n)
P, Q = distribution("P", n), distribution("Q", n)
t = position("t", over=n)
hot = one_hot("y", n, at=t)
beta = scalar("beta", positive=True)
W = matrix("W", n, n)
H = define("H", P, -Sum(P[x] * log(P[x]), x))
CE = define("CE", P, Q, -Sum(P[x] * log(Q[x]), x))
full, lora = d_out * d_in, r * (d_out + d_in)
layer = {d_out: 4096, d_in: "4,096", r: 8}
pair = {P: "0.7 0.2 0.1", Q: "0.6, 0.3, 1/10"}
R = Rational

TABLE: list[tuple[str, Any, dict[str, Any], NumberVerdict, str]] = [
    ("0.802", H(P), {"at": pair}, RIGHT, "0.802"),
    ("0.802 nats", H(P), {"at": pair}, RIGHT, "0.802 nats"),
    ("0.828", CE(P, Q), {"at": pair}, TRUNCATED, "0.829"),
    ("0.026", CE(P, Q) - H(P), {"at": pair}, TRUNCATED, "0.027"),
    ("0.82", CE(P, Q), {"at": pair}, TRUNCATED, "0.83"),
    ("0.9", CE(P, Q), {"at": pair}, WRONG, "0.8"),
    ("16,777,216", full, {"at": layer}, RIGHT, "16,777,216"),
    ("16777216", full, {"at": layer}, RIGHT, "16777216"),
    ("16,777,215", full, {"at": layer}, WRONG, "16,777,216"),
    ("16.7M", full, {"at": layer}, TRUNCATED, "16.8M"),
    ("16.8M", full, {"at": layer}, RIGHT, "16.8M"),
    ("65K", lora, {"at": layer}, TRUNCATED, "66K"),
    ("66K", lora, {"at": layer}, RIGHT, "66K"),
    ("64K", lora, {"at": layer}, WRONG, "66K"),
    ("256x", full / lora, {"at": layer}, RIGHT, "256x"),
    ("256×", full / lora, {"at": layer}, RIGHT, "256×"),
    ("43 GB", R(2) ** 30 * 40, {"unit": "bytes"}, RIGHT, "43 GB"),
    ("40 GiB", R(2) ** 30 * 40, {}, RIGHT, "40 GiB"),
    ("43 GiB", R(2) ** 30 * 40, {}, WRONG, "40 GiB"),
    ("134.2 MB", R(2) ** 27, {}, RIGHT, "134.2 MB"),
    ("128 MB", R(2) ** 27, {}, WRONG, "134 MB"),
    ("1.9", R(19, 10), {}, RIGHT, "1.9"),
    ("1.90", R(19, 10), {}, RIGHT, "1.90"),
    ("2.08", log(R(8)), {}, RIGHT, "2.08"),
    ("≈ 0.5", R(51, 100), {}, RIGHT, "≈ 0.5"),
    ("~0.5", R(1, 2), {}, RIGHT, "~0.5"),
    ("2.5e-3", R(1, 400), {}, RIGHT, "2.5e-3"),
    ("2.5e-3", R(26, 10000), {}, WRONG, "2.6e-3"),
    ("1e3", R(12345), {}, WRONG, "1e4"),
    ("1e-2", R(1, 30), {}, WRONG, "3e-2"),
    ("9.9e2", R(999), {}, TRUNCATED, "1.0e3"),
    ("1.2 x 10^3", R(1249), {}, RIGHT, "1.2 x 10^3"),
    ("3.1×10^{4}", R(31415), {}, RIGHT, "3.1×10^{4}"),
    ("60%", R(3, 5), {}, RIGHT, "60%"),
    ("61%", R(3, 5), {}, WRONG, "60%"),
    ("7B", R(7) * 10**9, {"unit": "parameters"}, RIGHT, "7B"),
    ("512 B", R(512), {}, RIGHT, "512 B"),
    ("512B", R(512), {"unit": "bytes"}, RIGHT, "512B"),
    ("-0.7", -log(R(2)), {}, RIGHT, "-0.7"),
    ("−0.7", -log(R(2)), {}, RIGHT, "−0.7"),
    ("-0.6", -log(R(2)), {}, TRUNCATED, "-0.7"),
    ("0.7", -log(R(2)), {}, WRONG, "-0.7"),
    ("0", R(1, 10**9), {}, RIGHT, "0"),
    # ties
    ("0.12", R(1, 8), {}, TIE, "0.12"),
    ("0.13", R(1, 8), {}, TIE, "0.12"),
    ("0.38", R(3, 8), {}, RIGHT, "0.38"),
    ("0.37", R(3, 8), {}, TRUNCATED, "0.38"),
    ("-2", R(-5, 2), {}, TIE, "-2"),
    ("-3", R(-5, 2), {}, TIE, "-2"),
    ("1,000", R(1999, 2), {}, RIGHT, "1,000"),
    # the sign of what rounds to zero
    ("-0.0", R(0), {}, WRONG, "0.0"),
    ("−0.0", R(1, 100), {}, WRONG, "0.0"),
    ("-0.0", R(-1, 100), {}, RIGHT, "-0.0"),
    ("0.0", R(-1, 100), {}, RIGHT, "0.0"),
    ("+0.0", R(0), {}, WRONG, "0.0"),
    ("+0.0", R(1, 100), {}, RIGHT, "+0.0"),
    ("-0", log(R(1)), {}, WRONG, "0"),
    ("-0.00", log(exp(R(3))) - 3, {}, UNDEFINED, "0.00"),
    # "="
    ("0.5", R(1, 3) + R(1, 6), {"approximate": False}, RIGHT, "0.5"),
    ("= 0.5", R(1, 2), {}, RIGHT, "= 0.5"),
    ("0.33", R(1, 3), {"approximate": False}, WRONG, "≈ 0.33"),
    ("≈ 0.33", R(1, 3), {"approximate": False}, RIGHT, "≈ 0.33"),
    ("0.1", R(1, 8), {"approximate": False}, WRONG, "0.125"),
    ("= 3", log(exp(R(3))), {}, UNDEFINED, "= 3"),
    ("3", log(exp(R(3))), {}, RIGHT, "3"),
    ("3.000", log(exp(R(3))), {}, RIGHT, "3.000"),
    # beyond double precision
    ("1.0000000000000000000000001", 1 + R(1, 10**25), {}, RIGHT, "1.0000000000000000000000001"),
    ("1.0000000000000000000000002", 1 + R(1, 10**25), {}, WRONG, "1.0000000000000000000000001"),
    # matrices, positions, scalars
    ("5", tr(W), {"at": {W: "1 2; 3 4"}}, RIGHT, "5"),
    ("1", hot[t], {"at": {hot: "0 1 0"}}, RIGHT, "1"),
    ("0.5", beta**2, {"at": {beta: "0.70710678"}}, RIGHT, "0.5"),
    # not numbers
    ("0.3.4", R(1), {}, UNREADABLE, ""),
    ("12 parsecs", R(12), {}, UNREADABLE, ""),
    ("7B", R(7) * 10**9, {}, UNREADABLE, ""),
    ("1,00", R(100), {}, UNREADABLE, ""),
    ("007", R(7), {}, UNREADABLE, ""),
    ("a few", R(3), {}, UNREADABLE, ""),
    ("1/2", R(1, 2), {}, UNREADABLE, ""),
    ("kiB", R(1024), {}, UNREADABLE, ""),
    ("1 kiB", R(1024), {}, UNREADABLE, ""),
    # no value
    ("0.7", H(P), {"at": {P: "0.7 0.2 0.2"}}, UNDEFINED, ""),
    ("0.7", H(P), {"at": {P: "1.2 -0.2"}}, UNDEFINED, ""),
    ("0.7", H(P), {"at": {P: "0.7 0,3"}}, UNDEFINED, ""),
    ("0.7", H(P), {"at": {P: "0.5 0.5", n: 3}}, UNDEFINED, ""),
    ("0.7", CE(P, Q), {"at": {P: "0.5 0.5", Q: "0.2 0.3 0.5"}}, UNDEFINED, ""),
    ("0.7", H(P), {}, UNDEFINED, ""),
    ("0.7", P[x], {"at": {P: "0.7 0.3"}}, UNDEFINED, ""),
    ("0.7", log(R(0)), {}, UNDEFINED, ""),
    ("1", beta, {"at": {beta: "-1"}}, UNDEFINED, ""),
    ("1", d_in * 1, {"at": {d_in: "0"}}, UNDEFINED, ""),
    ("1", hot[t], {"at": {hot: "0 2 0"}}, UNDEFINED, ""),
    ("1", tr(W), {"at": {W: "1 2; 3"}}, UNDEFINED, ""),
]


@pytest.mark.parametrize(("text", "value", "options", "verdict", "should_be"), TABLE, ids=repr)
def test_printed(text: str, value: Any, options: dict[str, Any], verdict: NumberVerdict, should_be: str) -> None:
    found = check_digits(printed(text, value, **options))
    assert (found.verdict, found.should_be) == (verdict, should_be)
    assert found.note or verdict in (RIGHT, WRONG)


def test_the_note_names_the_other_prefix() -> None:
    assert "binary prefix Mi" in check_digits(printed("128 MB", R(2) ** 27)).note
    assert "binary prefix Ki" in check_digits(printed("64K", lora, at=layer)).note
    assert "SI prefix G" in check_digits(printed("43 GiB", R(2) ** 30 * 40)).note


def test_the_note_says_what_is_wrong_with_an_example() -> None:
    assert "sum to 11/10" in check_digits(printed("0.7", H(P), at={P: "0.7 0.2 0.2"})).note
    assert "no value for P, n" in check_digits(printed("0.7", H(P))).note


def test_the_value_is_shown_exactly_or_to_certain_digits() -> None:
    assert check_digits(printed("0.3", R(1, 3))).value == "1/3"
    assert check_digits(printed("0.802", H(P), at=pair)).value == "0.801818552543"
