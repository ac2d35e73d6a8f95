"""KL divergence: cross-entropy minus entropy, and Gibbs' inequality with its equality case.  (Appendix C.3.3)"""

from checks.language import *
from derivations.cross_entropy import CE as CE
from derivations.cross_entropy import Q as Q
from derivations.cross_entropy import covered
from derivations.entropy import H as H
from derivations.entropy import P as P
from derivations.entropy import U, at_most_one, n, t, x, x2

KL = define("KL", P, Q, Sum(P[x] * log(P[x] / Q[x]), x), tex=r"\mathrm{KL}")

divergence = theorem(
    "KL divergence",
    KL(P, Q) == E(log(P[x] / Q[x]), x, P),
    given=[covered],
    book="C.3.3",
    covers=["C.3.3-01", "C.3.3-06"],
    note="If Q is zero where P is not, the divergence is infinite, and no number.",
    proof=by(definition(KL)),
)

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

# ---------------------------------------------------------------- what follows for entropy and cross-entropy
differ = hypothesis(P[t] != Q[t], "P and Q differ somewhere")

u, v = scalar("u"), scalar("v")

difference_of_squares = theorem(
    "A difference of squares against the difference of their roots",
    (u**2 - v**2) ** 2 <= 2 * (u**2 + v**2) * (u - v) ** 2,
    book="C.3.3",
    proof=calc(
        (u**2 - v**2) ** 2,
        eq((u + v) ** 2 * (u - v) ** 2),
        le(2 * (u**2 + v**2) * (u - v) ** 2, by=squares),
    ),
)

at_least_a_square = theorem(
    "KL divergence is at least a quarter of every squared difference",
    KL(P, Q) >= (P[x] - Q[x]) ** 2 / 4,
    given=[covered],
    book="C.3.3",
    proof=calc(
        KL(P, Q),
        ge(Sum((sqrt(P[x2]) - sqrt(Q[x2])) ** 2, x2), by=hellinger),
        ge((sqrt(P[x]) - sqrt(Q[x])) ** 2, by=[nonnegative_terms, squares]),
        ge((P[x] + 1) * (sqrt(P[x]) - sqrt(Q[x])) ** 2 / 2, by=at_most_one.at({P: P})),
        ge((P[x] + Q[x]) * (sqrt(P[x]) - sqrt(Q[x])) ** 2 / 2, by=at_most_one.at({P: Q})),
        ge((P[x] - Q[x]) ** 2 / 4, by=difference_of_squares.at({u: sqrt(P[x]), v: sqrt(Q[x])})),
    ),
)

strict_gibbs = theorem(
    "Between different distributions there is divergence",
    KL(P, Q) > 0,
    given=[covered, differ],
    book="C.3.3",
    proof=calc(
        KL(P, Q),
        ge((P[t] - Q[t]) ** 2 / 4, by=at_least_a_square),
        eq(exp(log((P[t] - Q[t]) ** 2)) / 4, by=exp_log),
        gt(0, by=nonnegative_terms),
    ),
)

cross_entropy_exceeds_entropy = theorem(
    "Against another distribution, cross-entropy is larger than entropy",
    CE(P, Q) > H(P),
    given=[covered, differ],
    book="C.3.2",
    covers=["C.3.2-04"],
    proof=calc(
        CE(P, Q),
        eq(KL(P, Q) + H(P), by=kl),
        gt(H(P), by=strict_gibbs),
    ),
)

cross_entropy_at_least_entropy = theorem(
    "Cross-entropy is at least entropy",
    CE(P, Q) >= H(P),
    given=[covered],
    book="C.3.3",
    proof=calc(
        CE(P, Q),
        eq(KL(P, Q) + H(P), by=kl),
        ge(H(P), by=gibbs),
    ),
)

distance_to_uniform = theorem(
    "What entropy lacks of its maximum is the divergence from the uniform distribution",
    H(P) == log(n) - KL(P, U),
    book="C.3.1",
    proof=calc(
        H(P),
        eq(-Sum(P[x] * log(P[x]), x), by=definition(H)),
        eq(log(n) - Sum(P[x] * log(P[x] / (1 / n)), x), by=[exp_log, P.sums_to_one]),
        eq(log(n) - KL(P, U), by=definition(KL, U)),
    ),
)

maximum_entropy = theorem(
    "No distribution has more entropy than the uniform one",
    H(P) <= log(n),
    book="C.3.1",
    covers=["C.3.1-04"],
    proof=calc(
        H(P),
        eq(log(n) - KL(P, U), by=distance_to_uniform),
        le(log(n), by=gibbs.at({P: P, Q: U})),
    ),
)

maximal = hypothesis(H(P) == log(n), "P has as much entropy as the uniform distribution")

no_gap_to_uniform = theorem(
    "A distribution with maximal entropy is uniform",
    P[x] == U[x],
    given=[maximal],
    book="C.3.1",
    example={n: 1, P: "1"},
    proof=by(zero_only_at_equality.at({P: P, Q: U})),
)

only_uniform = theorem(
    "Only the uniform distribution has that much entropy",
    iff(H(P) == log(n), forall(x, P[x] == 1 / n)),
    book="C.3.1",
    covers=["C.3.1-04"],
    proof=parts(
        calc(P[x], eq(U[x], by=no_gap_to_uniform), eq(1 / n, by=definition(U))),
        calc(H(P), eq(log(n) - KL(P, U), by=distance_to_uniform), eq(log(n), by=[definition(KL, U), assumption])),
    ),
)
