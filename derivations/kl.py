"""KL divergence: cross-entropy minus entropy, and Gibbs' inequality with its equality case.  (Appendix C.3)"""

from checks.language import *

n = size("n")  # number of outcomes
x, x2 = indices("x x'", over=n)
P = distribution("P", n)  # zero probabilities are allowed
Q = distribution("Q", n)

H = define("H", P, -Sum(P[x] * log(P[x]), x), tex=r"H")
CE = define("CE", P, Q, -Sum(P[x] * log(Q[x]), x), tex=r"H")
KL = define("KL", P, Q, Sum(P[x] * log(P[x] / Q[x]), x), tex=r"\mathrm{KL}")

covered = hypothesis(implies(P[x] > 0, Q[x] > 0), "Q is positive wherever P is")

# ---------------------------------------------------------------- the identity
kl = theorem(
    "KL divergence is cross-entropy minus entropy",
    KL(P, Q) == CE(P, Q) - H(P),
    given=[covered],
    book="C.3.3",
    covers=["C.3.3-02"],
    note="Terms with P(x) = 0 are zero on both sides.",
    proof=calc(
        KL(P, Q),
        eq(Sum(P[x] * log(P[x] / Q[x]), x), by=definition(KL)),
        eq(Sum(P[x] * (log(P[x]) - log(Q[x])), x), by=exp_log),
        eq(-Sum(P[x] * log(Q[x]), x) - (-Sum(P[x] * log(P[x]), x))),
        eq(CE(P, Q) - H(P), by=definition(CE, H)),
    ),
)

# ---------------------------------------------------------------- Gibbs' inequality
gibbs = theorem(
    "Gibbs' inequality",
    KL(P, Q) >= 0,
    given=[covered],
    book="C.3.3",
    covers=["C.3.3-03"],
    proof=calc(
        KL(P, Q),
        eq(Sum(P[x] * log(P[x] / Q[x]), x), by=definition(KL)),
        ge(Sum(P[x] - Q[x], x), by=log_bound),
        eq(Sum(P[x], x) - Sum(Q[x], x)),
        eq(1 - 1, by=[P.sums_to_one, Q.sums_to_one]),
        eq(0),
    ),
)

hellinger = theorem(
    "KL divergence is at least the squared Hellinger distance",
    Sum((sqrt(P[x]) - sqrt(Q[x])) ** 2, x) <= KL(P, Q),
    given=[covered],
    book="C.3.3",
    note="The same bound, used at the square root: it is what makes the equality case visible.",
    proof=calc(
        Sum((sqrt(P[x]) - sqrt(Q[x])) ** 2, x),
        eq(Sum(P[x], x) - 2 * Sum(sqrt(P[x] * Q[x]), x) + Sum(Q[x], x), by=exp_log),
        eq(Sum(2 * P[x] - 2 * sqrt(P[x] * Q[x]), x), by=[P.sums_to_one, Q.sums_to_one]),
        le(Sum(-2 * (P[x] * log(sqrt(P[x] * Q[x]) / P[x])), x), by=log_bound),
        eq(Sum(P[x] * log(P[x] / Q[x]), x), by=exp_log),
        eq(KL(P, Q), by=definition(KL)),
    ),
)

no_divergence = hypothesis(KL(P, Q) == 0, "the divergence is zero")

no_distance = theorem(
    "Without divergence no two square roots differ",
    (sqrt(P[x]) - sqrt(Q[x])) ** 2 <= 0,
    given=[covered, no_divergence],
    book="C.3.3",
    proof=calc(
        (sqrt(P[x]) - sqrt(Q[x])) ** 2,
        le(Sum((sqrt(P[x2]) - sqrt(Q[x2])) ** 2, x2), by=[nonnegative_terms, squares]),
        le(KL(P, Q), by=hellinger),
        eq(0, by=no_divergence),
    ),
)

zero_only_at_equality = theorem(
    "Without divergence the distributions agree",
    P[x] == Q[x],
    given=[covered, no_divergence],
    book="C.3.3",
    proof=calc(
        P[x],
        eq(sqrt(P[x]) ** 2),
        eq(sqrt(Q[x]) ** 2, by=[squares, no_distance]),
        eq(Q[x]),
    ),
)

equality_case = theorem(
    "KL divergence vanishes exactly where the distributions agree",
    iff(KL(P, Q) == 0, forall(x, P[x] == Q[x])),
    given=[covered],
    book="C.3.3",
    covers=["C.3.3-04"],
    proof=parts(
        by(zero_only_at_equality),
        calc(
            KL(P, Q),
            eq(Sum(P[x] * log(P[x] / Q[x]), x), by=definition(KL)),
            eq(Sum(P[x] * (log(P[x]) - log(Q[x])), x), by=exp_log),
            eq(0, by=assumption),
        ),
    ),
)

cross_entropy_at_least_entropy = theorem(
    "Cross-entropy is at least entropy",
    CE(P, Q) >= H(P),
    given=[covered],
    book="C.3.3",
    covers=["C.3.2-04"],
    proof=calc(
        CE(P, Q),
        eq(KL(P, Q) + H(P), by=kl),
        ge(H(P), by=gibbs),
    ),
)
