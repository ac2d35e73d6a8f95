"""Which rational numbers have squares that sum to a given one?  At most four, by Lagrange."""

from __future__ import annotations

from math import isqrt

from flint import fmpq, fmpz

SEARCHED = 10_000  # up to here the fewest squares are found by search


def squares(x: fmpq) -> list[fmpq]:
    """At most four positive rationals whose squares sum to x >= 0 (Lagrange), as few as possible if x is simple."""
    n, d = int(x.p * x.q), int(x.q)
    scale = 1
    while n and n % 4 == 0:
        n, scale = n // 4, 2 * scale
    found = _fewest(n) if n <= SEARCHED else _four(n)
    return [fmpq(scale * r, d) for r in found if r]


def _fewest(n: int) -> list[int]:
    """By search, largest first."""
    for count in range(5):
        found = _sum_of_squares(n, count)
        if found is not None:
            return found
    raise AssertionError("every natural number is a sum of four squares")


def _sum_of_squares(n: int, count: int) -> list[int] | None:
    root = isqrt(n)
    if count <= 1:
        return [root] * count if root * root == n and (count == 1) == (n > 0) else None
    if count == 3 and n % 8 == 7:  # Legendre: not a sum of three squares
        return None
    for r in range(root, 0, -1):
        rest = _sum_of_squares(n - r * r, count - 1)
        if rest is not None:
            return [r, *rest]
    return None


def _four(n: int) -> list[int]:
    """Four squares for a large n that is not a multiple of 4 (Rabin and Shallit 1986).

    Two squares are taken away so that a prime 1 mod 4 is left, which is a sum of two squares.
    """
    root = isqrt(n)
    if root * root == n:
        return [root]
    for a in range(root, -1, -1):
        for b in range(min(a, isqrt(n - a * a), 60), -1, -1):
            left = n - a * a - b * b
            if left % 4 == 1 and fmpz(left).is_prime():
                return [a, b, *_two(left)]
    raise AssertionError(f"{n} is a sum of four squares")


def _two(p: int) -> list[int]:
    """A prime 1 mod 4 as a sum of two squares: Euclid on p and a square root of -1 mod p (Cornacchia)."""
    r = next(x for a in range(2, p) if (x := pow(a, (p - 1) // 4, p)) * x % p == p - 1)
    big, small_ = p, r
    while small_ * small_ > p:
        big, small_ = small_, big % small_
    return [small_, isqrt(p - small_ * small_)]
