"""The likelihood is a product, its logarithm a sum.  (Appendix C.2.3 and C.2.4)"""

from checks.language import *

n, m = size("n"), size("m")
i = indices("i", over=n)  # observations
s = indices("s", over=m)  # parameter values, any number of them
a, b = position("a", over=m), position("b", over=m)  # two of them
P = matrix("P", m, n)  # P[s, i]: the probability of observation i under parameter s
L = define("L", s, Product(P[s, i], i))  # the likelihood of independent observations
ell = define("l", s, Sum(log(P[s, i]), i), tex=r"\ell")  # the log-likelihood

possible = hypothesis(P[s, i] >= 0, "probabilities are not negative")
positive = hypothesis(P[s, i] > 0, "no observation is impossible")

likelihood = theorem(
    "The likelihood of independent observations",
    both(L[s] == Product(P[s, i], i), L[s] >= 0),
    given=[possible],
    book="C.2.4",
    covers=["C.2.4-01"],
    proof=parts(by(definition(L)), by(definition(L), possible, nonnegative_terms)),
)

log_likelihood = theorem(
    "The logarithm of a product of positive factors is the sum of their logarithms",
    log(L[s]) == ell[s],
    given=[positive],
    book="C.2.4",
    covers=["C.2.4-03"],
    proof=calc(
        log(L[s]),
        eq(log(Product(P[s, i], i)), by=definition(L)),
        eq(Sum(log(P[s, i]), i), by=[products, exp_log]),
        eq(ell[s], by=definition(ell)),
    ),
)

same_order = theorem(
    "Of two parameters, the one with the larger likelihood has the larger log-likelihood",
    iff(L[a] >= L[b], ell[a] >= ell[b]),
    given=[positive],
    book="C.2.4",
    covers=["C.2.4-02", "C.2.3-06"],
    note="So both have the same maximisers, if there are any.",
    proof=parts(
        calc(
            ell[a],
            eq(log(L[a]), by=log_likelihood),
            ge(log(L[b]), by=[monotone, assumption]),
            eq(ell[b], by=log_likelihood),
        ),
        calc(
            L[a],
            eq(exp(log(L[a])), by=exp_log),
            eq(exp(ell[a]), by=log_likelihood),
            ge(exp(ell[b]), by=[monotone, assumption]),
            eq(exp(log(L[b])), by=log_likelihood),
            eq(L[b], by=exp_log),
        ),
    ),
)
