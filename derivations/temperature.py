"""Temperature and entropy: cooling sharpens, heating flattens.  (Appendix C.7)"""

from checks.language import *
from derivations.cross_entropy import covered
from derivations.entropy import n as outcomes
from derivations.entropy import x
from derivations.kl import KL, H, P, Q, gibbs, hellinger
from derivations.language_models import T, V, at_any_temperature, i, j, p, z

S = scalar("S", positive=True)  # another temperature
part = define("Z", T, Sum(exp(z[j] / T), j))
m = define("m", T, Sum(p(T)[i] * z[i], i))  # the mean logit
colder = hypothesis(S < T, "S is the lower temperature")

log_probability = theorem(
    "The logarithm of a probability at temperature T",
    log(p(T)[i]) == z[i] / T - log(part(T)),
    book="C.7",
    proof=by(definition(p, part), exp_log),
)

entropy = theorem(
    "The entropy at temperature T",
    H(p(T)) == log(part(T)) - m(T) / T,
    book="C.7",
    proof=calc(
        H(p(T)),
        eq(-Sum(p(T)[i] * log(p(T)[i]), i), by=definition(H)),
        eq(-Sum(p(T)[i] * (z[i] / T - log(part(T))), i), by=log_probability),
        eq(log(part(T)) * Sum(p(T)[i], i) - m(T) / T, by=definition(m)),
        eq(log(part(T)) - m(T) / T, by=at_any_temperature),
    ),
)

entropy_slope = theorem(
    "The slope of the entropy in the temperature is the variance of the logits over T^3",
    D(H(p(T)), T) == (Sum(p(T)[i] * z[i] ** 2, i) - Sum(p(T)[i] * z[i], i) ** 2) / T**3,
    book="C.7",
    covers=["C.7-07"],
    note="A variance is not negative, so the entropy rises with the temperature.",
    proof=by(definition(H, p), calculus, exp_log),
)

divergence = theorem(
    "The divergence between two temperatures",
    KL(p(S), p(T)) == log(part(T)) - log(part(S)) + m(S) * (1 / S - 1 / T),
    book="C.7",
    proof=calc(
        KL(p(S), p(T)),
        eq(Sum(p(S)[i] * (log(p(S)[i]) - log(p(T)[i])), i), by=[definition(KL), exp_log]),
        eq(Sum(p(S)[i] * (z[i] / S - log(part(S)) - (z[i] / T - log(part(T)))), i), by=[log_probability, log_probability.at({T: S})]),
        eq((log(part(T)) - log(part(S))) * Sum(p(S)[i], i) + m(S) * (1 / S - 1 / T), by=definition(m)),
        eq(log(part(T)) - log(part(S)) + m(S) * (1 / S - 1 / T), by=at_any_temperature.at({T: S})),
    ),
)

backward = theorem(
    "The divergence the other way",
    KL(p(T), p(S)) == log(part(S)) - log(part(T)) + m(T) * (1 / T - 1 / S),
    book="C.7",
    proof=by(divergence.at({S: T, T: S})),
)

mean_logit = theorem(
    "The mean logit is larger at the lower temperature",
    m(S) >= m(T),
    given=[colder],
    book="C.7",
    proof=calc(
        m(S),
        eq(m(T) + (KL(p(S), p(T)) + KL(p(T), p(S))) / (1 / S - 1 / T), by=[divergence, backward]),
        ge(m(T), by=[gibbs.at({P: p(S), Q: p(T)}), gibbs.at({P: p(T), Q: p(S)}), colder]),
    ),
)

# ---------------------------------------------------------------- strictly, unless all logits are equal
o = position("o", over=outcomes)
lower, higher = hypothesis(P[o] < Q[o], "P is less at o"), hypothesis(P[o] > Q[o], "P is more at o")

roots_below = theorem("Roots keep the order", sqrt(P[o]) < sqrt(Q[o]), given=[lower], book="C.7", proof=by(monotone, lower))
roots_above = theorem(
    "Roots keep the order, the other way", sqrt(P[o]) > sqrt(Q[o]), given=[higher], book="C.7", proof=by(monotone, higher)
)

one_term = theorem(
    "Divergence is at least any one squared difference of roots",
    KL(P, Q) >= (sqrt(P[o]) - sqrt(Q[o])) ** 2,
    given=[covered],
    book="C.7",
    proof=calc(
        KL(P, Q),
        ge(Sum((sqrt(P[x]) - sqrt(Q[x])) ** 2, x), by=hellinger),
        ge((sqrt(P[o]) - sqrt(Q[o])) ** 2, by=[nonnegative_terms, squares]),
    ),
)

diverge_below = theorem(
    "Distributions that differ diverge",
    KL(P, Q) > 0,
    given=[covered, lower],
    book="C.7",
    proof=calc(KL(P, Q), ge((sqrt(P[o]) - sqrt(Q[o])) ** 2, by=one_term), gt(0, by=roots_below)),
)

diverge_above = theorem(
    "Distributions that differ diverge, the other way",
    KL(P, Q) > 0,
    given=[covered, higher],
    book="C.7",
    proof=calc(KL(P, Q), ge((sqrt(P[o]) - sqrt(Q[o])) ** 2, by=one_term), gt(0, by=roots_above)),
)

high, low = position("a", over=V), position("b", over=V)
not_constant = hypothesis(z[low] < z[high], "the logits are not all equal: here are two that differ")

ratio = theorem(
    "The ratio of two probabilities",
    p(T)[low] == p(T)[high] * exp((z[low] - z[high]) / T),
    book="C.7",
    proof=by(definition(p), exp_log),
)

exponents = theorem(
    "Cooling spreads the ratios",
    exp((z[low] - z[high]) / S) < exp((z[low] - z[high]) / T),
    given=[colder, not_constant],
    book="C.7",
    proof=by(monotone, not_constant),
)

low_is_lower = theorem(
    "If cooling leaves the larger probability as it is, it lowers the smaller one",
    implies(p(S)[high] == p(T)[high], p(S)[low] < p(T)[low]),
    given=[colder, not_constant],
    book="C.7",
    proof=calc(
        p(S)[low],
        eq(p(S)[high] * exp((z[low] - z[high]) / S), by=ratio.at({T: S})),
        eq(p(T)[high] * exp((z[low] - z[high]) / S), by=assumption),
        lt(p(T)[high] * exp((z[low] - z[high]) / T), by=exponents),
        eq(p(T)[low], by=ratio),
    ),
)

diverge = theorem(
    "Two temperatures give different distributions",
    KL(p(S), p(T)) > 0,
    given=[colder, not_constant],
    book="C.7",
    proof=cases(
        (p(S)[high] < p(T)[high], by(diverge_below.at({P: p(S), Q: p(T), o: high}))),
        (p(S)[high] > p(T)[high], by(diverge_above.at({P: p(S), Q: p(T), o: high}))),
        (p(S)[high] == p(T)[high], by(diverge_below.at({P: p(S), Q: p(T), o: low}), low_is_lower)),
    ),
)

sharper = theorem(
    "The lower temperature has the smaller entropy",
    H(p(S)) < H(p(T)),
    given=[colder, not_constant],
    book="C.7",
    covers=["C.7-07"],
    note="Below temperature 1 the distribution is sharper, above it flatter; with equal logits it is uniform at any temperature.",
    proof=calc(
        H(p(S)),
        eq(H(p(T)) - KL(p(S), p(T)) - (m(S) - m(T)) / T, by=[entropy, entropy.at({T: S}), divergence]),
        lt(H(p(T)) - (m(S) - m(T)) / T, by=diverge),
        le(H(p(T)), by=mean_logit),
    ),
)
