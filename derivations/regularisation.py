"""KL divergence as a regulariser: the sign, the closed form, and what beta trades.  (Appendix C.3.3)"""

from checks.language import *
from derivations.dpo import J, Z, beta, objective, optimal_policy, pi, preference, r, ref, sigma, star, value_at_star, y
from derivations.dpo import lose as lost
from derivations.dpo import win as won
from derivations.kl import KL, gibbs

closed_form = theorem(
    "The regularised reward has a maximiser in closed form",
    both(maximises(star, J), star[y] == ref[y] * exp(r[y] / beta) / Z),
    book="C.3.3",
    covers=["C.3.3-14"],
    proof=parts(
        calc(J(pi), eq(beta * log(Z) - beta * KL(pi, star), by=objective), le(beta * log(Z), by=gibbs), eq(J(star), by=value_at_star)),
        by(definition(star)),
    ),
)

no_reward_model = theorem(
    "Preferences need the optimal policy and the reference, and no reward",
    exp(r[won]) / (exp(r[won]) + exp(r[lost])) == sigma(beta * log(star[won] / ref[won]) - beta * log(star[lost] / ref[lost])),
    book="C.3.3",
    covers=["C.3.3-15"],
    proof=by(preference),
)

J_plus = define("J_+", pi, Sum(pi[y] * r[y], y) + beta * KL(pi, ref))

sign_of_the_penalty = erratum(
    prints=maximises(star, J_plus),
    should_be=optimal_policy,
    why="the penalty is subtracted from the reward: added to it, it would reward drift",
    book="C.3.3",
    covers=["C.3.3-12"],
)

rearranged = not_checkable("how a derivation is described is no statement of mathematics", covers=["C.3.3-16"], book="C.3.3")

# ---------------------------------------------------------------- what beta trades
lam = scalar("lambda", positive=True)  # 1 / beta
z = define("z", Sum(ref[y] * exp(lam * r[y]), y))
tilt = define("pi_lambda", y, ref[y] * exp(lam * r[y]) / z, tex=r"\pi_{\lambda}")  # the optimal policy for beta = 1 / lambda
psi = define("psi", log(z))
reward = define("R", E(r[y], y, tilt))
spread = define("V", Sum(tilt[y] * (r[y] - reward) ** 2, y))  # the variance of the reward

tilt_normalised = theorem(
    "The tilted reference is a distribution",
    Sum(tilt[y], y) == 1,
    book="C.3.3",
    proof=calc(Sum(tilt[y], y), eq(Sum(ref[y] * exp(lam * r[y]), y) / z, by=definition(tilt)), eq(1, by=definition(z))),
)

mean_reward = theorem(
    "The mean reward is the slope of psi",
    D(psi, lam) == reward,
    book="C.3.3",
    proof=by(definition(psi, z, reward, tilt), calculus),
)

drift_from_psi = theorem(
    "The drift from psi and its slope",
    KL(tilt, ref) == lam * reward - psi,
    book="C.3.3",
    proof=calc(
        KL(tilt, ref),
        eq(Sum(tilt[y] * log(exp(lam * r[y]) / z), y), by=definition(KL, tilt)),
        eq(Sum(tilt[y] * (lam * r[y] - psi), y), by=[exp_log, definition(psi)]),
        eq(lam * reward - psi * Sum(tilt[y], y), by=definition(reward)),
        eq(lam * reward - psi, by=tilt_normalised),
    ),
)

reward_slope = theorem(
    "The mean reward rises by its variance",
    D(reward, lam) == spread,
    book="C.3.3",
    proof=calc(
        D(reward, lam),
        eq(Sum(tilt[y] * r[y] ** 2, y) - reward**2, by=[definition(reward, tilt, z), calculus]),
        eq(Sum(tilt[y] * r[y] ** 2, y) - 2 * reward * reward + reward**2 * Sum(tilt[y], y), by=tilt_normalised),
        eq(Sum(tilt[y] * r[y] ** 2, y) - 2 * reward * Sum(tilt[y] * r[y], y) + reward**2 * Sum(tilt[y], y), by=definition(reward)),
        eq(spread, by=definition(spread)),
    ),
)

trade = theorem(
    "A smaller beta buys reward with drift",
    both(D(KL(tilt, ref), lam) == lam * spread, lam * spread >= 0),
    book="C.3.3",
    covers=["C.3.3-13"],
    note="As beta falls, lambda = 1/beta rises, and with it the mean reward and the divergence from the reference.",
    proof=parts(
        calc(
            D(KL(tilt, ref), lam),
            eq(D(lam * reward - psi, lam), by=drift_from_psi),
            eq(reward + lam * D(reward, lam) - D(psi, lam), by=calculus),
            eq(lam * spread, by=[mean_reward, reward_slope]),
        ),
        calc(lam * spread, eq(lam * Sum(tilt[y] * (r[y] - reward) ** 2, y), by=definition(spread)), ge(0, by=squares)),
    ),
)
