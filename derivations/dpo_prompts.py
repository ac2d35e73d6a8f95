"""DPO over many prompts: the objective, and the loss of a data set.  (Appendix C.7)"""

from checks.language import *
from derivations.dpo import beta, m, sigma, y

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
Jx = define(
    "Jx",
    policy,
    x,
    Sum(policy[x, y] * rewards[x, y], y) - beta * Sum(policy[x, y] * log(policy[x, y] / base[x, y]), y),
    tex=r"J",
)  # what one prompt contributes
value = define("value", policy, Sum(data[x] * Jx(policy)[x], x), tex=r"\mathcal{J}")

per_prompt = theorem(
    "For each prompt the objective is at most beta log Z",
    Jx(policy)[x] <= beta * log(Zx[x]),
    given=[policy_nonnegative, policy_normalised, base_positive],
    book="C.7",
    proof=calc(
        Jx(policy)[x],
        eq(
            beta * log(Zx[x]) * Sum(policy[x, y], y) + beta * Sum(policy[x, y] * log(best[x, y] / policy[x, y]), y),
            by=[exp_log, definition(best, Jx)],
        ),
        le(beta * log(Zx[x]) * Sum(policy[x, y], y) + beta * Sum(best[x, y] - policy[x, y], y), by=log_bound),
        eq(beta * log(Zx[x]), by=[policy_normalised, definition(best, Zx)]),
    ),
)

per_prompt_at_best = theorem(
    "For each prompt the tilted reference attains it",
    Jx(best)[x] == beta * log(Zx[x]),
    given=[base_positive],
    book="C.7",
    proof=calc(
        Jx(best)[x],
        eq(Sum(best[x, y] * rewards[x, y], y) - beta * Sum(best[x, y] * log(best[x, y] / base[x, y]), y), by=definition(Jx)),
        eq(
            Sum(best[x, y] * rewards[x, y], y) - Sum(best[x, y] * (rewards[x, y] - beta * log(Zx[x])), y),
            by=[definition(best), exp_log],
        ),
        eq(beta * log(Zx[x]) * Sum(best[x, y], y)),
        eq(beta * log(Zx[x]), by=definition(best, Zx)),
    ),
)

separable = theorem(
    "Maximising over all prompts is maximising for each of them",
    maximises(
        best,
        value,
        subject_to=[forall(x, y, policy[x, y] >= 0), forall(x, Sum(policy[x, y], y) == 1)],
    ),
    given=[base_positive],
    book="C.7",
    covers=["C.7-13"],
    note="The KL term is averaged over the prompts together with the reward.",
    proof=calc(
        value(policy),
        eq(Sum(data[x] * Jx(policy)[x], x), by=definition(value)),
        le(Sum(data[x] * (beta * log(Zx[x])), x), by=per_prompt),
        eq(Sum(data[x] * Jx(best)[x], x), by=per_prompt_at_best),
        eq(value(best), by=definition(value)),
    ),
)

loss_of_data = theorem(
    "The loss of a data set is the mean negative log-likelihood of its preferences",
    -Sum(data[x] * log(sigma(beta * up[x] - beta * down[x])), x)
    == -Sum(
        data[x]
        * log(exp(beta * up[x] + beta * log(c[x])) / (exp(beta * up[x] + beta * log(c[x])) + exp(beta * down[x] + beta * log(c[x])))),
        x,
    ),
    book="C.7",
    covers=["C.7-21"],
    note="Every pair has its own prompt, and its own c, which cancels.",
    proof=by(definition(sigma), exp_log),
)
