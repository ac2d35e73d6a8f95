"""Language models: temperature, truncated sampling, retrieval.  (Appendix C.7)"""

from checks.language import *
from derivations.kl import CE, KL, H, P, Q, gibbs, kl

V = size("V")  # vocabulary
i, j = indices("i j", over=V)
z = vector("z", V)  # logits
T = scalar("T", positive=True)  # temperature

# ---------------------------------------------------------------- temperature
p = define("p", T, i, exp(z[i] / T) / Sum(exp(z[j] / T), j))

temperature_is_a_power = theorem(
    "Temperature raises the probabilities to a power, and renormalises",
    both(p(T)[i] == exp(z[i] / T) / Sum(exp(z[j] / T), j), p(T)[i] == p(1)[i] ** (1 / T) / Sum(p(1)[j] ** (1 / T), j)),
    book="C.7",
    covers=["C.7-06"],
    proof=parts(
        by(definition(p)),
        by(definition(p), exp_log),
    ),
)

at_any_temperature = theorem(
    "At every temperature the probabilities are positive and sum to one",
    both(forall(i, p(T)[i] > 0), Sum(p(T)[i], i) == 1),
    book="C.7",
    covers=["C.2.5-03"],
    proof=parts(by(definition(p), nonnegative_terms), by(definition(p))),
)

entropy_slope = theorem(
    "The slope of the entropy in the temperature is the variance of the logits over T^3",
    D(H(p(T)), T) == (Sum(p(T)[i] * z[i] ** 2, i) - Sum(p(T)[i] * z[i], i) ** 2) / T**3,
    book="C.7",
    proof=by(definition(H, p), calculus, exp_log),
)
