"""Softmax and log-sum-exp: the shift by the maximum, its bounds, and its derivatives.  (Appendix C.4.1)"""

from checks.language import *
from derivations.softmax import V, Z, i, j, jacobian, k, log_softmax, normalised, p, positive_semidefinite, t, v, z

m = scalar("m")  # any number; the largest logit where the hypotheses below say so
largest = hypothesis(z[i] <= m, "no logit exceeds m")
attained = hypothesis(z[t] == m, "one of them, z[t], is m")

LSE = define("LSE", log(Z))
S = define("S", Sum(exp(z[k] - m), k))  # the sum after the shift

softmax = theorem(
    "Softmax",
    p[i] == exp(z[i]) / Sum(exp(z[j]), j),
    book="C.4.1",
    covers=["C.4.1-01"],
    proof=by(definition(p, Z)),
)

probabilities = theorem(
    "Softmax makes a distribution of any logits",
    both(forall(i, p[i] > 0), Sum(p[i], i) == 1),
    book="C.4.1",
    covers=["C.4.1-02"],
    proof=parts(by(normalised), by(normalised)),
)

# ---------------------------------------------------------------- overflow
M = scalar("M", positive=True)  # the largest number of a format
too_large = hypothesis(z[t] > log(M), "z[t] exceeds log M")

overflow = theorem(
    "A logit above log M overflows",
    exp(z[t]) > M,
    given=[too_large],
    book="C.4.1",
    covers=["C.4.1-03"],
    proof=calc(exp(z[t]), gt(exp(log(M)), by=[monotone, too_large]), eq(M, by=exp_log)),
)

# ---------------------------------------------------------------- the shift
shift = theorem(
    "Softmax of shifted logits",
    exp(z[i] - m) / Sum(exp(z[k] - m), k) == p[i],
    book="C.4.1",
    covers=["C.4.1-04"],
    note="For every m, the maximum or not.",
    proof=calc(
        exp(z[i] - m) / Sum(exp(z[k] - m), k),
        eq(exp(z[i]) / exp(m) / (Sum(exp(z[k]), k) / exp(m)), by=exp_log),
        eq(exp(z[i]) / Sum(exp(z[k]), k)),
        eq(p[i], by=definition(p, Z)),
    ),
)

largest_exponent = theorem(
    "After the shift the largest exponent is zero",
    both(forall(i, z[i] - m <= 0), z[t] - m == 0),
    given=[largest, attained],
    book="C.4.1",
    covers=["C.4.1-05"],
    proof=parts(by(largest), by(attained)),
)

no_overflow = theorem(
    "After the shift no exponential exceeds one",
    both(exp(z[i] - m) > 0, exp(z[i] - m) <= 1),
    given=[largest],
    book="C.4.1",
    covers=["C.4.1-06"],
    proof=parts(by(nonnegative_terms), calc(exp(z[i] - m), le(exp(0), by=[monotone, largest]), eq(1))),
)

sum_bounds = theorem(
    "After the shift the sum lies between one and the number of logits",
    both(S >= 1, S <= V),
    given=[largest, attained],
    book="C.4.1",
    covers=["C.4.1-06"],
    proof=parts(
        calc(
            S,
            eq(Sum(exp(z[k] - m), k), by=definition(S)),
            ge(exp(z[t] - m), by=nonnegative_terms),
            eq(1, by=attained),
        ),
        calc(S, eq(Sum(exp(z[k] - m), k), by=definition(S)), le(Sum(1, k), by=no_overflow), eq(V)),
    ),
)

# ---------------------------------------------------------------- log-sum-exp
shifted_lse = theorem(
    "The log-sum-exp trick",
    LSE == m + log(Sum(exp(z[k] - m), k)),
    book="C.4.1",
    covers=["C.4.1-08"],
    proof=calc(
        LSE,
        eq(log(Sum(exp(z[k]), k)), by=definition(LSE, Z)),
        eq(log(exp(m) * Sum(exp(z[k] - m), k)), by=exp_log),
        eq(m + log(Sum(exp(z[k] - m), k)), by=exp_log),
    ),
)

log_softmax_shifted = theorem(
    "Log-softmax after the shift",
    log(p[i]) == z[i] - (m + log(Sum(exp(z[k] - m), k))),
    book="C.4.1",
    covers=["C.4.1-07"],
    proof=calc(
        log(p[i]),
        eq(z[i] - log(Z), by=log_softmax),
        eq(z[i] - LSE, by=definition(LSE)),
        eq(z[i] - (m + log(Sum(exp(z[k] - m), k))), by=shifted_lse),
    ),
)

loss = theorem(
    "The loss is log-sum-exp minus the true logit",
    -log(p[t]) == LSE - z[t],
    book="C.4.1",
    covers=["C.4.1-09"],
    proof=calc(-log(p[t]), eq(-(z[t] - log(Z)), by=log_softmax), eq(LSE - z[t], by=definition(LSE))),
)

log_sum_bounds = theorem(
    "What the shifted logits add to the maximum",
    both(log(S) >= 0, log(S) <= log(V)),
    given=[largest, attained],
    book="C.4.1",
    proof=parts(
        calc(log(S), ge(log(1), by=[monotone, sum_bounds]), eq(0)),
        calc(log(S), le(log(V), by=[monotone, sum_bounds])),
    ),
)

lse_bounds = theorem(
    "Log-sum-exp is a soft maximum",
    both(LSE >= m, LSE <= m + log(V)),
    given=[largest, attained],
    book="C.4.1",
    covers=["C.4.1-08"],
    proof=parts(
        calc(
            LSE,
            eq(m + log(Sum(exp(z[k] - m), k)), by=shifted_lse),
            eq(m + log(S), by=definition(S)),
            ge(m, by=log_sum_bounds),
        ),
        calc(
            LSE,
            eq(m + log(Sum(exp(z[k] - m), k)), by=shifted_lse),
            eq(m + log(S), by=definition(S)),
            le(m + log(V), by=log_sum_bounds),
        ),
    ),
)

# ---------------------------------------------------------------- with the maximum itself
top = Max(z[j], j)

largest_is_zero = theorem(
    "Less the maximum no logit is positive, and one is zero",
    both(forall(i, z[i] - top <= 0), Max(z[i] - top, i) == 0),
    book="C.4.1",
    covers=["C.4.1-05"],
    proof=parts(by(max_bounds), by(max_bounds)),
)

exponentials = theorem(
    "Less the maximum the exponentials lie between zero and one",
    both(exp(z[i] - top) > 0, exp(z[i] - top) <= 1),
    book="C.4.1",
    covers=["C.4.1-06"],
    proof=parts(by(nonnegative_terms), calc(exp(z[i] - top), le(exp(0), by=[monotone, max_bounds]), eq(1))),
)

sum_of_exponentials = theorem(
    "Less the maximum their sum lies between one and the number of logits",
    both(Sum(exp(z[k] - top), k) >= 1, Sum(exp(z[k] - top), k) <= V),
    book="C.4.1",
    covers=["C.4.1-06"],
    proof=parts(by(max_bounds, nonnegative_terms), calc(Sum(exp(z[k] - top), k), le(Sum(1, k), by=exponentials), eq(V))),
)

least_log = theorem(
    "The logarithm of that sum from below",
    log(Sum(exp(z[k] - top), k)) >= log(1),
    book="C.4.1",
    proof=by(monotone, sum_of_exponentials),
)

largest_log = theorem(
    "The logarithm of that sum from above",
    log(Sum(exp(z[k] - top), k)) <= log(V),
    book="C.4.1",
    proof=by(monotone, sum_of_exponentials),
)

soft_maximum = theorem(
    "Log-sum-exp exceeds the maximum by at most the logarithm of their number",
    both(LSE >= top, LSE <= top + log(V)),
    book="C.4.1",
    covers=["C.4.1-08"],
    proof=parts(
        calc(
            LSE,
            eq(top + log(Sum(exp(z[k] - top), k)), by=shifted_lse.at({m: top})),
            ge(top + log(1), by=least_log),
            eq(top),
        ),
        calc(
            LSE,
            eq(top + log(Sum(exp(z[k] - top), k)), by=shifted_lse.at({m: top})),
            le(top + log(V), by=largest_log),
        ),
    ),
)

# ---------------------------------------------------------------- underflow
s = position("s", over=V)
tiny = scalar("tiny", positive=True)  # the smallest number of a format
far_below = hypothesis(z[s] < m + log(tiny), "z[s] lies far below the maximum")

underflow = theorem(
    "Far below the maximum the softmax is too small, but its logarithm is not",
    both(p[s] < tiny, log(p[s]) >= z[s] - m - log(V)),
    given=[largest, attained, far_below],
    book="C.4.1",
    covers=["C.4.1-10"],
    note="Rounded to zero, p[s] has no logarithm; z[s] - LSE has one.",
    proof=parts(
        calc(
            p[s],
            eq(exp(z[s] - m) / S, by=[definition(p, Z, S), exp_log]),
            le(exp(z[s] - m), by=sum_bounds),
            lt(exp(log(tiny)), by=[monotone, far_below]),
            eq(tiny, by=exp_log),
        ),
        calc(log(p[s]), eq(z[s] - log(Z), by=log_softmax), eq(z[s] - LSE, by=definition(LSE)), ge(z[s] - m - log(V), by=lse_bounds)),
    ),
)

# ---------------------------------------------------------------- derivatives
lse_gradient = theorem(
    "The gradient of log-sum-exp is the softmax",
    D(LSE, z[j]) == p[j],
    book="C.4.1",
    proof=by(definition(LSE, Z, p), calculus, sum_of_delta),
)

lse_hessian = theorem(
    "The second derivatives of log-sum-exp",
    D(D(LSE, z[i]), z[j]) == p[i] * (delta(i, j) - p[j]),
    book="C.4.1",
    proof=calc(D(D(LSE, z[i]), z[j]), eq(D(p[i], z[j]), by=lse_gradient), eq(p[i] * (delta(i, j) - p[j]), by=jacobian)),
)

convex = theorem(
    "Log-sum-exp is convex",
    Sum(Sum(v[i] * D(D(LSE, z[i]), z[j]) * v[j], j), i) >= 0,
    book="C.4.1",
    proof=calc(
        Sum(Sum(v[i] * D(D(LSE, z[i]), z[j]) * v[j], j), i),
        eq(Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i), by=lse_gradient),
        ge(0, by=positive_semidefinite),
    ),
)
