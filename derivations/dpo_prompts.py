"""DPO over many prompts: the objective, reward equivalence, and how reward trades against divergence.  (Appendix C.7)"""

from checks.language import *
from derivations.dpo import J, Z, beta, bradley_terry, loss_is_likelihood, m, objective, optimal_policy, pi, r, ref, sigma, star, star_is_a_distribution, value_at_star, y, y2
from derivations.kl import KL

# ---------------------------------------------------------------- many prompts
N = size("N")  # prompts
x = indices("x", over=N)
data = distribution("D", N)  # how often each prompt is asked
policy = matrix("Pi", N, m, r"\Pi")  # a row of probabilities for each prompt
base = matrix("Ref", N, m, r"\Pi_{\mathrm{ref}}")
rewards = matrix("R", N, m)
policy_nonnegative = hypothesis(policy[x, y] >= 0, "probabilities are not negative")
policy_normalised = hypothesis(Sum(policy[x, y], y) == 1, "and sum to one, for each prompt")
base_positive = hypothesis(base[x, y] > 0, "the reference has no zeros")
Zx = define("Zx", x, Sum(base[x, y] * exp(rewards[x, y] / beta), y), tex=r"Z")
up, down = vector("u", N), vector("l", N)  # log-ratios of the two answers of a pair
c = vector("c", N, positive=True)  # any positive number for each prompt
best = define("best", x, y, base[x, y] * exp(rewards[x, y] / beta) / Zx[x], tex=r"\Pi^{*}")
KLx = define("KLx", x, Sum(policy[x, y] * log(policy[x, y] / base[x, y]), y), tex=r"\mathrm{KL}")
Jx = define("Jx", x, Sum(policy[x, y] * rewards[x, y], y) - beta * KLx[x], tex=r"J")  # what one prompt contributes
value = define("value", Sum(data[x] * Jx[x], x))

per_prompt = theorem(
    "For each prompt the objective is at most beta log Z",
    Jx[x] <= beta * log(Zx[x]),
    given=[policy_nonnegative, policy_normalised, base_positive],
    book="C.7",
    proof=calc(
        Jx[x],
        eq(Sum(policy[x, y] * rewards[x, y], y) - beta * Sum(policy[x, y] * log(policy[x, y] / base[x, y]), y), by=definition(Jx, KLx)),
        eq(beta * log(Zx[x]) * Sum(policy[x, y], y) + beta * Sum(policy[x, y] * log(best[x, y] / policy[x, y]), y), by=[exp_log, definition(best)]),
        le(beta * log(Zx[x]) * Sum(policy[x, y], y) + beta * Sum(best[x, y] - policy[x, y], y), by=log_bound),
        eq(beta * log(Zx[x]), by=[policy_normalised, definition(best, Zx)]),
    ),
)

separable = theorem(
    "Over all prompts the objective is at most the mean of beta log Z",
    value <= Sum(data[x] * (beta * log(Zx[x])), x),
    given=[policy_nonnegative, policy_normalised, base_positive],
    book="C.7",
    covers=["C.7-13"],
    note="Each prompt is maximised on its own; the KL term is averaged over prompts with the reward.",
    proof=calc(
        value,
        eq(Sum(data[x] * Jx[x], x), by=definition(value)),
        le(Sum(data[x] * (beta * log(Zx[x])), x), by=per_prompt),
    ),
)

loss_of_data = theorem(
    "The loss of a data set is the mean negative log-likelihood of its preferences",
    -Sum(data[x] * log(sigma(beta * up[x] - beta * down[x])), x)
    == -Sum(data[x] * log(exp(beta * up[x] + beta * log(c[x])) / (exp(beta * up[x] + beta * log(c[x])) + exp(beta * down[x] + beta * log(c[x])))), x),
    book="C.7",
    covers=["C.7-21"],
    note="Every pair has its own prompt, and its own c, which cancels.",
    proof=by(definition(sigma), exp_log),
)

# ---------------------------------------------------------------- rewards that differ by a constant
shift = scalar("c")
tilted = define("tilted", r, y, ref[y] * exp(r[y] / beta) / Sum(ref[y2] * exp(r[y2] / beta), y2), tex=r"\pi")
other = vector("s", m)  # another reward
moved = define("moved", y, r[y] + shift)

same_policy = theorem(
    "Rewards that differ by a constant have the same optimal policy",
    tilted(moved)[y] == tilted(r)[y],
    book="C.7",
    note="The constant may depend on the prompt.",
    proof=by(definition(tilted, moved), exp_log),
)
