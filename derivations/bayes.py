"""Conditional probability and Bayes' rule.  (Appendix C.2.3)

There are finitely many outcomes, with any probabilities.  An event is 1 at the outcomes where it happens and 0 at the
others; wherever anything between 0 and 1 would do as well, only that is assumed.
"""

from checks.language import *

n, m = size("n"), size("m")
x = indices("x", over=n)  # outcomes
i, j = indices("i j", over=m)  # the events of a partition
P = distribution("P", n)
A, B = vector("A", n, nonnegative=True), vector("B", n, nonnegative=True)  # two events

Pr = define("Pr", A, Sum(P[x] * A[x], x))
Pr2 = define("Pr2", A, B, Sum(P[x] * A[x] * B[x], x), tex=r"\mathrm{Pr}")  # of both events
given_that = define("given_that", A, B, Pr2(A, B) / Pr(B), tex=r"\mathrm{Pr}_{\mathrm{given}}")  # of A, given B

A_possible = hypothesis(Pr(A) > 0, "A is possible")
B_possible = hypothesis(Pr(B) > 0, "B is possible")
A_at_most_one = hypothesis(A[x] <= 1, "an event happens at most once")

conditional = theorem(
    "A conditional probability is a probability",
    both(given_that(A, B) == Pr2(A, B) / Pr(B), given_that(A, B) >= 0, given_that(A, B) <= 1),
    given=[A_at_most_one, B_possible],
    book="C.2.3",
    covers=["C.2.3-01"],
    proof=parts(
        by(definition(given_that)),
        calc(
            given_that(A, B),
            eq(Sum(P[x] * A[x] * B[x], x) / Pr(B), by=definition(given_that, Pr2)),
            ge(0, by=B_possible),
        ),
        calc(
            given_that(A, B),
            eq(Sum(P[x] * A[x] * B[x], x) / Pr(B), by=definition(given_that, Pr2)),
            le(Sum(P[x] * 1 * B[x], x) / Pr(B), by=B_possible),
            eq(1, by=definition(Pr)),
        ),
    ),
)

product_rule = theorem(
    "The joint probability, split both ways",
    both(Pr2(A, B) == given_that(A, B) * Pr(B), Pr2(A, B) == given_that(B, A) * Pr(A)),
    given=[A_possible, B_possible],
    book="C.2.3",
    covers=["C.2.3-02"],
    proof=parts(
        by(definition(given_that)),
        by(definition(given_that, Pr2)),
    ),
)

bayes = theorem(
    "Bayes' rule",
    given_that(A, B) == given_that(B, A) * Pr(A) / Pr(B),
    given=[A_possible, B_possible],
    book="C.2.3",
    covers=["C.2.3-03"],
    proof=calc(
        given_that(A, B),
        eq(Pr2(A, B) / Pr(B), by=definition(given_that)),
        eq(Pr2(B, A) / Pr(B), by=definition(Pr2)),
        eq(given_that(B, A) * Pr(A) / Pr(B), by=definition(given_that)),
    ),
)

# ---------------------------------------------------------------- a partition: exactly one of m events happens
C = matrix("C", n, m)  # C[x, i] is 1 if event i happens at x
partition = hypothesis(Sum(C[x, i], i) == 1, "one of the events happens")

prior = define("prior", i, Sum(P[x] * C[x, i], x), tex=r"\mathrm{prior}")
together = define("joint", i, Sum(P[x] * B[x] * C[x, i], x), tex=r"\mathrm{joint}")
likelihood = define("likelihood", i, together[i] / prior[i], tex=r"\mathrm{lik}")
posterior = define("posterior", i, together[i] / Pr(B), tex=r"\mathrm{post}")
possible = hypothesis(prior[i] > 0, "each of the events is possible")

prior_sums_to_one = theorem(
    "The prior sums to one",
    Sum(prior[i], i) == 1,
    given=[partition],
    book="C.2.3",
    proof=calc(
        Sum(prior[i], i),
        eq(Sum(P[x] * Sum(C[x, i], i), x), by=definition(prior)),
        eq(Sum(P[x], x), by=partition),
        eq(1, by=P.sums_to_one),
    ),
)

additivity = theorem(
    "The evidence, event by event",
    Pr(B) == Sum(together[i], i),
    given=[partition],
    book="C.2.3",
    proof=calc(
        Pr(B),
        eq(Sum(P[x] * B[x] * 1, x), by=definition(Pr)),
        eq(Sum(P[x] * B[x] * Sum(C[x, i], i), x), by=partition),
        eq(Sum(together[i], i), by=definition(together)),
    ),
)

evidence = theorem(
    "The evidence is the likelihood, averaged over the prior",
    Pr(B) == Sum(likelihood[i] * prior[i], i),
    given=[partition, possible],
    book="C.2.3",
    covers=["C.2.3-04"],
    proof=calc(
        Pr(B),
        eq(Sum(together[i], i), by=additivity),
        eq(Sum(likelihood[i] * prior[i], i), by=definition(likelihood)),
    ),
)

evidence_positive = hypothesis(Sum(likelihood[j] * prior[j], j) > 0, "B is possible, said of its evidence")

bayes_for_a_partition = theorem(
    "Bayes' rule for a partition",
    posterior[i] == likelihood[i] * prior[i] / Sum(likelihood[j] * prior[j], j),
    given=[partition, possible, B_possible, evidence_positive],
    book="C.2.3",
    covers=["C.2.3-03"],
    note="By the theorem before, the last two hypotheses say the same.",
    proof=calc(
        posterior[i],
        eq(together[i] / Pr(B), by=definition(posterior)),
        eq(likelihood[i] * prior[i] / Pr(B), by=definition(likelihood)),
        eq(likelihood[i] * prior[i] / Sum(likelihood[j] * prior[j], j), by=evidence),
    ),
)

posterior_sums_to_one = theorem(
    "The posterior sums to one",
    Sum(posterior[i], i) == 1,
    given=[partition, B_possible],
    book="C.2.3",
    proof=calc(
        Sum(posterior[i], i),
        eq(Sum(together[i], i) / Pr(B), by=definition(posterior)),
        eq(1, by=additivity),
    ),
)

indifferent = hypothesis(prior[i] == 1 / m, "the prior is uniform")

mean_likelihood = theorem(
    "Under a uniform prior the evidence is the mean likelihood",
    Pr(B) == Sum(likelihood[j], j) / m,
    given=[partition, indifferent],
    book="C.2.2",
    proof=calc(
        Pr(B),
        eq(Sum(likelihood[j] * prior[j], j), by=evidence),
        eq(Sum(likelihood[j], j) / m, by=indifferent),
    ),
)

some_likelihood = hypothesis(Sum(likelihood[j], j) > 0, "B is possible, said of its likelihood")

uniform_prior = theorem(
    "A uniform prior leaves no trace in the posterior",
    posterior[i] == likelihood[i] / Sum(likelihood[j], j),
    given=[partition, B_possible, indifferent, some_likelihood],
    book="C.2.2",
    proof=calc(
        posterior[i],
        eq(likelihood[i] * prior[i] / Pr(B), by=definition(posterior, likelihood)),
        eq(likelihood[i] / m / (Sum(likelihood[j], j) / m), by=[indifferent, mean_likelihood]),
        eq(likelihood[i] / Sum(likelihood[j], j)),
    ),
)

no_information = not_checkable(
    "a reading, not a formula: what can be proved of it is that a uniform prior leaves no trace in the posterior",
    covers=["C.2.2-10"],
    book="C.2.2",
)

# ---------------------------------------------------------------- a language model
contexts, vocabulary = size("N"), size("V")
c = indices("c", over=contexts)
w, w2 = indices("w w'", over=vocabulary)
logits = matrix("z", contexts, vocabulary)  # a row of logits for each context
model = define("p", c, w, exp(logits[c, w]) / Sum(exp(logits[c, w2]), w2))

next_token = theorem(
    "A language model gives a distribution of the next token for each context",
    both(forall(c, w, model[c, w] > 0), forall(c, Sum(model[c, w], w) == 1)),
    book="C.2.3",
    covers=["C.2.3-05", "C.7-04"],
    note="Whatever the logits are.",
    proof=parts(by(definition(model), nonnegative_terms), by(definition(model))),
)
