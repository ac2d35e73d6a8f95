"""Perplexity: cross-entropy as a number of equally likely choices.  (Appendix C.3.6)"""

from checks.language import *
from derivations.cross_entropy import CE, Q, covered
from derivations.entropy import H, P, U, b, n, never_negative, x
from derivations.kl import cross_entropy_at_least_entropy, maximum_entropy

PP = define("PP", P, Q, exp(CE(P, Q)))

perplexity = theorem(
    "Perplexity",
    PP(P, Q) == exp(-Sum(P[x] * log(Q[x]), x)),
    given=[covered],
    book="C.3.6",
    covers=["C.3.6-01"],
    proof=by(definition(PP, CE)),
)

# ---------------------------------------------------------------- the base
a_base = hypothesis(log(b) != 0, "the base is not 1")
CE_b = define("CE_b", P, Q, -Sum(P[x] * log(Q[x]) / log(b), x), tex=r"H_{b}")

any_base = theorem(
    "Perplexity does not depend on the base",
    b ** CE_b(P, Q) == PP(P, Q),
    given=[covered, a_base],
    book="C.3.6",
    covers=["C.3.6-02"],
    note="As long as the base of the power is that of the logarithm.",
    proof=calc(
        b ** CE_b(P, Q),
        eq(exp(log(b) * CE_b(P, Q)), by=exp_log),
        eq(exp(CE(P, Q)), by=definition(CE_b, CE)),
        eq(PP(P, Q), by=definition(PP)),
    ),
)

# ---------------------------------------------------------------- the number of choices
uniform_model = theorem(
    "A uniform model has the perplexity of its number of outcomes",
    PP(P, U) == n,
    book="C.3.6",
    covers=["C.3.6-03"],
    note="Whatever the data: with n = 20 the perplexity is 20.",
    proof=calc(
        PP(P, U),
        eq(exp(-Sum(P[x] * log(1 / n), x)), by=definition(PP, CE, U)),
        eq(exp(-log(1 / n)), by=P.sums_to_one),
        eq(n, by=exp_log),
    ),
)

effective_number = theorem(
    "The perplexity of a perfect model lies between 1 and the number of outcomes",
    both(PP(P, P) >= 1, PP(P, P) <= n),
    book="C.3.6",
    covers=["C.3.6-04"],
    proof=parts(
        calc(PP(P, P), eq(exp(H(P)), by=definition(PP, CE, H)), ge(exp(0), by=[monotone, never_negative]), eq(1)),
        calc(PP(P, P), eq(exp(H(P)), by=definition(PP, CE, H)), le(exp(log(n)), by=[monotone, maximum_entropy]), eq(n, by=exp_log)),
    ),
)

perfect_model = theorem(
    "No model has less perplexity than a perfect one",
    PP(P, Q) >= PP(P, P),
    given=[covered],
    book="C.3.6",
    proof=calc(
        PP(P, Q),
        eq(exp(CE(P, Q)), by=definition(PP)),
        ge(exp(H(P)), by=[monotone, cross_entropy_at_least_entropy]),
        eq(PP(P, P), by=definition(PP, CE, H)),
    ),
)

downstream = not_checkable("how a model does on a task is a measurement", covers=["C.3.6-05"], book="C.3.6")

# ---------------------------------------------------------------- over a text
N = size("N")  # tokens
o = indices("o", over=N)
q = vector("q", N, positive=True)  # the probability the model gave to each token
bytes_ = size("B")  # how many bytes the text has
loss = define("L", -Sum(log(q[o]), o) / N)  # in nats per token
bits_per_byte = define("BPB", -Sum(log(q[o], 2), o) / bytes_)

byte_units = theorem(
    "Bits per byte from nats per token",
    bits_per_byte == loss / log(2) * (N / bytes_),
    book="C.3.6",
    proof=by(definition(bits_per_byte, loss)),
)

geometric_mean = theorem(
    "The logarithm of perplexity is the mean of the logarithms of 1/q",
    exp(loss) ** N == exp(Sum(log(1 / q[o]), o)),
    book="C.3.6",
    proof=by(definition(loss), exp_log),
)
