"""Forward and reverse KL: no symmetry, maximum likelihood, and what each direction punishes.  (Appendix C.3.3)"""

from checks.language import *
from derivations.cross_entropy import Q, covered
from derivations.entropy import H, P, eps, n, t, x
from derivations.kl import KL

# ---------------------------------------------------------------- no symmetry
c = indices("c", over=3)
A = define("A", c, Rational(1, 10) + Rational(6, 10) * delta(c, 1) + Rational(1, 10) * delta(c, 2))
B = define("B", c, Rational(1, 10) + Rational(5, 10) * delta(c, 1) + Rational(2, 10) * delta(c, 2))

powers = theorem(
    "Thirteen times log 7/6 is less than five times log 3/2",
    13 * log(Rational(7, 6)) < 5 * log(Rational(3, 2)),
    book="C.3.3",
    proof=calc(
        13 * log(Rational(7, 6)),
        eq(log(Rational(7, 6) ** 13), by=exp_log),
        lt(log(Rational(3, 2) ** 5), by=monotone),
        eq(5 * log(Rational(3, 2)), by=exp_log),
    ),
)

not_symmetric = theorem(
    "KL divergence is not symmetric",
    KL(A, B) < KL(B, A),
    book="C.3.3",
    covers=["C.3.3-05"],
    note="The two distributions of the worked example, (0.7, 0.2, 0.1) and (0.6, 0.3, 0.1).",
    proof=calc(
        KL(A, B),
        eq(Rational(7, 10) * log(Rational(7, 6)) - Rational(2, 10) * log(Rational(3, 2)), by=[definition(KL, A, B), exp_log]),
        lt(Rational(3, 10) * log(Rational(3, 2)) - Rational(6, 10) * log(Rational(7, 6)), by=powers),
        eq(KL(B, A), by=[definition(KL, A, B), exp_log]),
    ),
)

# ---------------------------------------------------------------- maximum likelihood
N = size("N")  # observations
o = indices("o", over=N)
X = matrix("X", N, n)  # one row for each observation: 1 at its outcome, 0 elsewhere
counts = hypothesis(X[o, x] >= 0, "every observation counts for some outcomes and against none")
M, M2 = distribution("M", n, positive=True), distribution("M'", n, positive=True)  # the model at two parameters

data = define("data", x, Sum(X[o, x], o) / N, tex=r"\hat P")
likelihood = define("likelihood", M, Sum(Sum(X[o, x] * log(M[x]), x), o), tex=r"\ell")

divergence_from_data = theorem(
    "Divergence from the data falls as the log-likelihood rises",
    KL(data, M) == -H(data) - likelihood(M) / N,
    given=[counts],
    book="C.3.3",
    proof=calc(
        KL(data, M),
        eq(Sum(data[x] * log(data[x]), x) - Sum(data[x] * log(M[x]), x), by=[definition(KL), exp_log]),
        eq(-H(data) - likelihood(M) / N, by=definition(H, data, likelihood)),
    ),
)

maximum_likelihood = theorem(
    "Least divergence from the data is greatest likelihood",
    iff(KL(data, M) <= KL(data, M2), likelihood(M) >= likelihood(M2)),
    given=[counts],
    book="C.3.3",
    covers=["C.3.3-07"],
    note="Two models, whatever their parameters: they come in the same order, so the best are the same.",
    proof=parts(
        calc(
            likelihood(M),
            eq(-N * (H(data) + KL(data, M)), by=divergence_from_data),
            ge(-N * (H(data) + KL(data, M2)), by=assumption),
            eq(likelihood(M2), by=divergence_from_data.at({M: M2})),
        ),
        calc(
            KL(data, M),
            eq(-H(data) - likelihood(M) / N, by=divergence_from_data),
            le(-H(data) - likelihood(M2) / N, by=assumption),
            eq(KL(data, M2), by=divergence_from_data.at({M: M2})),
        ),
    ),
)

# ---------------------------------------------------------------- zero-avoiding and zero-forcing
term_bound = theorem(
    "The share of one outcome",
    P[x] * log(P[x] / Q[x]) - P[x] + Q[x] >= 0,
    given=[covered],
    book="C.3.3",
    proof=calc(P[x] * log(P[x] / Q[x]) - P[x] + Q[x], ge(P[x] - Q[x] - P[x] + Q[x], by=log_bound), eq(0)),
)

one_outcome = theorem(
    "One outcome bounds the divergence from below",
    KL(P, Q) >= P[t] * log(P[t] / Q[t]) - P[t] + Q[t],
    given=[covered],
    book="C.3.3",
    proof=calc(
        KL(P, Q),
        eq(Sum(P[x] * log(P[x] / Q[x]) - P[x] + Q[x], x), by=[definition(KL), P.sums_to_one, Q.sums_to_one]),
        ge(P[t] * log(P[t] / Q[t]) - P[t] + Q[t], by=[nonnegative_terms, term_bound]),
    ),
)

K = scalar("K")  # any bound, however large
possible = hypothesis(P[t] > 0, "P gives mass to the outcome t")
missed = hypothesis(Q[t] <= P[t] * exp(-(K + P[t]) / P[t]), "Q gives almost none")

log_of_missed = theorem(
    "The logarithm of almost nothing",
    log(Q[t]) <= log(P[t] * exp(-(K + P[t]) / P[t])),
    given=[covered, possible, missed],
    book="C.3.3",
    proof=by(monotone, missed),
)

explosion = theorem(
    "Where the model misses an outcome of the data, the divergence exceeds every bound",
    KL(P, Q) >= K,
    given=[covered, possible, missed],
    book="C.3.3",
    covers=["C.3.3-08"],
    note="As Q(t) tends to zero the divergence of P from Q tends to infinity.",
    proof=calc(
        KL(P, Q),
        ge(P[t] * log(P[t] / Q[t]) - P[t] + Q[t], by=one_outcome),
        ge(P[t] * log(P[t] / Q[t]) - P[t], by=nonnegative_terms),
        eq(-P[t] * log(Q[t]) + P[t] * log(P[t]) - P[t], by=exp_log),
        ge(-P[t] * log(P[t] * exp(-(K + P[t]) / P[t])) + P[t] * log(P[t]) - P[t], by=log_of_missed),
        eq(K, by=exp_log),
    ),
)

forbidden = theorem(
    "Where the model puts mass on what the data exclude, the reverse divergence exceeds every bound",
    KL(Q, P) >= K,
    given=[
        hypothesis(implies(Q[x] > 0, P[x] > 0), "P is positive wherever Q is"),
        hypothesis(Q[t] > 0, "the model gives mass to the outcome t"),
        hypothesis(P[t] <= Q[t] * exp(-(K + Q[t]) / Q[t]), "the data give almost none"),
    ],
    book="C.3.3",
    covers=["C.3.3-10"],
    note="As P(t) tends to zero the divergence tends to infinity; this is what the convention for P(t) = 0 says.",
    proof=by(explosion.at({P: Q, Q: P})),
)

p, q = scalar("p", positive=True), scalar("q", positive=True)
less = hypothesis(q <= p, "q is at most p")
small = hypothesis(4 * p * q <= eps**2, "q is close to zero")

small_product = theorem(
    "The root of a small product is small",
    sqrt(4 * p * q) <= eps,
    given=[small],
    book="C.3.3",
    proof=calc(sqrt(4 * p * q), le(sqrt(eps**2), by=[monotone, small]), eq(eps, by=exp_log)),
)

dropped = theorem(
    "Dropping an outcome of the data costs the reverse divergence nothing in the limit",
    both(q * log(q / p) <= 0, q * log(q / p) >= -eps),
    given=[less, small],
    book="C.3.3",
    covers=["C.3.3-10"],
    proof=parts(
        calc(q * log(q / p), le(q * (q / p - 1), by=log_bound), eq(q * (q - p) / p), le(0, by=less)),
        calc(
            q * log(q / p),
            eq(-2 * q * log(sqrt(p / q)), by=exp_log),
            ge(-2 * q * (sqrt(p / q) - 1), by=log_bound),
            ge(-2 * q * sqrt(p / q), by=nonnegative_terms),
            eq(-sqrt(4 * p * q), by=exp_log),
            ge(-eps, by=small_product),
        ),
    ),
)
