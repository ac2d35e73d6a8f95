"""DPO: the optimal policy of KL-regularised reward maximisation, and the loss built on it.  (Appendix C.7)

The prompt x is fixed throughout; y runs over the answers it can have.
"""

from checks.language import *
from derivations.kl import KL, P, Q, gibbs, zero_only_at_equality

m = size("m")  # how many answers a prompt can have
y, y2 = indices("y y'", over=m)
win, lose = position("w", "y_w", over=m), position("l", "y_l", over=m)  # a preferred answer, and the other
pi = distribution("pi", m)  # any policy
ref = distribution("ref", m, r"\pi_{\mathrm{ref}}", positive=True)  # the reference policy, on its support
r = vector("r", m)  # rewards
beta = scalar("beta", positive=True)

Z = define("Z", Sum(ref[y] * exp(r[y] / beta), y))
star = define("star", y, ref[y] * exp(r[y] / beta) / Z, tex=r"\pi^{*}")
J = define("J", pi, Sum(pi[y] * r[y], y) - beta * KL(pi, ref))

# ---------------------------------------------------------------- the optimal policy
star_is_a_distribution = theorem(
    "The optimal policy is a distribution",
    both(forall(y, star[y] > 0), Sum(star[y], y) == 1),
    book="C.7",
    covers=["C.7-16"],
    note="Z is what makes it sum to one.",
    proof=parts(
        by(nonnegative_terms, definition(star, Z)),
        calc(
            Sum(star[y], y),
            eq(Sum(ref[y] * exp(r[y] / beta), y) / Z, by=definition(star)),
            eq(Z / Z, by=definition(Z)),
            eq(1),
        ),
    ),
)

log_policy = theorem(
    "The logarithm of the optimal policy",
    log(star[y]) == log(ref[y]) + r[y] / beta - log(Z),
    book="C.7",
    covers=["C.7-17"],
    proof=by(definition(star), exp_log),
)

reward = theorem(
    "A reward can be read off its optimal policy",
    r[y] == beta * log(star[y] / ref[y]) + beta * log(Z),
    book="C.7",
    covers=["C.7-18"],
    proof=calc(
        r[y],
        eq(beta * log(exp(r[y] / beta)), by=exp_log),
        eq(beta * log(star[y] / ref[y] * Z), by=definition(star)),
        eq(beta * log(star[y] / ref[y]) + beta * log(Z), by=exp_log),
    ),
)

objective = theorem(
    "The objective is a constant minus the distance to one fixed policy",
    J(pi) == beta * log(Z) - beta * KL(pi, star),
    book="C.7",
    proof=calc(
        J(pi),
        eq(Sum(pi[y] * r[y], y) - beta * Sum(pi[y] * log(pi[y] / ref[y]), y), by=definition(J, KL)),
        eq(Sum(pi[y] * (beta * log(star[y] / ref[y]) + beta * log(Z)), y) - beta * Sum(pi[y] * log(pi[y] / ref[y]), y), by=reward),
        eq(beta * log(Z) * Sum(pi[y], y) - beta * Sum(pi[y] * (log(pi[y] / ref[y]) - log(star[y] / ref[y])), y)),
        eq(beta * log(Z) * Sum(pi[y], y) - beta * Sum(pi[y] * log(pi[y] / star[y]), y), by=exp_log),
        eq(beta * log(Z) - beta * KL(pi, star), by=[pi.sums_to_one, definition(KL)]),
    ),
)

value_at_star = theorem(
    "The value of the optimal policy",
    J(star) == beta * log(Z),
    book="C.7",
    proof=calc(
        J(star),
        eq(Sum(star[y] * r[y], y) - beta * Sum(star[y] * log(star[y] / ref[y]), y), by=definition(J, KL)),
        eq(Sum(star[y] * (beta * log(star[y] / ref[y]) + beta * log(Z)), y) - beta * Sum(star[y] * log(star[y] / ref[y]), y), by=reward),
        eq(beta * log(Z) * Sum(star[y], y)),
        eq(beta * log(Z), by=star_is_a_distribution),
    ),
)

optimal_policy = theorem(
    "The optimal policy maximises the objective over all policies",
    maximises(star, J),
    book="C.7",
    covers=["C.7-15"],
    proof=calc(
        J(pi),
        eq(beta * log(Z) - beta * KL(pi, star), by=objective),
        le(beta * log(Z), by=gibbs),
        eq(J(star), by=value_at_star),
    ),
)

best = hypothesis(J(pi) == beta * log(Z), "pi attains the maximum")

example = {m: 2, pi: "1/3 2/3", ref: "1/3 2/3", r: "0 0", beta: 1}  # with equal rewards nothing is to be gained

no_gap = theorem(
    "A policy that attains the maximum has no divergence from the optimal one",
    KL(pi, star) == 0,
    given=[best],
    book="C.7",
    example=example,
    proof=calc(
        KL(pi, star),
        eq((beta * log(Z) - (beta * log(Z) - beta * KL(pi, star))) / beta),
        eq((beta * log(Z) - J(pi)) / beta, by=objective),
        eq((beta * log(Z) - beta * log(Z)) / beta, by=best),
        eq(0),
    ),
)

unique = theorem(
    "The maximiser is unique",
    pi[y] == star[y],
    given=[best],
    book="C.7",
    covers=["C.7-15"],
    example=example,
    proof=by(zero_only_at_equality.at({P: pi, Q: star})),
)

# ---------------------------------------------------------------- preferences
same_for_all = theorem(
    "What the reward has beside the log-ratio is the same for every answer",
    r[y] - beta * log(star[y] / ref[y]) == r[y2] - beta * log(star[y2] / ref[y2]),
    book="C.7",
    covers=["C.7-22"],
    note="It is beta log Z, which depends on the prompt alone.",
    proof=calc(
        r[y] - beta * log(star[y] / ref[y]),
        eq(beta * log(Z), by=reward),
        eq(r[y2] - beta * log(star[y2] / ref[y2]), by=reward),
    ),
)

reward_gap = theorem(
    "Z cancels in every comparison of two answers",
    r[y] - r[y2] == beta * log(star[y] / ref[y]) - beta * log(star[y2] / ref[y2]),
    book="C.7",
    covers=["C.7-19"],
    proof=calc(
        r[y] - r[y2],
        eq((beta * log(star[y] / ref[y]) + beta * log(Z)) - (beta * log(star[y2] / ref[y2]) + beta * log(Z)), by=reward),
        eq(beta * log(star[y] / ref[y]) - beta * log(star[y2] / ref[y2])),
    ),
)

a = scalar("a")
sigma = define("sigma", a, 1 / (1 + exp(-a)))  # the logistic function

bradley_terry = theorem(
    "Bradley-Terry is the logistic function of the reward gap",
    exp(r[win]) / (exp(r[win]) + exp(r[lose])) == sigma(r[win] - r[lose]),
    book="C.7",
    covers=["C.7-20"],
    proof=calc(
        exp(r[win]) / (exp(r[win]) + exp(r[lose])),
        eq(1 / (1 + exp(-(r[win] - r[lose]))), by=exp_log),
        eq(sigma(r[win] - r[lose]), by=definition(sigma)),
    ),
)

preference = theorem(
    "The preference probability of the optimal policy",
    exp(r[win]) / (exp(r[win]) + exp(r[lose])) == sigma(beta * log(star[win] / ref[win]) - beta * log(star[lose] / ref[lose])),
    book="C.7",
    covers=["C.7-21"],
    proof=calc(
        exp(r[win]) / (exp(r[win]) + exp(r[lose])),
        eq(sigma(r[win] - r[lose]), by=bradley_terry),
        eq(
            sigma((beta * log(star[win] / ref[win]) + beta * log(Z)) - (beta * log(star[lose] / ref[lose]) + beta * log(Z))),
            by=reward,
        ),
        eq(sigma(beta * log(star[win] / ref[win]) - beta * log(star[lose] / ref[lose]))),
    ),
)

# ---------------------------------------------------------------- the loss
theta = scalar("theta")
policy = distribution("pi_theta", m, r"\pi_{\theta}", positive=True, of=theta)  # any smooth family of policies

logistic_slope = theorem(
    "The slope of minus log sigma",
    D(-log(sigma(a)), a) == -sigma(-a),
    book="C.7",
    proof=by(definition(sigma), calculus, exp_log),
)

gap = define("gap", beta * log(policy[win] / ref[win]) - beta * log(policy[lose] / ref[lose]), tex=r"\hat h")
loss = define("loss", -log(sigma(gap)), tex=r"\mathcal{L}")
implicit = define("implicit", y, beta * log(policy[y] / ref[y]) + beta * log(Z), tex=r"\hat r")  # the reward read off the policy

loss_is_likelihood = theorem(
    "The loss is minus the log-probability of the preference under the reward of the policy",
    loss == -log(exp(implicit[win]) / (exp(implicit[win]) + exp(implicit[lose]))),
    book="C.7",
    covers=["C.7-21"],
    note="For one pair of answers to one prompt; the loss of a data set is the mean over its pairs.",
    proof=calc(
        loss,
        eq(-log(1 / (1 + exp(-gap))), by=definition(loss, sigma)),
        eq(-log(1 / (1 + exp(-(implicit[win] - implicit[lose])))), by=definition(gap, implicit)),
        eq(-log(exp(implicit[win]) / (exp(implicit[win]) + exp(implicit[lose]))), by=exp_log),
    ),
)

same_on_win = hypothesis(policy[win] == ref[win], "the policy gives the preferred answer its reference probability")
same_on_lose = hypothesis(policy[lose] == ref[lose], "and the other answer as well")

loss_at_reference = theorem(
    "A policy that equals the reference on the pair has loss log 2",
    loss == log(2),
    given=[same_on_win, same_on_lose],
    book="C.7",
    proof=by(definition(loss, gap, sigma), exp_log, same_on_win, same_on_lose),
)

gradient = theorem(
    "Gradient of the DPO loss",
    D(loss, theta) == -beta * sigma(-gap) * (D(log(policy[win]), theta) - D(log(policy[lose]), theta)),
    book="C.7",
    proof=by(definition(loss, gap, sigma), calculus, exp_log),
)

in_words = not_checkable(
    "a remark on the kind of mathematics that was used",
    covers=["C.7-23"],
    book="C.7",
)
