"""The largest entry, clipped gradients, and shrinking to zero.  (Appendix C.1.7)"""

from checks.language import *

n = size("n")
i, j = indices("i j", over=n)
x, y = vector("x", n), vector("y", n)

# ---------------------------------------------------------------- the largest entry
largest = define("norm_inf", x, Max(abs_(x[i]), i))

norm_inf = theorem(
    "The norm of the largest entry",
    both(largest(x) == Max(abs_(x[i]), i), forall(j, abs_(x[j]) <= largest(x))),
    book="C.1.7",
    covers=["C.1.7-03"],
    proof=parts(by(definition(largest)), by(definition(largest), max_bounds)),
)

two_entries = theorem("Two terms", abs_(x[i] + y[i]) <= abs_(x[i]) + abs_(y[i]), book="C.1.7", proof=by(piecewise))

triangle = theorem(
    "The largest entry of a sum",
    largest(x + y) <= largest(x) + largest(y),
    book="C.1.7",
    proof=calc(
        largest(x + y),
        eq(Max(abs_(x[i] + y[i]), i), by=definition(largest)),
        le(Max(abs_(x[i]) + abs_(y[i]), i), by=[max_bounds, two_entries]),
        le(Max(abs_(x[i]), i) + Max(abs_(y[i]), i), by=max_bounds),
        eq(largest(x) + largest(y), by=definition(largest)),
    ),
)

below_the_sum = theorem(
    "The largest entry is at most the sum of all",
    largest(x) <= Sum(abs_(x[i]), i),
    book="C.1.7",
    proof=by(definition(largest), max_bounds, nonnegative_terms),
)

# ---------------------------------------------------------------- clipping
g = vector("g", n)  # all gradients in one vector
c = scalar("c", positive=True)  # the longest step allowed
clipped = define("clip", g, minimum(1, c / norm(g)) * g)
moving = hypothesis(norm(g) > 0, "g is not zero")

clipping = theorem(
    "A clipped gradient is as long as it was, or as is allowed",
    norm(clipped(g)) == minimum(norm(g), c),
    given=[moving],
    book="C.1.7",
    covers=["C.1.7-07"],
    note="The direction is kept.  At g = 0, where the quotient has no value, the clipped gradient is set to 0.",
    proof=cases(
        (norm(g) <= c, by(definition(clipped), exp_log)),
        (norm(g) >= c, by(definition(clipped), exp_log)),
    ),
)

# ---------------------------------------------------------------- shrinking
u, v = scalar("u"), scalar("v")
lam = scalar("lambda", nonnegative=True)
shrunk = define("S", v, sign(v) * maximum(abs_(v) - lam, 0))

soft_threshold = theorem(
    "Soft thresholding minimises a square and an absolute value",
    (u - v) ** 2 / 2 + lam * abs_(u) >= (shrunk(v) - v) ** 2 / 2 + lam * abs_(shrunk(v)),
    book="C.1.7",
    covers=["C.1.7-09"],
    proof=cases(
        (
            v > lam,
            calc(
                (u - v) ** 2 / 2 + lam * abs_(u),
                ge((u - v) ** 2 / 2 + lam * u, by=piecewise),
                ge(lam**2 / 2 + lam * (v - lam), by=squares),
                eq((shrunk(v) - v) ** 2 / 2 + lam * abs_(shrunk(v)), by=[definition(shrunk), piecewise, assumption, nonnegative_terms]),
            ),
        ),
        (
            v <= lam,
            cases(
                (
                    v < -lam,
                    calc(
                        (u - v) ** 2 / 2 + lam * abs_(u),
                        ge((u - v) ** 2 / 2 - lam * u, by=piecewise),
                        ge(lam**2 / 2 - lam * (v + lam), by=squares),
                        eq(
                            (shrunk(v) - v) ** 2 / 2 + lam * abs_(shrunk(v)),
                            by=[definition(shrunk), piecewise, assumption],
                        ),
                    ),
                ),
                (
                    v >= -lam,
                    calc(
                        (u - v) ** 2 / 2 + lam * abs_(u),
                        ge((u - v) ** 2 / 2 + abs_(v) * abs_(u), by=piecewise),
                        ge((u - v) ** 2 / 2 + v * u, by=piecewise),
                        ge(v**2 / 2, by=squares),
                        eq((shrunk(v) - v) ** 2 / 2 + lam * abs_(shrunk(v)), by=[definition(shrunk), piecewise]),
                    ),
                ),
            ),
        ),
    ),
)

exact_zeros = theorem(
    "Small values are set to zero exactly",
    shrunk(v) == 0,
    given=[small := hypothesis(abs_(v) <= lam, "v is at most lambda in size")],
    book="C.1.7",
    covers=["C.1.7-09"],
    proof=by(definition(shrunk)),
)
