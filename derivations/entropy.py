"""Entropy: a mean surprise, zero for a point mass, measured in nats or bits.  (Appendix C.3.1)"""

from checks.language import *

n = size("n")  # number of outcomes
x, x2 = indices("x x'", over=n)
P = distribution("P", n)  # zero probabilities are allowed
t = position("t", over=n)  # the outcome of a point mass
point = one_hot("e", n, at=t)
U = define("U", x, 1 / n)  # the uniform distribution

H = define("H", P, -Sum(P[x] * log(P[x]), x), tex=r"H")

# ---------------------------------------------------------------- what it is
entropy = theorem(
    "Entropy",
    H(P) == -Sum(P[x] * log(P[x]), x),
    book="C.3.1",
    covers=["C.3.1-01"],
    note="Outcomes of probability zero count for nothing: 0 log 0 is 0.",
    proof=by(definition(H)),
)

at_most_one = theorem(
    "A probability is at most one",
    P[x] <= 1,
    book="C.3.1",
    proof=calc(P[x], le(Sum(P[x2], x2), by=nonnegative_terms), eq(1, by=P.sums_to_one)),
)

mean_surprise = theorem(
    "Entropy is a mean surprise",
    H(P) == E(-log(P[x]), x, P),
    book="C.3.1",
    covers=["C.3.1-07"],
    proof=by(definition(H)),
)

never_negative = theorem(
    "Entropy is never negative",
    H(P) >= 0,
    book="C.3.1",
    covers=["C.3.1-07"],
    proof=calc(
        H(P),
        eq(Sum(P[x] * -log(P[x]), x), by=definition(H)),
        ge(Sum(P[x] * (1 - P[x]), x), by=log_bound),
        ge(0, by=at_most_one),
    ),
)

# ---------------------------------------------------------------- the convention 0 log 0 = 0
u = scalar("u", positive=True)
eps = scalar("epsilon", r"\varepsilon", positive=True)
below_one = hypothesis(u <= 1, "u is at most one")
close_to_zero = hypothesis(4 * u <= eps**2, "u is close to zero")

surprise_bound = theorem(
    "u log u is negative, but above minus twice the root of u",
    both(u * log(u) <= 0, u * log(u) >= -2 * sqrt(u)),
    given=[below_one],
    book="C.3.1",
    proof=parts(
        calc(u * log(u), le(u * (u - 1), by=log_bound), le(0, by=below_one)),
        calc(
            u * log(u),
            eq(-2 * u * log(1 / sqrt(u)), by=exp_log),
            ge(-2 * u * (1 / sqrt(u) - 1), by=log_bound),
            eq(2 * u - 2 * sqrt(u)),
            ge(-2 * sqrt(u), by=nonnegative_terms),
        ),
    ),
)

small_root = theorem(
    "Twice the root of a small number is small",
    2 * sqrt(u) <= eps,
    given=[close_to_zero],
    book="C.3.1",
    proof=calc(
        2 * sqrt(u),
        eq(sqrt(4 * u), by=exp_log),
        le(sqrt(eps**2), by=[monotone, close_to_zero]),
        eq(eps, by=exp_log),
    ),
)

vanishing = theorem(
    "u log u tends to zero with u",
    both(u * log(u) >= -eps, u * log(u) <= eps),
    given=[below_one, close_to_zero],
    book="C.3.1",
    covers=["C.3.1-02"],
    note="To stay within epsilon it is enough that u is at most 1 and at most epsilon squared over four.",
    proof=parts(
        calc(u * log(u), ge(-2 * sqrt(u), by=surprise_bound), ge(-eps, by=small_root)),
        calc(u * log(u), le(0, by=surprise_bound), le(eps, by=nonnegative_terms)),
    ),
)

# ---------------------------------------------------------------- units
b = scalar("b", positive=True)  # the base
a_base = hypothesis(log(b) != 0, "the base is not 1")
H_b = define("H_b", P, -Sum(P[x] * log(P[x]) / log(b), x), tex=r"H_{b}")

other_than_one = theorem(
    "Every positive number but 1 has a logarithm that is not zero",
    both(implies(b < 1, log(b) < 0), implies(b > 1, log(b) > 0)),
    book="C.3.1",
    proof=parts(
        calc(log(b), le(b - 1, by=log_bound), lt(0, by=assumption)),
        calc(log(b), eq(-log(1 / b), by=exp_log), ge(1 - 1 / b, by=log_bound), eq((b - 1) / b), gt(0, by=assumption)),
    ),
)

change_of_base = theorem(
    "Another base is another unit",
    both(H_b(P) == H(P) / log(b), H(P) == log(b) * H_b(P)),
    given=[a_base],
    book="C.3.1",
    covers=["C.3.1-03"],
    note="With b = 2: a nat is 1/log 2 bits.",
    proof=parts(by(definition(H_b, H)), by(definition(H_b, H))),
)

# ---------------------------------------------------------------- the extremes
uniform_entropy = theorem(
    "The entropy of the uniform distribution",
    H(U) == log(n),
    book="C.3.1",
    covers=["C.3.1-05"],
    proof=calc(
        H(U),
        eq(-Sum(1 / n * log(1 / n), x), by=definition(H, U)),
        eq(-log(1 / n)),
        eq(log(n), by=exp_log),
    ),
)

point_entropy = theorem(
    "A point mass has no entropy",
    H(point) == 0,
    book="C.3.1",
    proof=calc(
        H(point),
        eq(-Sum(point[x] * log(point[x]), x), by=definition(H)),
        eq(-Sum(delta(x, t) * log(delta(x, t)), x), by=point.entries),
        eq(-log(1), by=sum_of_delta),
        eq(0),
    ),
)

spread = theorem(
    "Entropy is at least the chance that two draws differ",
    Sum(P[x] * (1 - P[x]), x) <= H(P),
    book="C.3.1",
    proof=calc(
        Sum(P[x] * (1 - P[x]), x),
        le(-Sum(P[x] * log(P[x]), x), by=log_bound),
        eq(H(P), by=definition(H)),
    ),
)

no_entropy = hypothesis(H(P) == 0, "P has no entropy")
no_square = theorem(
    "Without entropy no probability lies strictly between 0 and 1",
    (P[x] * (1 - P[x])) ** 2 <= 0,
    given=[no_entropy],
    book="C.3.1",
    proof=calc(
        (P[x] * (1 - P[x])) ** 2,
        le(P[x] ** 2 * (1 - P[x]), by=at_most_one),
        le(P[x] * (1 - P[x]), by=squares),
        le(Sum(P[x2] * (1 - P[x2]), x2), by=[nonnegative_terms, at_most_one]),
        le(H(P), by=spread),
        eq(0, by=no_entropy),
    ),
)

certain = theorem(
    "Without entropy every outcome is impossible or certain",
    P[x] ** 2 == P[x],
    given=[no_entropy],
    book="C.3.1",
    covers=["C.3.1-06"],
    note="A point mass is a distribution whose probabilities are all 0 or 1, that is, equal to their squares.",
    proof=calc(P[x] ** 2, eq(P[x] - P[x] * (1 - P[x])), eq(P[x], by=[squares, no_square])),
)

impossible_or_certain = hypothesis(P[x] ** 2 == P[x], "every outcome is impossible or certain")

no_surprise = theorem(
    "What is impossible or certain brings no surprise",
    P[x] * log(P[x]) == 0,
    given=[impossible_or_certain],
    book="C.3.1",
    proof=calc(
        P[x] * log(P[x]),
        eq(P[x] * log(P[x] ** 2) - P[x] * log(P[x]), by=exp_log),
        eq(P[x] * log(P[x]) - P[x] * log(P[x]), by=impossible_or_certain),
        eq(0),
    ),
)

zero_entropy = theorem(
    "A point mass has no entropy",
    H(P) == 0,
    given=[impossible_or_certain],
    book="C.3.1",
    covers=["C.3.1-06"],
    proof=calc(H(P), eq(-Sum(P[x] * log(P[x]), x), by=definition(H)), eq(0, by=no_surprise)),
)

# ---------------------------------------------------------------- codes
length = vector("l", n, r"\ell")  # of the code word of each outcome, in bits
H_2 = define("H_2", P, -Sum(P[x] * log(P[x]) / log(2), x))
R = distribution("R", n, positive=True)  # what never occurs needs no code word

decodable = hypothesis(Sum(2 ** (-length[x]), x) <= 1, "the code words can be told apart (Kraft's inequality)")
rounded_up = hypothesis(both(length[x] >= -log(R[x], 2), length[x] < 1 - log(R[x], 2)), "l(x) is -log2 R(x), rounded up")

no_shorter_code = theorem(
    "No code takes fewer bits than the entropy on average",
    H_2(P) <= E(length[x], x, P),
    given=[decodable],
    book="C.3.1",
    covers=["C.3.1-08"],
    proof=calc(
        H_2(P),
        eq(Sum(P[x] * length[x], x) + Sum(P[x] * log(2 ** (-length[x]) / P[x]), x) / log(2), by=[definition(H_2), exp_log]),
        le(Sum(P[x] * length[x], x) + Sum(2 ** (-length[x]) - P[x], x) / log(2), by=log_bound),
        eq(E(length[x], x, P) + (Sum(2 ** (-length[x]), x) - 1) / log(2), by=P.sums_to_one),
        le(E(length[x], x, P), by=decodable),
    ),
)

short_enough = theorem(
    "A rounded surprise is long enough for its outcome",
    2 ** (-length[x]) <= R[x],
    given=[rounded_up],
    book="C.3.1",
    proof=calc(
        2 ** (-length[x]),
        eq(exp(log(2) * -length[x]), by=exp_log),
        le(exp(log(2) * log(R[x], 2)), by=[monotone, rounded_up]),
        eq(R[x], by=exp_log),
    ),
)

shannon_code = theorem(
    "Rounding every surprise up to whole bits gives a code",
    Sum(2 ** (-length[x]), x) <= 1,
    given=[rounded_up],
    book="C.3.1",
    proof=calc(
        Sum(2 ** (-length[x]), x),
        le(Sum(R[x], x), by=short_enough),
        eq(1, by=R.sums_to_one),
    ),
)

less_than_a_bit = theorem(
    "That code is less than one bit longer than the entropy",
    E(length[x], x, R) < H_2(R) + 1,
    given=[rounded_up],
    book="C.3.1",
    covers=["C.3.1-08"],
    proof=calc(
        E(length[x], x, R),
        lt(Sum(R[x] * (1 - log(R[x], 2)), x), by=rounded_up),
        eq(1 - Sum(R[x] * log(R[x]) / log(2), x), by=R.sums_to_one),
        eq(H_2(R) + 1, by=definition(H_2)),
    ),
)

# ---------------------------------------------------------------- English
alphabet = theorem(
    "A character of a 27-letter alphabet holds less than five bits, and more than four",
    both(log(27) < 5 * log(2), log(27) > 4 * log(2)),
    book="C.3.1",
    note="Against about one bit per character measured for English.",
    proof=parts(
        calc(log(27), lt(log(32), by=monotone), eq(5 * log(2), by=exp_log)),
        calc(log(27), gt(log(16), by=monotone), eq(4 * log(2), by=exp_log)),
    ),
)

english = not_checkable(
    "the entropy of English is a measurement, and how well its texts compress another",
    covers=["C.3.1-09", "C.3.1-10"],
    book="C.3.1",
)
