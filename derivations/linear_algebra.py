"""Vectors and matrices: entries, sums, transposes and products, the angle between two vectors, and outer products.  (Appendix C.1.1)"""

from checks.language import *

m, n, d, r = size("m"), size("n"), size("d"), size("r")
i, j, k = indices("i", over=m), indices("j", over=n), indices("k", over=r)
p = indices("p", over=d)
u = indices("u", over=1)
x, y = vector("x", d), vector("y", d)
s, t, c = scalar("s"), scalar("t"), scalar("c")

# ---------------------------------------------------------------- columns and rows
column = define("col", x, p, u, x[p], tex=r"\mathrm{col}")  # the d x 1 matrix of a vector
X = matrix("X", d, 1)
only = define("x'", p, X[p, 1])  # the vector of a d x 1 matrix

column_of_a_vector = theorem(
    "A vector as a column, and as a row",
    both(column(x)[p, u] == x[p], column(x).T[u, p] == x[p]),
    book="C.1.1",
    covers=["C.1.1-01"],
    note="The column has the shape (d, 1), the row (1, d).",
    proof=parts(by(definition(column)), by(definition(column))),
)

columns_are_vectors = theorem(
    "Columns are added and scaled as vectors are, and every column is that of one vector",
    both(
        column(s * x + t * y) == s * column(x) + t * column(y),
        iff(column(x) == column(y), forall(p, x[p] == y[p])),
        column(only) == X,
    ),
    book="C.1.1",
    covers=["C.1.1-01"],
    note="A linear map that is one to one and onto.",
    proof=parts(
        by(definition(column)),
        parts(
            calc(x[p], eq(column(x)[p, 1], by=definition(column)), eq(column(y)[p, 1], by=assumption), eq(y[p], by=definition(column))),
            by(assumption),
        ),
        by(definition(column, only)),
    ),
)

# ---------------------------------------------------------------- entries
A, B, C = matrix("A", m, n), matrix("B", m, n), matrix("C", n, r)

same_matrix = theorem(
    "A matrix is its entries",
    iff(A == B, forall(i, j, A[i, j] == B[i, j])),
    book="C.1.1",
    covers=["C.1.1-02"],
    proof=parts(by(assumption), by(assumption)),
)

number_of_entries = theorem(
    "One entry for every row and column",
    Sum(Sum(1, j), i) == m * n,
    book="C.1.1",
    covers=["C.1.1-02"],
    proof=by(algebra),
)

elementwise = theorem(
    "Sums and multiples, entry by entry",
    both((A + B)[i, j] == A[i, j] + B[i, j], (c * A)[i, j] == c * A[i, j]),
    book="C.1.1",
    covers=["C.1.1-03"],
    note="The shape stays (m, n); matrices of different shapes cannot be added.",
    proof=parts(by(algebra), by(algebra)),
)

transpose = theorem(
    "The transpose",
    both(A.T[j, i] == A[i, j], A.T.T == A, (A @ C).T == C.T @ A.T),
    book="C.1.1",
    covers=["C.1.1-04"],
    note="The shape (m, n) becomes (n, m).",
    proof=parts(by(algebra), by(algebra), by(algebra)),
)

product = theorem(
    "The entries of a product",
    (A @ C)[i, k] == Sum(A[i, j] * C[j, k], j),
    book="C.1.1",
    covers=["C.1.1-05", "C.1.1-06"],
    note="(m, n) times (n, r) is (m, r): both must have the inner size, or the product is refused as it is written.",
    proof=by(algebra),
)

one_order_only = not_checkable(
    "no claim can contain a product that does not exist: C A is refused where it is written unless r = m",
    covers=["C.1.1-08"],
    book="C.1.1",
)

# ---------------------------------------------------------------- products do not commute
N = size("N", at_least=2)
a, b = indices("a b", over=N)
E12 = define("E12", a, b, delta(a, 1) * delta(b, 2), tex=r"E_{12}")
E21 = define("E21", a, b, delta(a, 2) * delta(b, 1), tex=r"E_{21}")

units_multiplied = theorem(
    "Two unit matrices, in both orders",
    both((E12 @ E21)[a, b] == delta(a, 1) * delta(b, 1), (E21 @ E12)[a, b] == delta(a, 2) * delta(b, 2)),
    book="C.1.1",
    proof=parts(by(definition(E12, E21), sum_of_delta), by(definition(E12, E21), sum_of_delta)),
)

not_commutative = theorem(
    "For every size above 1 there are matrices that do not commute",
    both((E12 @ E21)[1, 1] == 1, (E21 @ E12)[1, 1] == 0),
    book="C.1.1",
    covers=["C.1.1-07"],
    note="The products differ in their first entry.",
    proof=parts(by(units_multiplied), by(units_multiplied)),
)

# ---------------------------------------------------------------- the worked example
F, G = matrix([[1, 2], [3, 4]]), matrix([[5, 6], [7, 8]])
v, w = indices("v w", over=2)

two_terms = theorem(
    "An entry of the example is a sum of two products",
    (F @ G)[v, w] == F[v, 1] * G[1, w] + F[v, 2] * G[2, w],
    book="C.1.1",
    covers=["C.1.1-09", "C.1.1-10", "C.1.1-11", "C.1.1-12"],
    note="The book counts rows and columns from 0.",
    proof=by(algebra),
)

first_first = printed("19", (F @ G)[1, 1], book="C.1.1", covers=["C.1.1-09"], approximate=False)
first_second = printed("22", (F @ G)[1, 2], book="C.1.1", covers=["C.1.1-10"], approximate=False)
second_first = printed("43", (F @ G)[2, 1], book="C.1.1", covers=["C.1.1-11"], approximate=False)
second_second = printed("50", (F @ G)[2, 2], book="C.1.1", covers=["C.1.1-12"], approximate=False)

worked = theorem(
    "The product of the example",
    F @ G == matrix([[19, 22], [43, 50]]),
    book="C.1.1",
    covers=["C.1.1-13"],
    proof=by(algebra),
)

worked_backwards = theorem(
    "And in the other order",
    G @ F == matrix([[23, 34], [31, 46]]),
    book="C.1.1",
    proof=by(algebra),
)

# ---------------------------------------------------------------- dot products
dot_product = theorem(
    "A dot product is a product of a row and a column",
    both(dot(x, y) == Sum(x[p] * y[p], p), (column(x).T @ column(y))[1, 1] == dot(x, y)),
    book="C.1.1",
    covers=["C.1.1-14"],
    proof=parts(by(algebra), by(definition(column))),
)

q = indices("q", over=d)
areas = Sum(Sum((x[p] * y[q] - x[q] * y[p]) ** 2, q), p) / 2

cauchy_schwarz = theorem(
    "The inequality of Cauchy and Schwarz",
    dot(x, y) ** 2 <= dot(x, x) * dot(y, y),
    book="C.1.1",
    note="What is missing is a sum of squares of areas: the identity of Lagrange.",
    proof=calc(dot(x, y) ** 2, eq(dot(x, x) * dot(y, y) - areas), le(dot(x, x) * dot(y, y), by=squares)),
)

cauchy_schwarz_norms = theorem(
    "No dot product exceeds the product of the lengths",
    abs_(dot(x, y)) <= norm(x) * norm(y),
    book="C.1.1",
    proof=calc(
        abs_(dot(x, y)),
        eq(sqrt(dot(x, y) ** 2), by=exp_log),
        le(sqrt(dot(x, x) * dot(y, y)), by=[monotone, cauchy_schwarz]),
        eq(norm(x) * norm(y), by=exp_log),
    ),
)

# ---------------------------------------------------------------- the angle between two vectors
theta, alpha, beta = scalar("theta"), scalar("alpha"), scalar("beta")
rho, tau = scalar("rho", nonnegative=True), scalar("tau", nonnegative=True)
e, f = vector("e", d), vector("f", d)
x_not_zero, y_not_zero = hypothesis(dot(x, x) > 0, "x is not zero"), hypothesis(dot(y, y) > 0, "y is not zero")
unit_e, unit_f = hypothesis(dot(e, e) == 1, "e has length one"), hypothesis(dot(f, f) == 1, "f has length one")
right_angle = hypothesis(dot(e, f) == 0, "e and f are orthogonal")
angle = hypothesis(cos(theta) == dot(x, y) / (norm(x) * norm(y)), "theta is the angle between x and y")

angle_exists = theorem(
    "The quotient that is to be a cosine lies between -1 and 1",
    both(dot(x, y) / (norm(x) * norm(y)) <= 1, dot(x, y) / (norm(x) * norm(y)) >= -1),
    given=[x_not_zero, y_not_zero],
    book="C.1.1",
    covers=["C.1.1-15"],
    note="Half the squared distance of the unit vectors is what is missing.",
    proof=parts(
        calc(
            dot(x, y) / (norm(x) * norm(y)),
            eq(1 - norm(x / norm(x) - y / norm(y)) ** 2 / 2),
            le(1, by=squares),
        ),
        calc(
            dot(x, y) / (norm(x) * norm(y)),
            eq(norm(x / norm(x) + y / norm(y)) ** 2 / 2 - 1),
            ge(-1, by=squares),
        ),
    ),
)

dot_from_angle = theorem(
    "A dot product from two lengths and an angle",
    dot(x, y) == norm(x) * norm(y) * cos(theta),
    given=[x_not_zero, y_not_zero, angle],
    book="C.1.1",
    covers=["C.1.1-15"],
    note="The angle with a vector that is zero is not defined.",
    proof=calc(
        dot(x, y),
        eq(norm(x) * norm(y) * (dot(x, y) / (norm(x) * norm(y)))),
        eq(norm(x) * norm(y) * cos(theta), by=angle),
    ),
)

angle_in_a_plane = theorem(
    "It is the angle of geometry: the one between two directions of a plane",
    dot(rho * (cos(alpha) * e + sin(alpha) * f), tau * (cos(beta) * e + sin(beta) * f)) == rho * tau * cos(alpha - beta),
    given=[unit_e, unit_f, right_angle],
    book="C.1.1",
    covers=["C.1.1-15"],
    note="Any two vectors lie in a plane, with orthogonal unit vectors e and f; their lengths are rho and tau.",
    proof=calc(
        dot(rho * (cos(alpha) * e + sin(alpha) * f), tau * (cos(beta) * e + sin(beta) * f)),
        eq(
            rho * tau * (cos(alpha) * cos(beta) * dot(e, e) + sin(alpha) * sin(beta) * dot(f, f))
            + rho * tau * (cos(alpha) * sin(beta) + sin(alpha) * cos(beta)) * dot(e, f)
        ),
        eq(rho * tau * (cos(alpha) * cos(beta) + sin(alpha) * sin(beta)), by=[unit_e, unit_f, right_angle]),
        eq(rho * tau * cos(alpha - beta), by=trigonometry),
    ),
)

length_in_a_plane = theorem(
    "The length of a vector given by its direction",
    norm(rho * (cos(alpha) * e + sin(alpha) * f)) == rho,
    given=[unit_e, unit_f, right_angle],
    book="C.1.1",
    proof=calc(
        norm(rho * (cos(alpha) * e + sin(alpha) * f)),
        eq(sqrt(rho**2 * (cos(alpha) ** 2 * dot(e, e) + sin(alpha) ** 2 * dot(f, f) + 2 * cos(alpha) * sin(alpha) * dot(e, f)))),
        eq(sqrt(rho**2 * (cos(alpha) ** 2 + sin(alpha) ** 2)), by=[unit_e, unit_f, right_angle]),
        eq(sqrt(rho**2), by=trigonometry),
        eq(rho, by=exp_log),
    ),
)

law_of_cosines = theorem(
    "The law of cosines",
    norm(x - y) ** 2 == norm(x) ** 2 + norm(y) ** 2 - 2 * norm(x) * norm(y) * cos(theta),
    given=[x_not_zero, y_not_zero, angle],
    book="C.1.1",
    proof=calc(
        norm(x - y) ** 2,
        eq(norm(x) ** 2 + norm(y) ** 2 - 2 * dot(x, y)),
        eq(norm(x) ** 2 + norm(y) ** 2 - 2 * norm(x) * norm(y) * cos(theta), by=dot_from_angle),
    ),
)

unit = define("unit", x, x / norm(x))  # the vector of length one in the direction of x

cosine_similarity = theorem(
    "Cosine similarity is the dot product of unit vectors",
    both(cos(theta) == dot(unit(x), unit(y)), norm(unit(x)) == 1),
    given=[x_not_zero, y_not_zero, angle],
    book="C.1.1",
    covers=["C.1.1-16"],
    proof=parts(
        calc(
            cos(theta),
            eq(dot(x, y) / (norm(x) * norm(y)), by=angle),
            eq(dot(unit(x), unit(y)), by=definition(unit)),
        ),
        calc(
            norm(unit(x)),
            eq(sqrt(Sum((x[p] / norm(x)) ** 2, p)), by=definition(unit)),
            eq(sqrt(norm(x) ** 2 / norm(x) ** 2)),
            eq(1),
        ),
    ),
)

# ---------------------------------------------------------------- outer products
g, h = vector("g", m), vector("h", n)
column_g, column_h = define("column_g", i, u, g[i]), define("column_h", j, u, h[j])

outer_product = theorem(
    "The entries of an outer product",
    both(outer(g, h)[i, j] == g[i] * h[j], column_g @ column_h.T == outer(g, h)),
    book="C.1.1",
    covers=["C.1.1-17"],
    note="A column of shape (m, 1) times a row of shape (1, n) has the shape (m, n).",
    proof=parts(by(algebra), by(definition(column_g, column_h))),
)

outer_rank = theorem(
    "The rank of an outer product is at most one",
    rank(outer(g, h)) <= 1,
    book="C.1.1",
    proof=calc(
        rank(outer(g, h)),
        eq(rank(column_g @ column_h.T), by=definition(column_g, column_h)),
        le(rank(column_g), by=rank_bounds),
        le(1, by=rank_bounds),
    ),
)
