"""What a number format holds: digits, exponents, and where too few of them hurt.  (Appendix C.4.5)

A format has p significant bits (one of them implied) and w exponent bits; u = 2**-p is its unit roundoff.
"""

from checks.language import *

p, d, w = scalar("p"), scalar("d"), scalar("w")
bits, fraction = scalar("bits"), scalar("fraction")
c = scalar("c", positive=True)
digits = define("digits", p, p * log(2) / log(10))  # decimal digits that p bits are worth
bias = define("bias", w, 2 ** (w - 1) - 1)  # what is subtracted from a stored exponent

# ---------------------------------------------------------------- how many digits
held = hypothesis(10**d <= 2**p, "10**d is at most 2**p")

logarithms = theorem(
    "In logarithms",
    d * log(10) <= p * log(2),
    given=[held],
    book="C.4.5",
    proof=calc(
        d * log(10),
        eq(log(10**d), by=exp_log),
        le(log(2**p), by=[monotone, held]),
        eq(p * log(2), by=exp_log),
    ),
)

enough_bits = theorem(
    "A format tells d decimal digits apart exactly if it has the bits for them",
    iff(10**d <= 2**p, d <= digits(p)),
    book="C.4.5",
    note="Ten to the d against two to the p.",
    proof=parts(
        calc(
            d,
            eq(d * log(10) / log(10)),
            le(p * log(2) / log(10), by=logarithms),
            eq(digits(p), by=definition(digits)),
        ),
        calc(
            10**d,
            eq(exp(d * log(10)), by=exp_log),
            le(exp(digits(p) * log(10)), by=[monotone, assumption]),
            eq(2**p, by=[definition(digits), exp_log]),
        ),
    ),
)

decimal_digits = [
    printed("7", digits(24), unit="digits", book="C.4.5", covers=["C.4.5-01"]),  # FP32: 7.22
    printed("3", digits(11), unit="digits", book="C.4.5", covers=["C.4.5-02"]),  # FP16: 3.31
    printed("1", digits(4), unit="digits", book="C.4.5", covers=["C.4.5-05"]),  # FP8 E4M3: 1.20
]

hundred = theorem(
    "A hundred is less than 2**8",
    2 * log(10) < 8 * log(2),
    book="C.4.5",
    proof=calc(2 * log(10), eq(log(100), by=exp_log), lt(log(256), by=monotone), eq(8 * log(2), by=exp_log)),
)
thousand = theorem(
    "A thousand is more",
    8 * log(2) < 3 * log(10),
    book="C.4.5",
    proof=calc(8 * log(2), eq(log(256), by=exp_log), lt(log(1000), by=monotone), eq(3 * log(10), by=exp_log)),
)

bf16_digits = theorem(
    "BF16 has between two and three digits",
    both(digits(8) > 2, digits(8) < 3),
    book="C.4.5",
    covers=["C.4.5-03"],
    proof=parts(
        calc(digits(8), eq(8 * log(2) / log(10), by=definition(digits)), gt(2 * log(10) / log(10), by=hundred), eq(2)),
        calc(digits(8), eq(8 * log(2) / log(10), by=definition(digits)), lt(3 * log(10) / log(10), by=thousand), eq(3)),
    ),
)

# ---------------------------------------------------------------- the exponent range
largest_exponent = theorem(
    "The largest exponent of a normal number is the bias",
    (2**w - 2) - bias(w) == bias(w),
    book="C.4.5",
    covers=["C.4.5-04"],
    note="Stored exponents run from 1 to 2**w - 2; how many bits the fraction has does not enter.",
    proof=by(definition(bias), exp_log),
)

exponent_range = [
    printed("8", bits - 1 - fraction, at={bits: 32, fraction: 23}, book="C.4.5", covers=["C.4.5-04"], approximate=False),  # FP32
    printed("8", bits - 1 - fraction, at={bits: 16, fraction: 7}, book="C.4.5", covers=["C.4.5-04"], approximate=False),  # BF16
    printed("127", 2**w - 2 - bias(w), at={w: 8}, book="C.4.5", covers=["C.4.5-04"], approximate=False),
    printed("-126", 1 - bias(w), at={w: 8}, book="C.4.5", covers=["C.4.5-04"], approximate=False),
]

# ---------------------------------------------------------------- rounding errors average out
n = size("n")
i, k = indices("i k", over=n)
a = vector("a", n)  # the exact products of a dot product
u = scalar("u", nonnegative=True)  # the unit roundoff
error = random_vector("e", n, family="rounding")  # relative rounding errors
centred = hypothesis(E(error[k]) == 0, "the errors have mean zero")
uncorrelated = hypothesis(E(error[k] * error[i]) == u**2 * delta(k, i), "and are uncorrelated, each with variance u**2")

averaging = theorem(
    "Uncorrelated rounding errors add in squares",
    Var(Sum(a[k] * (1 + error[k]), k)) == u**2 * Sum(a[k] ** 2, k),
    given=[centred, uncorrelated],
    book="C.4.5",
    covers=["C.4.5-06"],
    note="That errors behave so is a model; no rounding is random.",
    proof=calc(
        Var(Sum(a[k] * (1 + error[k]), k)),
        eq(E(Sum(a[k] * error[k], k) ** 2), by=[variance, linearity_of_E, centred]),
        eq(Sum(Sum(a[k] * a[i] * E(error[k] * error[i]), i), k), by=linearity_of_E),
        eq(u**2 * Sum(a[k] ** 2, k), by=[uncorrelated, sum_of_delta]),
    ),
)

typical_error = theorem(
    "Equal products: the typical error grows with the root of their number",
    sqrt(n * (u * c) ** 2) / (n * c) == u / sqrt(n),
    book="C.4.5",
    covers=["C.4.5-06"],
    note="The standard deviation of the sum of n products c, relative to the sum.",
    proof=by(exp_log),
)

# ---------------------------------------------------------------- where low precision fails
x, y = scalar("x", positive=True), scalar("y", positive=True)
apart = hypothesis(x != y, "the two numbers differ")

cancellation = theorem(
    "Catastrophic cancellation: a difference of rounded numbers has a large relative error",
    ((x * (1 + u) - y * (1 - u)) - (x - y)) / (x - y) == u * (x + y) / (x - y),
    given=[apart],
    book="C.4.5",
    covers=["C.4.5-07"],
    note="Relative errors u of x and y become an error (x + y)/(x - y) times as large.",
    proof=by(algebra),
)

largest = define("largest", (2 - Rational(1, 2) ** 10) * 2**15)  # the largest number of FP16

overflow = theorem(
    "FP16 holds 40,000, but not twice that",
    both(40000 <= largest, largest < 40000 + 40000),
    book="C.4.5",
    covers=["C.4.5-07"],
    proof=parts(by(definition(largest)), by(definition(largest))),
)

mixed_precision = not_checkable("a rule of practice: what it costs a model is measured, not proved", covers=["C.4.5-08"], book="C.4.5")
