"""Norms of vectors and matrices: Euclidean, sum of sizes, Frobenius, spectral.  (Appendix C.1.7)"""

from checks.language import *
from derivations.linear_algebra import cauchy_schwarz_norms, p, x, y

m, n, r = size("m"), size("n"), size("r")
i, j, k = indices("i", over=m), indices("j", over=n), indices("k", over=r)
c = scalar("c")

# ---------------------------------------------------------------- the Euclidean norm
euclidean = theorem(
    "The Euclidean norm",
    both(norm(x) == sqrt(Sum(x[p] ** 2, p)), norm(x) >= 0),
    book="C.1.7",
    covers=["C.1.7-01"],
    proof=parts(by(algebra), by(nonnegative_terms)),
)

homogeneous = theorem(
    "Multiplying a vector multiplies its length",
    norm(c * x) == abs_(c) * norm(x),
    book="C.1.7",
    covers=["C.1.7-01"],
    proof=by(exp_log),
)

no_length = hypothesis(norm(x) == 0, "x has length zero")

no_entry = theorem(
    "No entry is larger than the length",
    x[p] ** 2 <= 0,
    given=[no_length],
    book="C.1.7",
    proof=calc(x[p] ** 2, le(norm(x) ** 2, by=[nonnegative_terms, squares]), eq(0, by=no_length)),
)

definite = theorem(
    "Only the zero vector has length zero",
    iff(norm(x) == 0, forall(p, x[p] == 0)),
    book="C.1.7",
    covers=["C.1.7-01"],
    proof=parts(by(squares, no_entry), by(assumption)),
)

dot_bound = theorem(
    "A dot product is at most the product of the lengths",
    dot(x, y) <= norm(x) * norm(y),
    book="C.1.7",
    proof=cases(
        (dot(x, y) >= 0, calc(dot(x, y), eq(abs_(dot(x, y))), le(norm(x) * norm(y), by=cauchy_schwarz_norms))),
        (dot(x, y) <= 0, calc(dot(x, y), le(0, by=assumption), le(norm(x) * norm(y), by=nonnegative_terms))),
    ),
)

g, h = scalar("g", nonnegative=True), scalar("h", nonnegative=True)
squares_ordered = hypothesis(g**2 <= h**2, "the square of g is at most that of h")

roots = theorem(
    "Of two numbers that are not negative, the one with the larger square is the larger",
    g <= h,
    given=[squares_ordered],
    book="C.1.7",
    proof=calc(g, eq(sqrt(g**2), by=exp_log), le(sqrt(h**2), by=[monotone, squares_ordered]), eq(h, by=exp_log)),
)

triangle_squared = theorem(
    "The squared length of a sum",
    norm(x + y) ** 2 <= (norm(x) + norm(y)) ** 2,
    book="C.1.7",
    proof=calc(
        norm(x + y) ** 2,
        eq(norm(x) ** 2 + 2 * dot(x, y) + norm(y) ** 2),
        le(norm(x) ** 2 + 2 * (norm(x) * norm(y)) + norm(y) ** 2, by=dot_bound),
        eq((norm(x) + norm(y)) ** 2),
    ),
)

triangle = theorem(
    "The triangle inequality",
    norm(x + y) <= norm(x) + norm(y),
    book="C.1.7",
    covers=["C.1.7-01"],
    proof=by(roots.at({g: norm(x + y), h: norm(x) + norm(y)}), triangle_squared),
)

# ---------------------------------------------------------------- the sum of sizes
l1 = define("l1", x, Sum(abs_(x[p]), p), tex=r"\ell_{1}")

sum_of_sizes = theorem(
    "The sum of the sizes of the entries",
    both(l1(x) == Sum(abs_(x[p]), p), l1(x) >= 0, l1(c * x) == abs_(c) * l1(x)),
    book="C.1.7",
    covers=["C.1.7-02"],
    proof=parts(by(definition(l1)), by(definition(l1), nonnegative_terms), by(definition(l1), exp_log)),
)

t, u = scalar("t"), scalar("u")

size_bounds = theorem(
    "A number is at most its size",
    t <= abs_(t),
    book="C.1.7",
    proof=cases((t >= 0, by(algebra)), (t <= 0, calc(t, le(0, by=assumption), le(abs_(t), by=assumption)))),
)

size_of_a_sum = theorem(
    "The size of a sum",
    abs_(t + u) <= abs_(t) + abs_(u),
    book="C.1.7",
    proof=cases(
        (
            t + u >= 0,
            calc(abs_(t + u), eq(t + u), le(abs_(t) + u, by=size_bounds.at({t: t})), le(abs_(t) + abs_(u), by=size_bounds.at({t: u}))),
        ),
        (
            t + u <= 0,
            calc(
                abs_(t + u),
                eq(-t - u),
                le(abs_(-t) - u, by=size_bounds.at({t: -t})),
                le(abs_(-t) + abs_(-u), by=size_bounds.at({t: -u})),
                eq(abs_(t) + abs_(u)),
            ),
        ),
    ),
)

sizes_triangle = theorem(
    "The triangle inequality for sums of sizes",
    l1(x + y) <= l1(x) + l1(y),
    book="C.1.7",
    covers=["C.1.7-02"],
    proof=calc(
        l1(x + y),
        eq(Sum(abs_(x[p] + y[p]), p), by=definition(l1)),
        le(Sum(abs_(x[p]) + abs_(y[p]), p), by=size_of_a_sum),
        eq(l1(x) + l1(y), by=definition(l1)),
    ),
)

no_size = hypothesis(l1(x) == 0, "the sizes sum to zero")

no_size_of_an_entry = theorem(
    "Then no entry has a size",
    abs_(x[p]) <= 0,
    given=[no_size],
    book="C.1.7",
    proof=calc(abs_(x[p]), le(Sum(abs_(x[p]), p), by=nonnegative_terms), eq(l1(x), by=definition(l1)), eq(0, by=no_size)),
)

sizes_definite = theorem(
    "Only the zero vector has sizes that sum to zero",
    iff(l1(x) == 0, forall(p, x[p] == 0)),
    book="C.1.7",
    covers=["C.1.7-02"],
    proof=parts(
        cases(
            (x[p] >= 0, by(no_size_of_an_entry, assumption)),
            (x[p] <= 0, by(no_size_of_an_entry, nonnegative_terms, squares, assumption)),
        ),
        by(definition(l1), assumption),
    ),
)

# ---------------------------------------------------------------- the Frobenius norm
M = matrix("M", m, n)

frobenius = theorem(
    "The Frobenius norm",
    both(norm(M) == sqrt(Sum(Sum(M[i, j] ** 2, j), i)), norm(M) ** 2 == tr(M.T @ M)),
    book="C.1.7",
    covers=["C.1.7-04"],
    proof=parts(by(algebra), by(algebra)),
)

stacked = define("column", j, Sum(M[i, j] ** 2, i))  # the squared length of a column
e = [scalar(f"e_{number}") for number in (1, 2, 3, 4, 5, 6)]

elementwise = theorem(
    "It is the Euclidean norm of the columns, put one below the other",
    both(
        norm(M) == sqrt(Sum(stacked[j], j)),
        norm(matrix([[e[0], e[2], e[4]], [e[1], e[3], e[5]]])) == norm(vector(e)),
    ),
    book="C.1.7",
    covers=["C.1.7-04"],
    note="The squares of the whole column of m n entries are those of the columns that it is made of; at 2 x 3, as they stand.",
    proof=parts(by(definition(stacked)), by(algebra)),
)

# ---------------------------------------------------------------- the spectral norm
U, V = matrix("U", m, r), matrix("V", n, r)
s = vector("sigma", r, nonnegative=True)
one = position("1", over=r)
v = vector("v", n)
decomposed = hypothesis(M == U @ diag(s) @ V.T, "a singular value decomposition of M, as many values as there are")
U_columns, V_columns = (
    hypothesis(U.T @ U == eye(r), "the columns of U are orthonormal"),
    hypothesis(V.T @ V == eye(r), "and so are those of V"),
)
largest = hypothesis(s[k] <= s[one], "the first singular value is the largest")
coords = define("w", V.T @ v)
top = define("v_1", j, V[j, one], tex=r"v_{1}")

image = theorem(
    "The squared length of an image, from the singular values",
    norm(M @ v) ** 2 == Sum(s[k] ** 2 * coords[k] ** 2, k),
    given=[decomposed, U_columns],
    book="C.1.7",
    proof=calc(
        norm(M @ v) ** 2,
        eq(dot(v, (M.T @ M) @ v)),
        eq(dot(v, V @ diag(s) @ (U.T @ U) @ diag(s) @ V.T @ v), by=[decomposed, sum_of_delta]),
        eq(dot(v, V @ diag(s) @ eye(r) @ diag(s) @ V.T @ v), by=U_columns),
        eq(Sum(s[k] ** 2 * coords[k] ** 2, k), by=[definition(coords), sum_of_delta]),
    ),
)

bessel = theorem(
    "Coordinates along orthonormal vectors are no longer than the vector",
    Sum(coords[k] ** 2, k) <= norm(v) ** 2,
    given=[V_columns],
    book="C.1.7",
    proof=calc(
        Sum(coords[k] ** 2, k),
        eq(2 * dot(coords, coords) - dot(coords, eye(r) @ coords), by=sum_of_delta),
        eq(2 * dot(coords, coords) - dot(coords, (V.T @ V) @ coords), by=V_columns),
        eq(norm(v) ** 2 - norm(v - V @ coords) ** 2, by=definition(coords)),
        le(norm(v) ** 2, by=squares),
    ),
)

operator_bound = theorem(
    "No vector is stretched by more than the largest singular value",
    norm(M @ v) ** 2 <= s[one] ** 2 * norm(v) ** 2,
    given=[decomposed, U_columns, V_columns, largest],
    book="C.1.7",
    proof=calc(
        norm(M @ v) ** 2,
        eq(Sum(s[k] ** 2 * coords[k] ** 2, k), by=image),
        le(Sum(s[one] ** 2 * coords[k] ** 2, k), by=largest),
        eq(s[one] ** 2 * Sum(coords[k] ** 2, k)),
        le(s[one] ** 2 * norm(v) ** 2, by=bessel),
    ),
)

top_image = theorem(
    "The first singular vector is stretched by that much",
    norm(M @ top) ** 2 == s[one] ** 2,
    given=[decomposed, U_columns, V_columns],
    book="C.1.7",
    proof=calc(
        norm(M @ top) ** 2,
        eq(Sum(s[k] ** 2 * (V.T @ top)[k] ** 2, k), by=image.at({v: top})),
        eq(Sum(s[k] ** 2 * (V.T @ V)[k, one] ** 2, k), by=definition(top)),
        eq(Sum(s[k] ** 2 * delta(k, one) ** 2, k), by=V_columns),
        eq(s[one] ** 2, by=sum_of_delta),
    ),
)

top_is_unit = theorem(
    "The first singular vector has length one",
    dot(top, top) == 1,
    given=[V_columns],
    book="C.1.7",
    proof=calc(dot(top, top), eq((V.T @ V)[one, one], by=definition(top)), eq(1, by=V_columns)),
)

top_stretch = theorem(
    "The stretch of the first singular vector",
    norm(M @ top) / norm(top) == s[one],
    given=[decomposed, U_columns, V_columns],
    book="C.1.7",
    proof=calc(
        norm(M @ top) / norm(top),
        eq(sqrt(s[one] ** 2) / sqrt(1), by=[top_image, top_is_unit]),
        eq(s[one], by=exp_log),
    ),
)

no_longer = theorem(
    "In lengths",
    norm(M @ v) <= s[one] * norm(v),
    given=[decomposed, U_columns, V_columns, largest],
    book="C.1.7",
    proof=by(roots.at({g: norm(M @ v), h: s[one] * norm(v)}), operator_bound),
)

spectral = theorem(
    "The spectral norm, the largest singular value, is the largest stretch",
    maximises(top, norm(M @ v) / norm(v), over=v, subject_to=[dot(v, v) > 0]),
    given=[decomposed, U_columns, V_columns, largest],
    book="C.1.7",
    covers=["C.1.7-05", "C.1.7-06"],
    note="Of all vectors but zero, whose stretch would be 0/0.",
    proof=calc(
        norm(M @ v) / norm(v),
        le(s[one] * norm(v) / norm(v), by=no_longer),
        eq(s[one]),
        eq(norm(M @ top) / norm(top), by=top_stretch),
    ),
)
