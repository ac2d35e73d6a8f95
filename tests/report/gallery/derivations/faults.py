"""What can be wrong with a proof: false, misjustified, undecided for each reason.  (Chapter 2)"""

from derivations.cited import KL, H, P, Q, both_ways

from checks.language import *

V = size("V")
a, b, k = indices("a b k", over=V)
y, y2 = indices("y y'", over=V)
z = vector("z", V)
c = vector("c", V)
x, w, beta = scalar("x"), scalar("w"), scalar("beta", positive=True)
Z = define("Z", Sum(exp(z[k]), k))
p = define("p", a, exp(z[a]) / Z)
query, key = family("query"), family("key")
q = random_vector("q", V, family=query)
t = random_vector("t", V, family=key)
u = random_vector("u", V, family=key)

# ---------------------------------------------------------------- false
jacobian = theorem(
    "A lost delta",
    D(p[a], z[b]) == p[a] * (1 - p[b]),
    book="2.1",
    proof=calc(
        D(p[a], z[b]),
        eq((delta(a, b) * exp(z[a]) * Z - exp(z[a]) * exp(z[b])) / Z**2, by=[definition(p, Z), calculus, sum_of_delta]),
        eq(p[a] * (1 - p[b]), by=definition(p)),
    ),
)
correlated = theorem(
    "A dependent pair",
    E(Sum(t[a] * u[a], a)) == 0,
    given=[
        hypothesis(E(t[a]) == 0, "t has mean zero"),
        hypothesis(E(u[a]) == 0, "u has mean zero"),
        hypothesis(E(q[a]) == E(t[a]), "q has the mean of t"),
    ],
    book="2.1",
    proof=by(independence),
)
on_sand = theorem("On sand", D(p[a], z[a]) == p[a] * (1 - p[a]), book="2.1", proof=by(jacobian))

# ---------------------------------------------------------------- true, for another reason
misjustified = theorem(
    "Two definitions and the rules of differentiation are missing",
    D(log(p[y]), z[y2]) == delta(y, y2) - p[y2],
    book="2.2",
    proof=by(sum_of_delta),
)
centred = hypothesis(E(q[a]) == 0, "q has mean zero")
uncited = theorem("A hypothesis that is used and not cited", E(3 * q[a]) == 0, given=[centred], book="2.2", proof=by(linearity_of_E))

# ---------------------------------------------------------------- undecided
no_rule = theorem(
    "A hypothesis is missing",
    Sum(c[k] * x, k) == x,
    book="2.3",
    given=[hypothesis(Sum(c[k], k) <= 1), hypothesis(Sum(c[k], k) >= 1)],
    proof=by(algebra),
)
quotient = theorem(
    "A denominator that may vanish",
    x * w / (x * w) == 1,
    given=[hypothesis(x * w >= 0, "x and w agree in sign")],
    book="2.3",
    proof=by(algebra),
)
root = theorem(
    "A logarithm of something that may be negative",
    Sum(log(z[k] ** 2 + x), k) == Sum(log(x + z[k] ** 2), k),
    given=[hypothesis(x + z[k] ** 2 > -1)],
    book="2.3",
    proof=by(algebra),
)
lost = theorem(
    "Something is left over",
    sin(x) <= 1,
    book="2.3",
    proof=calc(sin(x), le(1, by=nonnegative_terms)),
)
half = cite("A handbook", x * x >= x, given=[hypothesis(x >= 1, "x is at least one")])
owed = theorem("Cited without its hypothesis", w * w >= w, given=[hypothesis(w**3 >= 1)], book="2.3", proof=by(half.at({x: w})))
positive = theorem("A logarithm of a number", log(x) == log(x), book="2.3", proof=by(algebra))
renamed = theorem("A name that Python cannot have", Sum(log(z[y2]), y2) == Sum(log(z[y2]), y2), book="2.3", proof=by(algebra))
vacuous = theorem(
    "The hypotheses contradict one another", x == w, given=[hypothesis(x > 1), hypothesis(x < 0)], book="2.3", proof=by(algebra)
)
unsampled = theorem(
    "No model is found",
    x + w == w + x,
    given=[hypothesis(x**3 + w**5 + x * w == 7), hypothesis(exp(x) + w > 12)],
    book="2.3",
    proof=by(algebra),
)
unproved = theorem("No proof is given", Sum(p[a], a) == 1, book="2.3")
wrong_start = theorem(
    "A chain that starts elsewhere",
    (x + w) ** 2 == x**2 + 2 * x * w + w**2,
    book="2.4",
    proof=calc(x**2 + w * x + x * w + w**2, eq(x**2 + 2 * x * w + w**2)),
)
wrong_end = theorem(
    "A chain that ends too early",
    Sum(p[a], a) == 1,
    book="2.4",
    proof=calc(Sum(p[a], a), eq(Sum(exp(z[a]) / Z, a), by=definition(p)), eq(Z / Z, by=definition(Z))),
)
too_weak = theorem("A chain that proves less", x**2 + 1 > 0, book="2.4", proof=calc(x**2 + 1, ge(0, by=[squares, nonnegative_terms])))

# ---------------------------------------------------------------- proved, with something to say
wordy = theorem(
    "More reasons than it needs",
    Sum(2 * c[k], k) == 2 * Sum(c[k], k),
    given=[hypothesis(x > 0, "x is positive"), hypothesis(w > 0, "w is positive"), hypothesis(beta > 1, "beta is large")],
    book="2.5",
    proof=by(calculus, exp_log, sum_of_delta),
)
found = theorem("Reasons that the checker finds", D(log(Z), z[b]) == exp(z[b]) / Z, book="2.5", proof=by(auto))
s = scalar("x2")  # prints as x2
r = scalar("w2", "w_2")

# ---------------------------------------------------------------- numbers and errata
right = printed("0.802", H(P), at={P: "0.7 0.2 0.1"}, unit="nats", book="2.6")
numbers = [
    printed("0.801", H(P), at={P: "0.7 0.2 0.1"}, unit="nats", book="2.6"),
    printed("0.81", H(P), at={P: "0.7 0.2 0.1"}, unit="nats", book="2.6"),
    printed("0.12", x / 8, at={x: "1"}, book="2.6"),
    printed("many", x, at={x: "1"}, book="2.6"),
    printed("1.0", 1 / x, at={x: "0"}, book="2.6"),
]
cut_off = printed("0.801", H(P), at={P: "0.7 0.2 0.1"}, unit="nats", book="2.6")
corrected = erratum(prints=cut_off, should_be=right, why="cut off, not rounded", book="2.6")
s_prime = define("s'", Sum(t[a] * u[a], a))
dependent = erratum(
    prints=Var(s_prime) == V,
    given=[hypothesis(E(t[a] * t[b]) == delta(a, b), "t is white"), hypothesis(E(u[a] * u[b]) == delta(a, b), "u is white")],
    should_be=both_ways,
    why="t and u need not be independent",
    book="2.6",
)
no_misprint = erratum(prints=2 * (KL(P, Q) + KL(Q, P)) >= 0, should_be=both_ways, why="what is printed is right", book="2.6")
