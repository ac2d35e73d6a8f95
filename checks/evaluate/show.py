"""How is a value printed?  Short rationals as they are, everything else as decimals of which every digit is certain."""

from __future__ import annotations

from flint import arb, ctx, fmpq

SHORT = 12  # characters of a rational that is still easier to read than its decimals


def decimal(x: arb, digits: int) -> str:
    """`x` to at most `digits` significant digits, each certain up to one unit in the last; 0.000000 for a ball around 0."""
    if x.contains(0):
        return "0." + "0" * digits if x.abs_upper() < fmpq(1, 10**digits) else f"0 +/- {x.abs_upper().str(2, radius=False)}"
    return str(x.str(digits, radius=False))


def shown(x: fmpq | arb, digits: int = 6) -> str:
    if isinstance(x, fmpq):
        exact = str(x)
        if len(exact) <= SHORT:
            return exact
        before, ctx.prec = ctx.prec, 64 + 4 * digits
        try:
            return decimal(arb(x), digits)
        finally:
            ctx.prec = before
    return decimal(x, digits)


def shown_apart(a: fmpq | arb, b: fmpq | arb) -> tuple[str, str]:
    """Both with the fewest digits, at least six, that tell them apart."""
    digits = 6
    while digits < 700:
        left, right = shown(a, digits), shown(b, digits)
        if left != right:
            return left, right
        digits = digits * 3 // 2
    return str(a), str(b)
