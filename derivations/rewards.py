"""Rewards and policies: which rewards say the same, and what divergence buys.  (Appendix C.7)"""

from checks.language import *
from derivations.dpo import J, Z, beta, lose, m, objective, pi, r, ref, sigma, star, value_at_star, win, y, y2
from derivations.kl import KL, gibbs

# ---------------------------------------------------------------- rewards that differ by a constant
shift = scalar("c")
s = vector("s", m)  # another reward
part = define("part", r, Sum(ref[y] * exp(r[y] / beta), y), tex=r"Z")
tilted = define("tilted", r, y, ref[y] * exp(r[y] / beta) / part(r), tex=r"\pi")
moved = define("moved", y, r[y] + shift, tex=r"r^{+}")

same_policy = theorem(
    "Rewards that differ by a constant have the same optimal policy, and the same preferences",
    both(forall(y, tilted(moved)[y] == tilted(r)[y]), sigma(moved[win] - moved[lose]) == sigma(r[win] - r[lose])),
    book="C.7",
    note="The constant may depend on the prompt.",
    proof=parts(by(definition(tilted, part, moved), exp_log), by(definition(moved))),
)

agree = hypothesis(tilted(r)[y] == tilted(s)[y], "both rewards have the same optimal policy")

same_reward = theorem(
    "Rewards with the same optimal policy differ by a constant",
    r[y] - s[y] == beta * log(part(r)) - beta * log(part(s)),
    given=[agree],
    book="C.7",
    example={m: 2, ref: "1/2 1/2", r: "0 0", s: "0 0", beta: 1},
    proof=calc(
        r[y] - s[y],
        eq(beta * log(exp(r[y] / beta)) - beta * log(exp(s[y] / beta)), by=exp_log),
        eq(beta * log(tilted(r)[y] * part(r) / ref[y]) - beta * log(tilted(s)[y] * part(s) / ref[y]), by=definition(tilted)),
        eq(beta * log(tilted(s)[y] * part(r) / ref[y]) - beta * log(tilted(s)[y] * part(s) / ref[y]), by=agree),
        eq(beta * log(part(r)) - beta * log(part(s)), by=exp_log),
    ),
)

eta = distribution("eta", m, positive=True)  # any policy without zeros
implicit = define("implicit", y, beta * log(eta[y] / ref[y]), tex=r"\hat r")

every_policy_is_optimal = theorem(
    "Every policy is the optimal one for its own log-ratio",
    both(part(implicit) == 1, forall(y, tilted(implicit)[y] == eta[y])),
    book="C.7",
    note="So every class of equivalent rewards holds exactly one log-ratio, that of its optimal policy.",
    proof=parts(
        calc(
            part(implicit),
            eq(Sum(eta[y], y), by=[definition(part, implicit), exp_log]),
            eq(1, by=eta.sums_to_one),
        ),
        calc(
            tilted(implicit)[y],
            eq(eta[y] / Sum(eta[y2], y2), by=[definition(tilted, part, implicit), exp_log]),
            eq(eta[y], by=eta.sums_to_one),
        ),
    ),
)

variational = theorem(
    "The log-partition function is the greatest value of the objective",
    both(J(pi) <= beta * log(Z), J(star) == beta * log(Z)),
    book="C.7",
    proof=parts(
        calc(J(pi), eq(beta * log(Z) - beta * KL(pi, star), by=objective), le(beta * log(Z), by=gibbs)),
        by(value_at_star),
    ),
)

# ---------------------------------------------------------------- what divergence buys
lam = scalar("lambda")  # 1 / beta
at = define("at", lam, y, ref[y] * exp(lam * r[y]) / Sum(ref[y2] * exp(lam * r[y2]), y2), tex=r"\pi")
gain = define("gain", lam, Sum(at(lam)[y] * r[y], y))
var = define("var", lam, Sum(at(lam)[y] * r[y] ** 2, y) - gain(lam) ** 2)

reward_slope = theorem(
    "The slope of the mean reward is the variance of the reward",
    D(gain(lam), lam) == var(lam),
    book="C.7",
    proof=by(definition(gain, var, at), calculus),
)

divergence_slope = theorem(
    "The slope of the divergence is lambda times that variance",
    D(KL(at(lam), ref), lam) == lam * var(lam),
    book="C.7",
    proof=by(definition(KL, gain, var, at), calculus, exp_log),
)

# ---------------------------------------------------------------- the score of a policy
theta = scalar("theta")
policy = distribution("pi_theta", m, r"\pi_{\theta}", positive=True, of=theta)

score = theorem(
    "The mean score is zero",
    Sum(policy[y] * D(log(policy[y]), theta), y) == 0,
    book="C.7",
    note="So a baseline changes no gradient of a mean reward.",
    proof=calc(
        Sum(policy[y] * D(log(policy[y]), theta), y),
        eq(Sum(D(policy[y], theta), y), by=calculus),
        eq(D(Sum(policy[y], y), theta), by=calculus),
        eq(D(1, theta), by=policy.sums_to_one),
        eq(0, by=calculus),
    ),
)

place = position("k", over=m)
plackett_luce_factor = theorem(
    "A constant added to every reward leaves each factor of a Plackett-Luce ranking as it is",
    exp(r[place] + shift) / Sum(exp(r[y] + shift), (y, place, m)) == exp(r[place]) / Sum(exp(r[y]), (y, place, m)),
    book="C.7",
    proof=by(exp_log),
)
