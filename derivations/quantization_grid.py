"""Rounding to a grid: the scale of the largest entry, zero points, and what falls outside.  (Appendix C.1.7, Chapter 26)"""

from checks.language import *

n, q = size("n"), size("q")  # entries; the largest integer of the grid
i, j = indices("i j", over=n)
x = vector("x", n)
half = Rational(1, 2)

# ---------------------------------------------------------------- one number
r = scalar("r")

nearest = theorem(
    "The nearest integer is at most half a unit away", abs_(r - round_(r)) <= half, book="C.1.7", proof=by(rounding, piecewise)
)

# ---------------------------------------------------------------- the scale of the largest entry
M = define("M", Max(abs_(x[j]), j))
s = define("s", M / q)
present = hypothesis(M > 0, "x is not zero")

within = theorem(
    "In units of the scale no entry exceeds the grid",
    abs_(x[i] / s) <= q,
    given=[present],
    book="C.1.7",
    proof=calc(
        abs_(x[i] / s),
        eq(abs_(x[i]) * (q / M), by=[definition(s), exp_log]),
        le(M * (q / M), by=[definition(M), max_bounds]),
        eq(q),
    ),
)

on_the_grid = theorem(
    "Rounding stays on the grid",
    abs_(round_(x[i] / s)) <= q,
    given=[present],
    book="C.1.7",
    covers=["C.1.7-08"],
    proof=by(rounding, piecewise, within),
)

half_a_step = theorem(
    "The error is at most half a step",
    abs_(x[i] - s * round_(x[i] / s)) <= s / 2,
    given=[present],
    book="C.1.7",
    covers=["C.1.7-08"],
    proof=calc(
        abs_(x[i] - s * round_(x[i] / s)),
        eq(abs_(s * (x[i] / s - round_(x[i] / s)))),
        eq(s * abs_(x[i] / s - round_(x[i] / s)), by=exp_log),
        le(s * half, by=nearest.at({r: x[i] / s})),
        eq(s / 2),
    ),
)

# ---------------------------------------------------------------- a zero point
w, z = scalar("w"), scalar("z")  # w: the number in steps of the grid; z: the integer that stands for zero
low, high = scalar("q_min"), scalar("q_max")
stored = define("Q", w, minimum(maximum(round_(w) + z, low), high))
ordered = hypothesis(low <= high, "the grid is not empty")
not_below = hypothesis(w >= low - z - half, "w is not below the grid by more than half a step")
not_above = hypothesis(w <= high - z + half, "nor above it")

affine_error = theorem(
    "Within the range the error is at most half a step",
    abs_(w - (stored(w) - z)) <= half,
    given=[not_below, not_above],
    book="P29",
    note="In steps: times s for the number itself.",
    proof=by(definition(stored), rounding, piecewise, not_below, not_above),
)

above = theorem(
    "Above the range the last point is taken",
    stored(w) == high,
    given=[ordered, far_up := hypothesis(w > high - z + half, "w lies above the grid")],
    book="P29",
    proof=by(definition(stored), rounding, piecewise, ordered, far_up),
)

below = theorem(
    "Below the range the first point is taken",
    stored(w) == low,
    given=[ordered, far_down := hypothesis(w < low - z - half, "w lies below the grid")],
    book="P29",
    proof=by(definition(stored), rounding, piecewise, ordered, far_down),
)

# ---------------------------------------------------------------- a range that contains zero
a, b, N = size("a"), size("b"), size("N")  # N steps: 2**bits - 1; any integer is a difference a - b
x_min, x_max = scalar("x_min"), scalar("x_max")
step = define("step", (x_max - x_min) / N)
zero_point = define("zero", round_(a - b - x_min / step))
wide = hypothesis(x_min < x_max, "the range is not a point")
negative = hypothesis(x_min <= 0, "it reaches down to zero")
positive = hypothesis(x_max >= 0, "and up to zero")

position_of_zero = theorem(
    "The exact position of zero lies on the grid",
    both(a - b - x_min / step >= a - b, a - b - x_min / step <= a - b + N),
    given=[wide, negative, positive],
    book="P30",
    proof=parts(
        calc(a - b - x_min / step, eq(a - b + -x_min * (N / (x_max - x_min)), by=definition(step)), ge(a - b, by=[negative, wide])),
        calc(
            a - b - x_min / step,
            eq(a - b + N - x_max * (N / (x_max - x_min)), by=definition(step)),
            le(a - b + N, by=[positive, wide]),
        ),
    ),
)

zero_on_the_grid = theorem(
    "So does the zero point",
    both(zero_point >= a - b, zero_point <= a - b + N),
    given=[wide, negative, positive],
    book="P30",
    proof=parts(
        by(definition(zero_point), rounding, position_of_zero),
        by(definition(zero_point), rounding, position_of_zero),
    ),
)

exact_zero = theorem(
    "Zero is represented exactly",
    step * (minimum(maximum(round_(0 / step) + zero_point, a - b), a - b + N) - zero_point) == 0,
    given=[wide, negative, positive],
    book="P30",
    proof=by(rounding, zero_on_the_grid),
)
