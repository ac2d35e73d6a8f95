"""Why attention divides by sqrt(d): the variance of a dot product.  (Appendix C.4.4)

Only uncorrelated entries of variance one are assumed, and independence of the query from the key as whole vectors; nothing
is Gaussian, and the entries of one vector may depend on one another.  One of the two needs mean zero.
"""

from checks.language import *

d = size("d")
a, b = indices("a b", over=d)
query, key = family("query"), family("key")  # independent of one another
q = random_vector("q", d, family=query)
k = random_vector("k", d, family=key)

s = define("s", Sum(q[a] * k[a], a))  # the score q . k

q_centred = hypothesis(E(q[a]) == 0, "q has mean zero")
q_white = hypothesis(E(q[a] * q[b]) == delta(a, b), "q has uncorrelated entries with mean square 1")
k_white = hypothesis(E(k[a] * k[b]) == delta(a, b), "k has uncorrelated entries with mean square 1")

mean_score = theorem(
    "The mean score is zero",
    E(s) == 0,
    given=[q_centred, k_white],
    book="C.4.4",
    covers=["C.4.4-01"],
    proof=calc(
        E(s),
        eq(Sum(E(q[a]) * E(k[a]), a), by=[definition(s), independence]),
        eq(0, by=q_centred),
    ),
)

score_variance = theorem(
    "The variance of a score is d",
    Var(s) == d,
    given=[q_centred, q_white, k_white],
    book="C.4.4",
    covers=["C.4.4-03", "C.9-30"],
    proof=calc(
        Var(s),
        eq(E(s**2) - E(s) ** 2, by=variance),
        eq(E(s**2) - 0, by=mean_score),
        eq(E(Sum(Sum(q[a] * q[b] * k[a] * k[b], b), a)), by=definition(s)),
        eq(Sum(Sum(E(q[a] * q[b]) * E(k[a] * k[b]), b), a), by=independence),
        eq(Sum(Sum(delta(a, b) * delta(a, b), b), a), by=[q_white, k_white]),
        eq(d, by=sum_of_delta),
    ),
)

standard_deviation = theorem(
    "The standard deviation of a score is sqrt(d)",
    sqrt(Var(s)) == sqrt(d),
    given=[q_centred, q_white, k_white],
    book="C.4.4",
    covers=["C.4.4-04"],
    proof=by(score_variance),
)

scaled_variance = theorem(
    "Dividing by sqrt(d) keeps the variance at 1",
    Var(s / sqrt(d)) == 1,
    given=[q_centred, q_white, k_white],
    book="C.4.4",
    covers=["C.4.4-08"],
    proof=calc(
        Var(s / sqrt(d)),
        eq(Var(s) / d, by=[variance, linearity_of_E]),
        eq(d / d, by=score_variance),
        eq(1),
    ),
)

bound = scalar("bound", nonnegative=True)
mean_square = hypothesis(E(s**2) >= 0, "a mean square is not negative, as always")
long = hypothesis(d >= bound**2, "d is large")

mean_square_score = theorem(
    "The mean square of a score is d",
    E(s**2) == d,
    given=[q_centred, q_white, k_white],
    book="C.4.4",
    proof=calc(
        E(s**2),
        eq(E(s**2) - E(s) ** 2, by=mean_score),
        eq(Var(s), by=variance),
        eq(d, by=score_variance),
    ),
)

growing_scores = theorem(
    "The root mean square of a score grows without bound",
    both(sqrt(E(s**2)) == sqrt(d), sqrt(d) >= bound),
    given=[q_centred, q_white, k_white, long, mean_square],
    book="C.4.4",
    covers=["C.4.4-05"],
    proof=parts(
        calc(sqrt(E(s**2)), eq(sqrt(d), by=mean_square_score)),
        calc(sqrt(d), ge(sqrt(bound**2), by=[monotone, long]), eq(bound, by=exp_log)),
    ),
)

regime = not_checkable("which inputs of a softmax train well is an observation", covers=["C.4.4-09"], book="C.4.4")

# ---------------------------------------------------------------- the general statement
Sigma, M = matrix("Sigma", d, d), matrix("M", d, d)
q_second = hypothesis(E(q[a] * q[b]) == Sigma[a, b], "Sigma holds the second moments of q")
k_second = hypothesis(E(k[a] * k[b]) == M[a, b], "M holds the second moments of k")

general_variance = theorem(
    "The variance of a score from the second moments",
    Var(s) == Sum(Sum(Sigma[a, b] * M[a, b], b), a),
    given=[q_centred, q_second, k_second],
    book="C.4.4",
    proof=calc(
        Var(s),
        eq(E(s**2) - E(s) ** 2, by=variance),
        eq(E(s**2) - Sum(E(q[a]) * E(k[a]), a) ** 2, by=[definition(s), independence]),
        eq(E(s**2), by=q_centred),
        eq(Sum(Sum(E(q[a] * q[b]) * E(k[a] * k[b]), b), a), by=[definition(s), independence]),
        eq(Sum(Sum(Sigma[a, b] * M[a, b], b), a), by=[q_second, k_second]),
    ),
)

# ---------------------------------------------------------------- the book's own route
product_variance = theorem(
    "Each product has variance 1",
    Var(q[a] * k[a]) == 1,
    given=[q_centred, q_white, k_white],
    book="C.4.4",
    covers=["C.4.4-02"],
    proof=calc(
        Var(q[a] * k[a]),
        eq(E(q[a] * q[a]) * E(k[a] * k[a]) - (E(q[a]) * E(k[a])) ** 2, by=[variance, independence]),
        eq(E(q[a] * q[a]) * E(k[a] * k[a]), by=q_centred),
        eq(1, by=[q_white, k_white]),
    ),
)

products_uncorrelated = theorem(
    "Different products are uncorrelated",
    implies(a != b, Cov(q[a] * k[a], q[b] * k[b]) == 0),
    given=[q_centred, q_white, k_white],
    book="C.4.4",
    note="The step the book leaves out: without it the variances would not add up.",
    proof=calc(
        Cov(q[a] * k[a], q[b] * k[b]),
        eq(E(q[a] * q[b]) * E(k[a] * k[b]) - E(q[a]) * E(k[a]) * (E(q[b]) * E(k[b])), by=[variance, independence]),
        eq(E(q[a] * q[b]) * E(k[a] * k[b]), by=q_centred),
        eq(delta(a, b) * delta(a, b), by=[q_white, k_white]),
        eq(0, by=[sum_of_delta, assumption]),
    ),
)

# ---------------------------------------------------------------- what goes wrong when q and k depend on one another
v = random_vector("v", d, family="both")  # a key drawn from the same family as its query
w = random_vector("w", d, family="both")
v_centred = hypothesis(E(v[a]) == 0, "v has mean zero")
v_white = hypothesis(E(v[a] * v[b]) == delta(a, b), "v has uncorrelated entries with mean square 1")
w_white = hypothesis(E(w[a] * w[b]) == delta(a, b), "w has uncorrelated entries with mean square 1")

dependent = define("s'", Sum(v[a] * w[a], a), tex=r"s'")

independence_is_needed = erratum(
    prints=Var(dependent) == d,
    given=[v_centred, v_white, w_white],
    should_be=score_variance,
    why="unit variances alone do not give d: query and key must be independent as vectors",
    book="C.4.4",
)
