"""Quantised products: zero points, the error of a dot product, and changes of basis that change nothing.  (Chapter 26)"""

from checks.language import *

n = size("n")
k = indices("k", over=n)

# ---------------------------------------------------------------- integers with zero points
a, b = vector("a", n), vector("b", n)  # the stored integers
z_a, z_b = scalar("z_a"), scalar("z_b")  # their zero points

zero_points = theorem(
    "A product of shifted integers is one integer product and two sums",
    Sum((a[k] - z_a) * (b[k] - z_b), k) == Sum(a[k] * b[k], k) - z_b * Sum(a[k], k) - z_a * Sum(b[k], k) + n * z_a * z_b,
    book="Chapter 26",
    note="The sums depend on one factor each, so that of the weights is known beforehand.",
    proof=by(algebra),
)

# ---------------------------------------------------------------- absolute values
x, y = scalar("x"), scalar("y")

product_of_absolutes = theorem(
    "The absolute value of a product",
    abs_(x * y) == abs_(x) * abs_(y),
    book="Chapter 26",
    proof=cases(
        (x >= 0, cases((y >= 0, by(algebra)), (y <= 0, by(algebra)))),
        (x <= 0, cases((y >= 0, by(algebra)), (y <= 0, by(algebra)))),
    ),
)

below_absolute = theorem(
    "A number is at most its absolute value",
    x <= abs_(x),
    book="Chapter 26",
    proof=cases((x >= 0, by(algebra)), (x <= 0, calc(x, le(0, by=assumption), le(-x, by=assumption), eq(abs_(x))))),
)

opposite_below_absolute = theorem(
    "And so is its opposite",
    -x <= abs_(x),
    book="Chapter 26",
    proof=cases((x <= 0, by(algebra)), (x >= 0, calc(-x, le(0, by=assumption), le(x, by=assumption), eq(abs_(x))))),
)

two_terms = theorem(
    "The absolute value of two terms",
    abs_(x + y) <= abs_(x) + abs_(y),
    book="Chapter 26",
    proof=cases(
        (
            x + y >= 0,
            calc(
                abs_(x + y), eq(x + y), le(abs_(x) + y, by=below_absolute.at({x: x})), le(abs_(x) + abs_(y), by=below_absolute.at({x: y}))
            ),
        ),
        (
            x + y <= 0,
            calc(
                abs_(x + y),
                eq(-x - y),
                le(abs_(x) - y, by=opposite_below_absolute.at({x: x})),
                le(abs_(x) + abs_(y), by=opposite_below_absolute.at({x: y})),
            ),
        ),
    ),
)

triangle = theorem(
    "The absolute value of a sum is at most the sum of the absolute values",
    abs_(Sum(a[k], k)) <= Sum(abs_(a[k]), k),
    book="Chapter 26",
    proof=cases(
        (Sum(a[k], k) >= 0, calc(abs_(Sum(a[k], k)), eq(Sum(a[k], k)), le(Sum(abs_(a[k]), k), by=below_absolute.at({x: a[k]})))),
        (
            Sum(a[k], k) <= 0,
            calc(abs_(Sum(a[k], k)), eq(Sum(-a[k], k)), le(Sum(abs_(a[k]), k), by=opposite_below_absolute.at({x: a[k]}))),
        ),
    ),
)

# ---------------------------------------------------------------- the error of a dot product
v, w = vector("v", n), vector("w", n)  # the exact factors
e, f = vector("e", n), vector("f", n)  # what rounding adds to them
s_v, s_w = scalar("s_v", nonnegative=True), scalar("s_w", nonnegative=True)  # the steps of the two grids
error = define("r", k, (v[k] + e[k]) * (w[k] + f[k]) - v[k] * w[k])  # the error of one term
v_rounded = hypothesis(abs_(e[k]) <= s_v / 2, "v is rounded to the nearest multiple of its step")
w_rounded = hypothesis(abs_(f[k]) <= s_w / 2, "and w to the nearest multiple of its own")

term_error = theorem(
    "The error of one term",
    abs_(error[k]) <= s_v / 2 * abs_(w[k]) + s_w / 2 * abs_(v[k]) + s_v * s_w / 4,
    given=[v_rounded, w_rounded],
    book="Chapter 26",
    proof=calc(
        abs_(error[k]),
        eq(abs_(e[k] * w[k] + (f[k] * v[k] + e[k] * f[k])), by=definition(error)),
        le(abs_(e[k] * w[k]) + abs_(f[k] * v[k] + e[k] * f[k]), by=two_terms.at({x: e[k] * w[k], y: f[k] * v[k] + e[k] * f[k]})),
        le(abs_(e[k] * w[k]) + (abs_(f[k] * v[k]) + abs_(e[k] * f[k])), by=two_terms.at({x: f[k] * v[k], y: e[k] * f[k]})),
        eq(
            abs_(e[k]) * abs_(w[k]) + abs_(f[k]) * abs_(v[k]) + abs_(e[k]) * abs_(f[k]),
            by=[
                product_of_absolutes.at({x: e[k], y: w[k]}),
                product_of_absolutes.at({x: f[k], y: v[k]}),
                product_of_absolutes.at({x: e[k], y: f[k]}),
            ],
        ),
        le(s_v / 2 * abs_(w[k]) + abs_(f[k]) * abs_(v[k]) + s_v / 2 * abs_(f[k]), by=v_rounded),
        le(s_v / 2 * abs_(w[k]) + s_w / 2 * abs_(v[k]) + s_v * s_w / 4, by=w_rounded),
    ),
)

dot_product_error = theorem(
    "The error of a quantised dot product",
    abs_(Sum((v[k] + e[k]) * (w[k] + f[k]), k) - Sum(v[k] * w[k], k))
    <= s_v / 2 * Sum(abs_(w[k]), k) + s_w / 2 * Sum(abs_(v[k]), k) + n * s_v * s_w / 4,
    given=[v_rounded, w_rounded],
    book="Chapter 26",
    note="Half a step of either factor for every entry of the other, and a quarter of both steps for every term.",
    proof=calc(
        abs_(Sum((v[k] + e[k]) * (w[k] + f[k]), k) - Sum(v[k] * w[k], k)),
        eq(abs_(Sum(error[k], k)), by=definition(error)),
        le(Sum(abs_(error[k]), k), by=triangle.at({a: error})),
        le(Sum(s_v / 2 * abs_(w[k]) + s_w / 2 * abs_(v[k]) + s_v * s_w / 4, k), by=term_error),
        eq(s_v / 2 * Sum(abs_(w[k]), k) + s_w / 2 * Sum(abs_(v[k]), k) + n * s_v * s_w / 4),
    ),
)

# ---------------------------------------------------------------- changes of basis that change nothing
S, m = size("S"), size("m")
X, weights = matrix("X", S, n), matrix("W", n, m)
i = indices("i", over=n)
scales = vector("c", n, positive=True)
inverse = define("inverse", i, 1 / scales[i])

smooth = theorem(
    "Scales may move from the activations into the weights",
    (X @ diag(inverse)) @ (diag(scales) @ weights) == X @ weights,
    book="Chapter 26",
    proof=by(definition(inverse), sum_of_delta),
)

Q = matrix("Q", n, n)
orthogonal = hypothesis(Q @ Q.T == eye(n), "Q is orthogonal")

rotation = theorem(
    "A rotation may be put between them",
    (X @ Q) @ (Q.T @ weights) == X @ weights,
    given=[orthogonal],
    book="Chapter 26",
    proof=calc(
        (X @ Q) @ (Q.T @ weights),
        eq(X @ (Q @ Q.T) @ weights),
        eq(X @ eye(n) @ weights, by=orthogonal),
        eq(X @ weights, by=sum_of_delta),
    ),
)
