"""DPO: the optimal policy by a Lagrange multiplier, the route that the book names.  (Appendix C.7)"""

from checks.language import *
from derivations.dpo import Z, beta, m, r, ref, reward, star, y

# A free positive vector takes the place of the policy: only so can one of its entries vary alone.
u = vector("u", m, positive=True)
lam = scalar("lambda")

Lagrangian = define(
    "Lagrangian",
    Sum(u[y] * r[y], y) - beta * Sum(u[y] * log(u[y] / ref[y]), y) - lam * (Sum(u[y], y) - 1),
    tex=r"\Lambda",
)

slope = theorem(
    "The slope of the Lagrangian",
    D(Lagrangian, u[y]) == r[y] - beta * log(u[y] / ref[y]) - beta - lam,
    book="C.7",
    note="The multiplier is for normalisation; positivity is inactive.",
    proof=by(definition(Lagrangian), calculus, sum_of_delta),
)

stationary_at_star = theorem(
    "The optimal policy is stationary for the multiplier beta (log Z - 1)",
    r[y] - beta * log(star[y] / ref[y]) - beta - beta * (log(Z) - 1) == 0,
    book="C.7",
    note="Stationarity alone is not maximality: that is the theorem above.",
    proof=calc(
        r[y] - beta * log(star[y] / ref[y]) - beta - beta * (log(Z) - 1),
        eq(r[y] - (beta * log(star[y] / ref[y]) + beta * log(Z))),
        eq(r[y] - r[y], by=reward),
        eq(0),
    ),
)

multiplier = erratum(
    prints=r[y] - beta * log(star[y] / ref[y]) - beta == 0,
    should_be=stationary_at_star,
    why="the multiplier belongs to the sum of the policy, which must stay one; the KL term has its fixed weight beta",
    book="C.7",
    covers=["C.7-14"],
)

stationary = hypothesis(r[y] - beta * log(u[y] / ref[y]) - beta - lam == 0, "u is stationary")

stationary_form = theorem(
    "A stationary point is an exponential tilt of the reference",
    u[y] == ref[y] * exp(r[y] / beta) * exp(-1 - lam / beta),
    given=[stationary],
    book="C.7",
    example={m: 2, ref: "1/2 1/2", u: "1/2 1/2", r: "1 1", beta: 1, lam: 0},
    proof=calc(
        u[y],
        eq(ref[y] * exp(log(u[y] / ref[y])), by=exp_log),
        eq(ref[y] * exp((r[y] - beta - lam - (r[y] - beta * log(u[y] / ref[y]) - beta - lam)) / beta)),
        eq(ref[y] * exp((r[y] - beta - lam - 0) / beta), by=stationary),
        eq(ref[y] * exp(r[y] / beta) * exp(-1 - lam / beta), by=exp_log),
    ),
)

concave = theorem(
    "The objective is strictly concave in every coordinate",
    D(D(Lagrangian, u[y]), u[y]) == -beta / u[y],
    book="C.7",
    proof=calc(
        D(D(Lagrangian, u[y]), u[y]),
        eq(D(r[y] - beta * log(u[y] / ref[y]) - beta - lam, u[y]), by=slope),
        eq(-beta / u[y], by=calculus),
    ),
)
