"""Maximum likelihood and cross-entropy.  (Appendix C.2.4)"""

from checks.language import *
from derivations.kl import CE

# ---------------------------------------------------------------- what a strictly increasing function keeps
m = size("m")  # any number of parameter values, of which two are compared
i, j = indices("i j", over=m)
s, t = position("s", over=m), position("t", over=m)
f, g = vector("f", m), vector("g", m)  # an objective, and a function of it

nondecreasing = hypothesis(implies(f[i] <= f[j], g[i] <= g[j]), "g is a nondecreasing function of f")
strict = hypothesis(implies(f[i] < f[j], g[i] < g[j]), "and a strictly increasing one")

order_kept = theorem(
    "A strictly increasing function keeps the order of any two parameters",
    both(implies(f[s] >= f[t], g[s] >= g[t]), implies(f[s] < f[t], g[s] < g[t])),
    given=[nondecreasing, strict],
    book="C.2.4",
    covers=["C.2.4-04"],
    note="Whether f[s] is at least f[t] can be told from g.  So the maximisers of f are those of g, if there are any.",
    proof=parts(
        calc(g[s], ge(g[t], by=nondecreasing)),
        calc(g[s], lt(g[t], by=strict)),
    ),
)

best = theorem(
    "A maximiser of f is a maximiser of g",
    implies(forall(i, f[i] <= f[s]), forall(i, g[i] <= g[s])),
    given=[nondecreasing],
    book="C.2.4",
    proof=by(nondecreasing),
)

monotonic_is_not_enough = erratum(
    prints=implies(f[s] < f[t], g[s] < g[t]),
    given=[nondecreasing],
    should_be=order_kept,
    why="a function may be monotonic and constant, and then everything maximises it: it must increase strictly, as the logarithm does",
    book="C.2.4",
    covers=["C.2.4-04"],
)

# ---------------------------------------------------------------- the logarithm of the likelihood
like, like2 = scalar("L", positive=True), scalar("L'", positive=True)  # the likelihood at two parameters

log_keeps_order = theorem(
    "The logarithm keeps the order of two likelihoods",
    iff(like >= like2, log(like) >= log(like2)),
    book="C.2.4",
    proof=parts(
        calc(log(like), ge(log(like2), by=[monotone, assumption])),
        calc(like, eq(exp(log(like)), by=exp_log), ge(exp(log(like2)), by=[monotone, assumption]), eq(like2, by=exp_log)),
    ),
)

# ---------------------------------------------------------------- the training loss
N = size("N")  # number of tokens
r = indices("r", over=N)
p, q = vector("p", N, positive=True), vector("q", N, positive=True)  # what two models give to each token, in its context
NLL = define("NLL", p, -Sum(log(p[r]), r) / N)
at_most_one = hypothesis(p[r] <= 1, "probabilities are at most one")

loss = theorem(
    "The training loss",
    both(NLL(p) == -(1 / N) * Sum(log(p[r]), r), NLL(p) >= 0),
    given=[at_most_one],
    book="C.2.4",
    covers=["C.2.4-06"],
    proof=parts(
        by(definition(NLL)),
        calc(
            NLL(p),
            eq(-Sum(log(p[r]), r) / N, by=definition(NLL)),
            ge(0, by=[log_bound, at_most_one]),
        ),
    ),
)

least_loss = theorem(
    "The smaller loss belongs to the larger log-likelihood",
    iff(NLL(p) <= NLL(q), Sum(log(p[r]), r) >= Sum(log(q[r]), r)),
    book="C.2.4",
    covers=["C.2.4-07"],
    proof=parts(
        calc(
            Sum(log(p[r]), r),
            eq(-N * NLL(p), by=definition(NLL)),
            ge(-N * NLL(q), by=assumption),
            eq(Sum(log(q[r]), r), by=definition(NLL)),
        ),
        calc(
            NLL(p),
            eq(-Sum(log(p[r]), r) / N, by=definition(NLL)),
            le(-Sum(log(q[r]), r) / N, by=assumption),
            eq(NLL(q), by=definition(NLL)),
        ),
    ),
)

underflow = not_checkable(
    "a property of floating-point numbers; the formulas here are about real numbers",
    covers=["C.2.4-05"],
    book="C.2.4",
)
u = scalar("u", positive=True)
many_factors = theorem(
    "A product that decays geometrically has a logarithm that grows linearly",
    log(u**N) == N * log(u),
    book="C.2.4",
    note="0.5 to the power 1075 is less than the smallest positive double; its logarithm is -745.",
    proof=by(exp_log),
)

# ---------------------------------------------------------------- the loss is a cross-entropy
n = size("n")  # number of tokens in the vocabulary
x = indices("x", over=n)
true = position("true", r"t_0", over=n)
label, value = vector("c", N), vector("v", n)  # observation r is token x if label[r] == value[x]
observed = define("X", r, x, indicator(label[r] == value[x]))
Q = distribution("Q", n, positive=True)  # tokens of probability zero are never observed, and are left out
a = vector("a", n)  # any function of a token
one_each = hypothesis(Sum(observed[r, x], x) == 1, "each observation is one of the tokens")
frequency = define("P^", x, Sum(observed[r, x], r) / N, tex=r"\hat P")

frequencies = theorem(
    "The observed frequencies are a distribution",
    both(forall(x, frequency[x] >= 0), Sum(frequency[x], x) == 1),
    given=[one_each],
    book="C.2.4",
    proof=parts(
        by(definition(frequency, observed), nonnegative_terms),
        calc(
            Sum(frequency[x], x),
            eq(Sum(Sum(observed[r, x], x), r) / N, by=definition(frequency)),
            eq(1, by=one_each),
        ),
    ),
)

average = theorem(
    "Averaging over a sample is averaging over the frequencies",
    Sum(Sum(observed[r, x] * a[x], x), r) / N == Sum(frequency[x] * a[x], x),
    book="C.2.4",
    note="The inner sum is the value at observation r.",
    proof=by(definition(frequency)),
)

nll_is_cross_entropy = theorem(
    "The average negative log-likelihood is the cross-entropy of the observed frequencies",
    -(1 / N) * Sum(Sum(observed[r, x] * log(Q[x]), x), r) == CE(frequency, Q),
    book="C.2.4",
    covers=["C.2.4-08"],
    note="The inner sum is the log-probability of observation r.",
    proof=by(definition(CE, frequency)),
)

hot = one_hot("h", n, at=true)  # all of the target on the true token

one_token = theorem(
    "For one token, cross-entropy and negative log-likelihood are the same number",
    CE(hot, Q) == -log(Q[true]),
    book="C.2.4",
    covers=["C.2.4-09"],
    proof=calc(
        CE(hot, Q),
        eq(-Sum(delta(x, true) * log(Q[x]), x), by=[definition(CE), hot.entries]),
        eq(-log(Q[true]), by=sum_of_delta),
    ),
)

# ---------------------------------------------------------------- the same, with a context for each token
M = size("M")  # number of contexts
b = indices("b", over=M)
place, context = vector("d", N), vector("k", M)  # observation r has context b if place[r] == context[b]
within = define("C", r, b, indicator(place[r] == context[b]))
model = matrix("model", M, n, r"Q")  # a row of probabilities for each context
model_positive = hypothesis(model[b, x] > 0, "no token is impossible")
count = define("N_b", b, x, Sum(within[r, b] * observed[r, x], r), tex=r"\mathrm{count}")

contextual = theorem(
    "The training loss is a cross-entropy for each context, weighted by how often it occurs",
    -(1 / N) * Sum(Sum(Sum(within[r, b] * observed[r, x] * log(model[b, x]), x), b), r)
    == Sum(-Sum(count[b, x] * log(model[b, x]), x), b) / N,
    given=[model_positive],
    book="C.2.4",
    proof=by(definition(count)),
)

# ---------------------------------------------------------------- a smoothed target
eps = scalar("epsilon")
target, noise = distribution("target", n, r"y"), distribution("noise", n, r"\eta")
smoothed = define("smoothed", x, (1 - eps) * target[x] + eps * noise[x], tex=r"\tilde y")

label_smoothing = theorem(
    "Cross-entropy with a smoothed target",
    CE(smoothed, Q) == (1 - eps) * CE(target, Q) + eps * CE(noise, Q),
    proof=by(definition(CE, smoothed)),
)
