"""The common distributions: Bernoulli, categorical, uniform.  (Appendix C.2.2)"""

from checks.language import *
from derivations.attention import d as width
from derivations.attention import k_white, q_centred, q_white, s, score_variance
from derivations.softmax import i as token
from derivations.softmax import normalised as softmax_normalised
from derivations.softmax import p as softmax

# ---------------------------------------------------------------- Bernoulli
theta = scalar("theta")
not_negative = hypothesis(theta >= 0, "a probability is not negative")
at_most_one = hypothesis(theta <= 1, "and at most one")
c = indices("c", over=2)  # the two outcomes, coded 1 and 0
coin = define("B", c, theta * delta(c, 1) + (1 - theta) * delta(c, 2))
code = define("code", c, delta(c, 1), tex=r"\chi")  # 1 at the first outcome, 0 at the second

bernoulli = theorem(
    "A Bernoulli distribution",
    both(coin[1] == theta, coin[2] == 1 - theta, forall(c, coin[c] >= 0), Sum(coin[c], c) == 1),
    given=[not_negative, at_most_one],
    book="C.2.2",
    covers=["C.2.2-01"],
    proof=parts(
        by(definition(coin)),
        by(definition(coin)),
        by(definition(coin), not_negative, at_most_one),
        by(definition(coin)),
    ),
)

bernoulli_mean = theorem(
    "The mean of a Bernoulli variable",
    E(code[c], c, coin) == theta,
    book="C.2.2",
    covers=["C.2.2-02"],
    proof=by(definition(code, coin)),
)

bernoulli_variance = theorem(
    "The variance of a Bernoulli variable",
    E((code[c] - theta) ** 2, c, coin) == theta * (1 - theta),
    book="C.2.2",
    covers=["C.2.2-03"],
    proof=by(definition(code, coin)),
)

# any variable with values 0 and 1, whatever it depends on
n = size("n")
x = indices("x", over=n)
P = distribution("P", n)
v = vector("v", n)
binary = hypothesis(v[x] * (1 - v[x]) == 0, "every value is 0 or 1")
share = define("share", Sum(P[x] * v[x], x), tex=r"\rho")  # the probability of a 1

every_binary_variable = theorem(
    "Every variable with values 0 and 1 is a Bernoulli variable",
    both(E(v[x], x, P) == share, E((v[x] - share) ** 2, x, P) == share * (1 - share)),
    given=[binary],
    book="C.2.2",
    proof=parts(
        by(definition(share)),
        calc(
            E((v[x] - share) ** 2, x, P),
            eq(Sum(P[x] * v[x], x) - 2 * share * Sum(P[x] * v[x], x) + share**2 * Sum(P[x], x) - Sum(P[x] * (v[x] * (1 - v[x])), x)),
            eq(share - 2 * share * share + share**2 * 1 - 0, by=[definition(share), P.sums_to_one, binary]),
            eq(share * (1 - share)),
        ),
    ),
)

binary_decisions = not_checkable(
    "which decisions are binary is a matter of modelling; that any variable with values 0 and 1 has this mean and variance is proved",
    covers=["C.2.2-04"],
    book="C.2.2",
)

# ---------------------------------------------------------------- categorical
k = size("k")
i, j = indices("i j", over=k)
pi, eta = distribution("pi", k, r"\pi"), distribution("eta", k)
weight = scalar("w")
w_not_negative = hypothesis(weight >= 0, "the weight is not negative")
w_at_most_one = hypothesis(weight <= 1, "and at most one")

categorical = theorem(
    "A categorical distribution",
    both(forall(i, pi[i] >= 0), Sum(pi[i], i) == 1, forall(i, pi[i] <= 1)),
    book="C.2.2",
    covers=["C.2.2-05"],
    note="The parameters form the probability simplex.",
    proof=parts(
        by(pi.nonnegative),
        by(pi.sums_to_one),
        calc(pi[i], le(Sum(pi[j], j), by=nonnegative_terms), eq(1, by=pi.sums_to_one)),
    ),
)

mixture = theorem(
    "A mixture of two categorical distributions is one",
    both(forall(i, weight * pi[i] + (1 - weight) * eta[i] >= 0), Sum(weight * pi[i] + (1 - weight) * eta[i], i) == 1),
    given=[w_not_negative, w_at_most_one],
    book="C.2.2",
    note="The simplex is convex.",
    proof=parts(
        by(w_not_negative, w_at_most_one),
        calc(
            Sum(weight * pi[i] + (1 - weight) * eta[i], i),
            eq(weight * Sum(pi[i], i) + (1 - weight) * Sum(eta[i], i)),
            eq(1, by=[pi.sums_to_one, eta.sums_to_one]),
        ),
    ),
)

softmax_output = theorem(
    "The output of a softmax is a categorical distribution without zeros",
    both(forall(token, softmax[token] > 0), Sum(softmax[token], token) == 1),
    book="C.2.2",
    covers=["C.2.2-06"],
    note="It lies in the interior of the simplex: no token is impossible.",
    proof=parts(by(softmax_normalised), by(softmax_normalised)),
)

# ---------------------------------------------------------------- uniform
a, b = scalar("a"), scalar("b")
t, t2, h = scalar("t"), scalar("t'"), scalar("h")
nonempty = hypothesis(a < b, "the interval is not empty")
cdf = define("F", t, (t - a) / (b - a))  # on [a, b]

uniform = theorem(
    "The uniform distribution on an interval",
    both(D(cdf(t), t) == 1 / (b - a), cdf(a) == 0, cdf(b) == 1, cdf(t + h) - cdf(t) == cdf(t2 + h) - cdf(t2)),
    given=[nonempty],
    book="C.2.2",
    covers=["C.2.2-09"],
    note="The density is the slope of the distribution function, which rises from 0 to 1; intervals of one length are equally probable.",
    proof=parts(
        by(definition(cdf), calculus),
        by(definition(cdf)),
        by(definition(cdf)),
        by(definition(cdf)),
    ),
)

# ---------------------------------------------------------------- what attention assumes
no_gaussian = theorem(
    "The sqrt(d) of attention needs no Gaussian",
    sqrt(Var(s)) == sqrt(width),
    given=[q_centred, q_white, k_white],
    book="C.2.2",
    covers=["C.2.2-11"],
    note="Centred, uncorrelated entries of variance one suffice, whatever their law.",
    proof=by(score_variance),
)
