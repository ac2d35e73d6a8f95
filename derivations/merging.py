"""Partial softmax sums, merged block by block in any order.  (FlashAttention: P11, P13)"""

# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false

from typing import Any

from checks.language import *

# a block is known by its largest score m and its sum l of exponentials relative to m; an entry of its output is such a sum too
m1, m2, m3 = (scalar(f"m{k}", f"m_{k}") for k in (1, 2, 3))
l1, l2, l3 = (scalar(f"l{k}", f"l_{k}") for k in (1, 2, 3))
merged = define("merge", m1, l1, m2, l2, l1 * exp(m1 - maximum(m1, m2)) + l2 * exp(m2 - maximum(m1, m2)))

commutative = theorem(
    "Two blocks in either order",
    both(maximum(m1, m2) == maximum(m2, m1), merged(m1, l1, m2, l2) == merged(m2, l2, m1, l1)),
    book="P11",
    proof=parts(by(algebra), by(definition(merged))),
)

absolute = theorem(
    "Without the references, merging is adding",
    merged(m1, l1, m2, l2) * exp(maximum(m1, m2)) == l1 * exp(m1) + l2 * exp(m2),
    book="P11",
    proof=by(definition(merged), exp_log),
)

reference = theorem(
    "The reference of three blocks",
    maximum(maximum(m1, m2), m3) == maximum(m1, maximum(m2, m3)),
    book="P11",
    proof=by(piecewise),
)

left: Any = define("l_{(12)3}", merged(maximum(m1, m2), merged(m1, l1, m2, l2), m3, l3))
right: Any = define("l_{1(23)}", merged(m1, l1, maximum(m2, m3), merged(m2, l2, m3, l3)))
total = l1 * exp(m1) + l2 * exp(m2) + l3 * exp(m3)
top = maximum(maximum(m1, m2), m3)

associative = theorem(
    "Three blocks in either grouping",
    left == right,
    book="P11",
    proof=calc(
        left,
        eq(merged(maximum(m1, m2), merged(m1, l1, m2, l2), m3, l3) * exp(top) / exp(top), by=definition(left)),
        eq(
            (merged(m1, l1, m2, l2) * exp(maximum(m1, m2)) + l3 * exp(m3)) / exp(top),
            by=absolute.at({m1: maximum(m1, m2), l1: merged(m1, l1, m2, l2), m2: m3, l2: l3}),
        ),
        eq(total / exp(top), by=absolute),
        eq(total / exp(maximum(m1, maximum(m2, m3))), by=reference),
        eq(
            (l1 * exp(m1) + merged(m2, l2, m3, l3) * exp(maximum(m2, m3))) / exp(maximum(m1, maximum(m2, m3))),
            by=absolute.at({m1: m2, l1: l2, m2: m3, l2: l3}),
        ),
        eq(
            merged(m1, l1, maximum(m2, m3), merged(m2, l2, m3, l3)) * exp(maximum(m1, maximum(m2, m3))) / exp(maximum(m1, maximum(m2, m3))),
            by=absolute.at({m2: maximum(m2, m3), l2: merged(m2, l2, m3, l3)}),
        ),
        eq(right, by=definition(right)),
    ),
)

# ---------------------------------------------------------------- the running sum
J = size("J")  # elements seen so far
i, k = indices("i k", over=J)
s = vector("s", J)  # their scores
running = define("l", Sum(exp(s[i] - Max(s[k], k)), i))

each_at_most_one = theorem(
    "No term of the running sum exceeds one",
    exp(s[i] - Max(s[k], k)) <= 1,
    book="P13",
    proof=calc(exp(s[i] - Max(s[k], k)), le(exp(0), by=[monotone, max_bounds]), eq(1)),
)

range_of_the_sum = theorem(
    "The running sum lies between one and the number of elements",
    both(running >= 1, running <= J),
    book="P13",
    proof=parts(
        by(definition(running), max_bounds, nonnegative_terms),
        calc(running, eq(Sum(exp(s[i] - Max(s[k], k)), i), by=definition(running)), le(Sum(1, i), by=each_at_most_one), eq(J)),
    ),
)
