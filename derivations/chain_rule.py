"""The probability of a text, token by token.  (Appendix C.7)"""

from checks.language import *

n = size("n")  # number of tokens
k, t = indices("k t", over=n)
P = vector("P", n, positive=True)  # P[t]: the probability of the first t tokens, under any joint law
# the conditional probability of token t, given the tokens before it
c = recurrence("c", t, start=P[1], step=lambda _: P[t + 1] / P[t])

prefixes = theorem(
    "The probability of the first t tokens is the product of their conditional probabilities",
    P[t] == Product(c[k], (k, 1, t)),
    book="C.7",
    proof=induction(
        t,
        base=by(definition(c)),
        step=calc(
            P[t + 1],
            eq(P[t] * (P[t + 1] / P[t])),
            eq(P[t] * c[t + 1], by=definition(c)),
            eq(Product(c[k], (k, 1, t)) * c[t + 1], by=assumption),
            eq(Product(c[k], (k, 1, t + 1)), by=last_factor),
        ),
    ),
)

chain_rule = theorem(
    "The chain rule of probability",
    P[n] == Product(c[k], k),
    book="C.7",
    covers=["C.7-02"],
    proof=by(prefixes.at({t: n})),
)

a, b = vector("a", n, positive=True), vector("b", n, positive=True)  # the conditional probabilities under two parameters

training = theorem(
    "The larger probability belongs to the smaller sum of losses",
    iff(log(Product(a[k], k)) >= log(Product(b[k], k)), Sum(-log(a[k]), k) <= Sum(-log(b[k]), k)),
    book="C.7",
    covers=["C.7-05"],
    note="So what maximises the log-probability of a text minimises the sum of the losses of its tokens, if anything does.",
    proof=parts(
        calc(
            Sum(-log(a[k]), k),
            eq(-log(Product(a[k], k)), by=[products, exp_log]),
            le(-log(Product(b[k], k)), by=assumption),
            eq(Sum(-log(b[k]), k), by=[products, exp_log]),
        ),
        calc(
            log(Product(a[k], k)),
            eq(-Sum(-log(a[k]), k), by=[products, exp_log]),
            ge(-Sum(-log(b[k]), k), by=assumption),
            eq(log(Product(b[k], k)), by=[products, exp_log]),
        ),
    ),
)

# ---------------------------------------------------------------- rankings
K = size("K")
i, j = indices("i j", over=K)
r = vector("r", K)  # rewards, the best answer first
shift = scalar("s")

plackett_luce = theorem(
    "The probability of a ranking does not change when all rewards are shifted",
    Product(exp(r[i] + shift) / Sum(exp(r[j] + shift), (j, i, K)), i) == Product(exp(r[i]) / Sum(exp(r[j]), (j, i, K)), i),
    proof=by(exp_log),
)

# ---------------------------------------------------------------- perplexity
q = vector("q", n, positive=True)  # the probability of each token

perplexity = theorem(
    "Perplexity is the geometric mean of the inverse probabilities",
    exp(-(1 / n) * Sum(log(q[k]), k)) == Product(1 / q[k], k) ** (1 / n),
    proof=by(products, exp_log),
)
