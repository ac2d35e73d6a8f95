"""The worked example of entropy, cross-entropy and KL divergence on three tokens, digit by digit.  (Appendix C.3.5)

P is the truth, Q a good model, R a bad one.  Every number that the book prints is compared with the exact value, and every
line that it prints with what its own printed operands give.
"""

from checks.language import *
from derivations.kl import CE, KL, H, kl

P = distribution("P", 3)  # of the tokens a, b, c
Q, R = distribution("Q", 3, positive=True), distribution("R", 3, positive=True)
x = indices("x", over=3)
ell = vector("ell", 3, r"\ell")  # logarithms, as they are rounded on the page
w = vector("w", 3)  # weighted logarithms, as they are rounded on the page

P_a, P_b, P_c = hypothesis(P[1] == Rational(7, 10)), hypothesis(P[2] == Rational(2, 10)), hypothesis(P[3] == Rational(1, 10))
Q_a, Q_b, Q_c = hypothesis(Q[1] == Rational(6, 10)), hypothesis(Q[2] == Rational(3, 10)), hypothesis(Q[3] == Rational(1, 10))
R_a, R_b, R_c = hypothesis(R[1] == Rational(1, 10)), hypothesis(R[2] == Rational(3, 10)), hypothesis(R[3] == Rational(6, 10))

truth = {P: "0.7 0.2 0.1"}
good = {P: "0.7 0.2 0.1", Q: "0.6 0.3 0.1"}
bad = {P: "0.7 0.2 0.1", R: "0.1 0.3 0.6"}

distributions = [
    printed("1", P[1] + P[2] + P[3], at=truth, book="C.3.5", covers=["C.3.5-01"], approximate=False),
    printed("1", Q[1] + Q[2] + Q[3], at=good, book="C.3.5", covers=["C.3.5-10"], approximate=False),
    printed("1", R[1] + R[2] + R[3], at=bad, book="C.3.5", covers=["C.3.5-18"], approximate=False),
]

# ---------------------------------------------------------------- the entropy of P
entropy = theorem(
    "The entropy of (0.7, 0.2, 0.1)",
    H(P) == -(Rational(7, 10) * log(Rational(7, 10)) + Rational(2, 10) * log(Rational(2, 10)) + Rational(1, 10) * log(Rational(1, 10))),
    given=[P_a, P_b, P_c],
    book="C.3.5",
    covers=["C.3.5-02"],
    proof=calc(
        H(P),
        eq(-(P[1] * log(P[1]) + P[2] * log(P[2]) + P[3] * log(P[3])), by=definition(H)),
        eq(
            -(Rational(7, 10) * log(Rational(7, 10)) + Rational(2, 10) * log(Rational(2, 10)) + Rational(1, 10) * log(Rational(1, 10))),
            by=[P_a, P_b, P_c],
        ),
    ),
)

entropy_digits = [
    printed("-0.357", log(P[1]), at=truth, book="C.3.5", covers=["C.3.5-03"]),
    printed("-1.609", log(P[2]), at=truth, book="C.3.5", covers=["C.3.5-04"]),
    printed("-2.303", log(P[3]), at=truth, book="C.3.5", covers=["C.3.5-05"]),
    printed("-0.250", P[1] * log(P[1]), at=truth, book="C.3.5", covers=["C.3.5-06"]),
    printed("-0.322", P[2] * log(P[2]), at=truth, book="C.3.5", covers=["C.3.5-07"]),
    printed("-0.230", P[3] * log(P[3]), at=truth, book="C.3.5", covers=["C.3.5-08"]),
    printed("0.802", H(P), at=truth, unit="nats", book="C.3.5", covers=["C.3.5-09"]),
]

entropy_lines = [  # the same lines from their own printed operands
    printed("-0.250", P[1] * ell[1], at={P: "0.7 0.2 0.1", ell: "-0.357 -1.609 -2.303"}, book="C.3.5", covers=["C.3.5-06"]),
    printed("-0.322", P[2] * ell[2], at={P: "0.7 0.2 0.1", ell: "-0.357 -1.609 -2.303"}, book="C.3.5", covers=["C.3.5-07"]),
    printed("-0.230", P[3] * ell[3], at={P: "0.7 0.2 0.1", ell: "-0.357 -1.609 -2.303"}, book="C.3.5", covers=["C.3.5-08"]),
    printed("0.802", -Sum(w[x], x), at={w: "-0.250 -0.322 -0.230"}, unit="nats", book="C.3.5", covers=["C.3.5-09"]),
]

# ---------------------------------------------------------------- the cross-entropy of the good model
cross_entropy = theorem(
    "The cross-entropy of (0.6, 0.3, 0.1)",
    CE(P, Q) == -(Rational(7, 10) * log(Rational(6, 10)) + Rational(2, 10) * log(Rational(3, 10)) + Rational(1, 10) * log(Rational(1, 10))),
    given=[P_a, P_b, P_c, Q_a, Q_b, Q_c],
    book="C.3.5",
    covers=["C.3.5-11"],
    proof=calc(
        CE(P, Q),
        eq(-(P[1] * log(Q[1]) + P[2] * log(Q[2]) + P[3] * log(Q[3])), by=definition(CE)),
        eq(
            -(Rational(7, 10) * log(Rational(6, 10)) + Rational(2, 10) * log(Rational(3, 10)) + Rational(1, 10) * log(Rational(1, 10))),
            by=[P_a, P_b, P_c, Q_a, Q_b, Q_c],
        ),
    ),
)

cross_entropy_digits = [
    printed("-0.511", log(Q[1]), at=good, book="C.3.5", covers=["C.3.5-12"]),
    printed("-1.204", log(Q[2]), at=good, book="C.3.5", covers=["C.3.5-13"]),
    printed("-2.303", log(Q[3]), at=good, book="C.3.5"),
]

cross_entropy_misprint = erratum(
    prints=printed("0.828", CE(P, Q), at=good, unit="nats", book="C.3.5"),
    should_be=printed("0.829", CE(P, Q), at=good, unit="nats", book="C.3.5"),
    why="truncated, not rounded: 0.828631...",
    book="C.3.5",
    covers=["C.3.5-14"],
)

rounded = {P: "0.7 0.2 0.1", ell: "-0.511 -1.204 -2.303"}

cross_entropy_line = erratum(
    prints=printed("0.828", -Sum(P[x] * ell[x], x), at=rounded, unit="nats", book="C.3.5"),
    should_be=printed("0.829", -Sum(P[x] * ell[x], x), at=rounded, unit="nats", book="C.3.5"),
    why="the line above it adds up to 0.8288",
    book="C.3.5",
    covers=["C.3.5-14"],
)

# ---------------------------------------------------------------- their difference
difference = theorem(
    "The divergence is the difference of the two",
    KL(P, Q) == CE(P, Q) - H(P),
    book="C.3.5",
    covers=["C.3.5-16"],
    proof=by(kl),
)

subtraction = printed("0.026", Rational(828, 1000) - Rational(802, 1000), unit="nats", book="C.3.5", covers=["C.3.5-15"], approximate=False)

kl_misprint = erratum(
    prints=printed("0.026", KL(P, Q), at=good, unit="nats", book="C.3.5", approximate=False),
    should_be=printed("0.027", KL(P, Q), at=good, unit="nats", book="C.3.5"),
    why="the difference of a truncated and a rounded number; the exact value is 0.026812...",
    book="C.3.5",
    covers=["C.3.5-15"],
)

# ---------------------------------------------------------------- how small is small
m = size("m")
y = indices("y", over=m)
S, T = distribution("S", m), distribution("T", m, positive=True)
c = scalar("c", positive=True)
spread = hypothesis(Sum((S[y] - T[y]) ** 2 / T[y], y) == c - 1, "c is one more than the chi-square divergence of S from T")

second_moment = theorem(
    "The chi-square divergence is a second moment less one",
    Sum(S[y] ** 2 / T[y], y) == c,
    given=[spread],
    book="C.3.5",
    proof=calc(
        Sum(S[y] ** 2 / T[y], y),
        eq(Sum((S[y] - T[y]) ** 2 / T[y], y) + 2 * Sum(S[y], y) - Sum(T[y], y)),
        eq(c, by=[spread, S.sums_to_one, T.sums_to_one]),
    ),
)

tangent = theorem(
    "The divergence under a tangent of the logarithm",
    KL(S, T) <= Sum(S[y] ** 2 / T[y], y) / c - 1 + log(c),
    book="C.3.5",
    note="For every c > 0: the tangent is drawn at c.",
    proof=calc(
        KL(S, T),
        eq(Sum(S[y] * log(S[y] / T[y]), y), by=definition(KL)),
        eq(Sum(S[y] * (log(S[y] / T[y] / c) + log(c)), y), by=exp_log),
        le(Sum(S[y] * (S[y] / T[y] / c - 1 + log(c)), y), by=log_bound),
        eq(Sum(S[y] ** 2 / T[y], y) / c - 1 + log(c), by=S.sums_to_one),
    ),
)

close_match = theorem(
    "The divergence is at most the logarithm of one more than the chi-square divergence",
    KL(S, T) <= log(c),
    given=[spread],
    book="C.3.5",
    covers=["C.3.5-17"],
    proof=calc(
        KL(S, T),
        le(Sum(S[y] ** 2 / T[y], y) / c - 1 + log(c), by=tangent),
        eq(c / c - 1 + log(c), by=second_moment),
        eq(log(c)),
    ),
)

small_divergence = theorem(
    "The divergence is small where the distributions are close",
    KL(S, T) <= Sum((S[y] - T[y]) ** 2 / T[y], y),
    book="C.3.5",
    covers=["C.3.5-17"],
    note="It is of second order in the distance of the two.",
    proof=calc(
        KL(S, T),
        eq(Sum(S[y] * log(S[y] / T[y]), y), by=definition(KL)),
        le(Sum(S[y] * (S[y] / T[y] - 1), y), by=log_bound),
        eq(Sum((S[y] - T[y]) ** 2 / T[y], y) + Sum(S[y], y) - Sum(T[y], y)),
        eq(Sum((S[y] - T[y]) ** 2 / T[y], y), by=[S.sums_to_one, T.sums_to_one]),
    ),
)

# ---------------------------------------------------------------- the cross-entropy of the bad model
reversed_match = theorem(
    "A model that reverses the order of the tokens has more loss than one that keeps it",
    CE(P, R) > CE(P, Q),
    given=[P_a, P_b, P_c, Q_a, Q_b, Q_c, R_a, R_b, R_c],
    book="C.3.5",
    covers=["C.3.5-26"],
    note="The gap is 0.6 log 6.",
    proof=calc(
        CE(P, R),
        eq(
            -(Rational(7, 10) * log(Rational(1, 10)) + Rational(2, 10) * log(Rational(3, 10)) + Rational(1, 10) * log(Rational(6, 10))),
            by=[definition(CE), P_a, P_b, P_c, R_a, R_b, R_c],
        ),
        eq(
            Rational(6, 10) * log(6)
            - (Rational(7, 10) * log(Rational(6, 10)) + Rational(2, 10) * log(Rational(3, 10)) + Rational(1, 10) * log(Rational(1, 10))),
            by=exp_log,
        ),
        gt(
            -(Rational(7, 10) * log(Rational(6, 10)) + Rational(2, 10) * log(Rational(3, 10)) + Rational(1, 10) * log(Rational(1, 10))),
            by=log_bound,
        ),
        eq(CE(P, Q), by=[definition(CE), P_a, P_b, P_c, Q_a, Q_b, Q_c]),
    ),
)

bad_cross_entropy = theorem(
    "The cross-entropy of (0.1, 0.3, 0.6)",
    CE(P, R) == -(Rational(7, 10) * log(Rational(1, 10)) + Rational(2, 10) * log(Rational(3, 10)) + Rational(1, 10) * log(Rational(6, 10))),
    given=[P_a, P_b, P_c, R_a, R_b, R_c],
    book="C.3.5",
    covers=["C.3.5-19"],
    proof=calc(
        CE(P, R),
        eq(-(P[1] * log(R[1]) + P[2] * log(R[2]) + P[3] * log(R[3])), by=definition(CE)),
        eq(
            -(Rational(7, 10) * log(Rational(1, 10)) + Rational(2, 10) * log(Rational(3, 10)) + Rational(1, 10) * log(Rational(6, 10))),
            by=[P_a, P_b, P_c, R_a, R_b, R_c],
        ),
    ),
)

bad_digits = [
    printed("-1.612", P[1] * log(R[1]), at=bad, book="C.3.5", covers=["C.3.5-20"]),
    printed("-0.241", P[2] * log(R[2]), at=bad, book="C.3.5", covers=["C.3.5-21"]),
    printed("-0.051", P[3] * log(R[3]), at=bad, book="C.3.5", covers=["C.3.5-22"]),
    printed("1.904", CE(P, R), at=bad, unit="nats", book="C.3.5", covers=["C.3.5-23"]),
    printed("1.904", -Sum(w[x], x), at={w: "-1.612 -0.241 -0.051"}, unit="nats", book="C.3.5", covers=["C.3.5-23"]),
    printed("1.1", KL(P, R), at=bad, unit="nats", book="C.3.5", covers=["C.3.5-24"]),
    printed("1.9", CE(P, R), at=bad, unit="nats", book="C.3.5", covers=["C.3.5-25"]),
    printed("0.8", CE(P, Q), at=good, unit="nats", book="C.3.5", covers=["C.3.5-25"]),
]

# ---------------------------------------------------------------- the training signal
n = size("n")
a, b = indices("a b", over=n)
z = vector("z", n)  # logits
true = distribution("t", n)  # any target
model = define("q", a, exp(z[a]) / Sum(exp(z[b]), b))

training_signal = theorem(
    "The training signal is the model minus the truth",
    D(CE(true, model), z[b]) == model[b] - true[b],
    book="C.3.5",
    covers=["C.3.5-27"],
    note="A step against the gradient raises the logits of the tokens that get too little probability.",
    proof=by(definition(CE, model), calculus, sum_of_delta, true.sums_to_one),
)
