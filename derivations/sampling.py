"""Sampling without bias: stochastic rounding, and speculative sampling.  (Further derivations)"""

from checks.language import *

# ---------------------------------------------------------------- stochastic rounding
# A number s (k + t) between two points of a grid is rounded up with probability t, and down otherwise.
s = scalar("s", positive=True)  # the step of the grid
k, t = scalar("k"), scalar("t")
t_not_negative = hypothesis(t >= 0, "t is not negative")
t_below_one = hypothesis(t < 1, "and less than one")
way = indices("w", over=2)  # down, up
rounded = define("rounded", way, s * (k + way - 1), tex=r"\mathrm{SR}")
chance = define("chance", way, (1 - t) * delta(way, 1) + t * delta(way, 2), tex=r"c")

two_ways = theorem(
    "The probabilities of rounding down and up",
    both(forall(way, chance[way] >= 0), Sum(chance[way], way) == 1),
    given=[t_not_negative, t_below_one],
    proof=parts(by(definition(chance), t_not_negative, t_below_one), by(definition(chance))),
)

unbiased = theorem(
    "Stochastic rounding is right on average",
    Sum(chance[way] * rounded[way], way) == s * (k + t),
    proof=by(definition(chance, rounded)),
)

rounding_variance = theorem(
    "The variance of stochastic rounding",
    both(
        Sum(chance[way] * (rounded[way] - s * (k + t)) ** 2, way) == s**2 * t * (1 - t),
        Sum(chance[way] * (rounded[way] - s * (k + t)) ** 2, way) <= s**2 / 4,
    ),
    proof=parts(
        by(definition(chance, rounded)),
        calc(
            Sum(chance[way] * (rounded[way] - s * (k + t)) ** 2, way),
            eq(s**2 / 4 - s**2 * (t - Rational(1, 2)) ** 2, by=definition(chance, rounded)),
            le(s**2 / 4, by=squares),
        ),
    ),
)

# ---------------------------------------------------------------- speculative sampling
n = size("n")
i, j = indices("i j", over=n)
p, q = distribution("p", n), distribution("q", n)  # the target, and the draft that proposes tokens
least = define("min", i, (p[i] + q[i] - abs_(p[i] - q[i])) / 2, tex=r"\mathrm{min}")  # the smaller of the two
excess = define("excess", i, (p[i] - q[i] + abs_(p[i] - q[i])) / 2, tex=r"e")  # p - q where that is positive, else 0
accept = define("alpha", Sum(least[i], i))  # how often a proposal is kept
differ = hypothesis(Sum(excess[j], j) > 0, "the two distributions differ")

smaller_and_excess = theorem(
    "The smaller of two numbers, and the excess over it, make the first",
    least[i] + excess[i] == p[i],
    proof=by(definition(least, excess)),
)

rejected = theorem(
    "The excess adds up to the probability of a rejection",
    Sum(excess[i], i) == 1 - accept,
    proof=calc(
        Sum(excess[i], i),
        eq(Sum(p[i], i) - Sum(least[i], i), by=definition(least, excess)),
        eq(1 - accept, by=[p.sums_to_one, definition(accept)]),
    ),
)

speculative = theorem(
    "Speculative sampling draws from the target",
    least[i] + (1 - accept) * excess[i] / Sum(excess[j], j) == p[i],
    given=[differ],
    note="Keep the proposal with probability min(1, p/q); otherwise draw from the excess, renormalised.",
    proof=calc(
        least[i] + (1 - accept) * excess[i] / Sum(excess[j], j),
        eq(least[i] + Sum(excess[j], j) * excess[i] / Sum(excess[j], j), by=rejected),
        eq(least[i] + excess[i]),
        eq(p[i], by=smaller_and_excess),
    ),
)
