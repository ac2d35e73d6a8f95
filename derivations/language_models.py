"""Language models: temperature, truncated sampling, retrieval.  (Appendix C.7)"""

from checks.language import *

V = size("V")  # vocabulary
i, j = indices("i j", over=V)
z = vector("z", V)  # logits
T = scalar("T", positive=True)  # temperature

# ---------------------------------------------------------------- temperature
p = define("p", T, i, exp(z[i] / T) / Sum(exp(z[j] / T), j))

temperature_is_a_power = theorem(
    "Temperature raises the probabilities to a power, and renormalises",
    both(p(T)[i] == exp(z[i] / T) / Sum(exp(z[j] / T), j), p(T)[i] == p(1)[i] ** (1 / T) / Sum(p(1)[j] ** (1 / T), j)),
    book="C.7",
    covers=["C.7-06"],
    proof=parts(
        by(definition(p)),
        by(definition(p), exp_log),
    ),
)

at_any_temperature = theorem(
    "At every temperature the probabilities are positive and sum to one",
    both(forall(i, p(T)[i] > 0), Sum(p(T)[i], i) == 1),
    book="C.7",
    covers=["C.2.5-03"],
    proof=parts(by(definition(p), nonnegative_terms), by(definition(p))),
)

# ---------------------------------------------------------------- top-k and top-p
q = distribution("q", V)  # the probabilities before truncation
keep = vector("s", V, nonnegative=True)  # 1 for the tokens that are kept, 0 for the others
mass = define("mass", Sum(q[i] * keep[i], i), tex=r"\mathrm{mass}")
truncated = define("q'", i, q[i] * keep[i] / mass, tex=r"q'")
k, threshold = scalar("k"), scalar("theta")
c = scalar("c", nonnegative=True)  # the least probability of a token that is kept

something_kept = hypothesis(mass > 0, "something of positive probability is kept")
k_kept = hypothesis(Sum(keep[i], i) == k, "k tokens are kept")
kept_likely = hypothesis(keep[i] * (q[i] - c) >= 0, "each of probability at least c")
dropped_unlikely = hypothesis((1 - keep[i]) * (c - q[i]) >= 0, "and the others of at most c")

truncation = theorem(
    "A truncated distribution is a distribution on the tokens that are kept",
    both(forall(i, truncated[i] == q[i] * keep[i] / Sum(q[j] * keep[j], j)), forall(i, truncated[i] >= 0), Sum(truncated[i], i) == 1),
    given=[something_kept],
    book="C.7",
    covers=["C.7-09", "C.2.5-03"],
    note="A token that is not kept gets nothing, and the others keep their proportions.",
    proof=parts(
        by(definition(truncated, mass)),
        by(something_kept),
        calc(
            Sum(truncated[i], i),
            eq(Sum(q[i] * keep[i], i) / mass, by=definition(truncated)),
            eq(1, by=definition(mass)),
        ),
    ),
)

w = vector("w", V, nonnegative=True)  # any other choice of tokens
w_at_most_one = hypothesis(w[i] <= 1, "no token is chosen twice")
w_as_many = hypothesis(Sum(w[i], i) == k, "k tokens are chosen")

top_k_is_best = theorem(
    "No other k tokens are more probable together than the top k",
    Sum(q[i] * w[i], i) <= mass,
    given=[k_kept, kept_likely, dropped_unlikely, w_at_most_one, w_as_many],
    book="C.7",
    covers=["C.7-09"],
    proof=calc(
        Sum(q[i] * w[i], i),
        eq(Sum((q[i] - c) * w[i], i) + c * Sum(w[i], i)),
        eq(Sum((q[i] - c) * w[i], i) + c * Sum(keep[i], i), by=[w_as_many, k_kept]),
        le(Sum((q[i] - c) * keep[i], i) + c * Sum(keep[i], i), by=[dropped_unlikely, w_at_most_one]),
        eq(mass, by=definition(mass)),
    ),
)

enough = hypothesis(mass > threshold, "the tokens that are kept exceed the threshold")
last_needed = hypothesis(mass - c <= threshold, "without the least of them they would not")
w_fewer = hypothesis(Sum(w[i], i) <= k - 1, "fewer tokens are chosen")

top_p_is_smallest = theorem(
    "No smaller set of tokens exceeds the threshold",
    both(mass > threshold, Sum(q[i] * w[i], i) <= threshold),
    given=[enough, k_kept, kept_likely, dropped_unlikely, last_needed, w_at_most_one, w_fewer],
    book="C.7",
    covers=["C.7-10"],
    example={V: 3, q: "1/2 1/4 1/4", keep: "1 1 0", k: 2, c: "1/4", threshold: "5/8", w: "1 0 0"},
    note="Taking tokens in the order of their probability until the threshold is exceeded gives the smallest set that does.",
    proof=parts(
        by(enough),
        calc(
            Sum(q[i] * w[i], i),
            eq(Sum((q[i] - c) * w[i], i) + c * Sum(w[i], i)),
            le(Sum((q[i] - c) * w[i], i) + c * (k - 1), by=w_fewer),
            le(Sum((q[i] - c) * keep[i], i) + c * (k - 1), by=[dropped_unlikely, w_at_most_one]),
            eq(mass + c * (k - Sum(keep[i], i)) - c, by=definition(mass)),
            eq(mass - c, by=k_kept),
            le(threshold, by=last_needed),
        ),
    ),
)

# ---------------------------------------------------------------- retrieval
# Events are functions of the outcome, 0 or 1; an outcome is a question with its documents and its answer.
n, m = size("n"), size("m")
o = indices("o", over=n)
d = indices("d", over=m)
law = distribution("P", n)
A = vector("A", n, nonnegative=True)  # the answer is this one
A2 = vector("A'", n, nonnegative=True)  # another answer
B = vector("B", n, nonnegative=True)  # the documents are these
C = vector("C", n, nonnegative=True)  # the question is this one
Pr = define("Pr", A, Sum(law[o] * A[o], o))
Pr2 = define("Pr2", A, B, Sum(law[o] * A[o] * B[o], o), tex=r"\mathrm{Pr}")
Pr3 = define("Pr3", A, B, C, Sum(law[o] * A[o] * B[o] * C[o], o), tex=r"\mathrm{Pr}")

asked = hypothesis(Pr(C) > 0, "the question is possible")
found = hypothesis(Pr(B) > 0, "the documents are possible")
found_for_it = hypothesis(Pr2(B, C) > 0, "the documents are possible for the question")
documents_suffice = hypothesis(
    Pr3(A, B, C) * Pr(B) == Pr2(A, B) * Pr2(B, C), "given the documents, the answer does not depend on the question"
)

both_at_once = theorem(
    "Documents and answer together: retrieve, then answer",
    Pr3(A, B, C) / Pr(C) == Pr3(A, B, C) / Pr2(B, C) * (Pr2(B, C) / Pr(C)),
    given=[asked, found_for_it],
    book="C.7",
    note="P(a, d | q) = P(a | d, q) P(d | q).",
    proof=by(algebra),
)

retrieval = theorem(
    "If the documents suffice, retrieval and generation can be multiplied",
    both(
        Pr3(A, B, C) / Pr2(B, C) == Pr2(A, B) / Pr(B),
        Pr3(A, B, C) / Pr(C) == Pr2(A, B) / Pr(B) * (Pr2(B, C) / Pr(C)),
    ),
    given=[asked, found, found_for_it, documents_suffice],
    book="C.7",
    note="P(a | q, d) = P(a | d), and P(a, d | q) = P(a | d) P(d | q).",
    proof=parts(
        calc(
            Pr3(A, B, C) / Pr2(B, C),
            eq(Pr3(A, B, C) * Pr(B) / (Pr2(B, C) * Pr(B))),
            eq(Pr2(A, B) * Pr2(B, C) / (Pr2(B, C) * Pr(B)), by=documents_suffice),
            eq(Pr2(A, B) / Pr(B)),
        ),
        calc(
            Pr3(A, B, C) / Pr(C),
            eq(Pr3(A, B, C) * Pr(B) / (Pr(B) * Pr(C))),
            eq(Pr2(A, B) * Pr2(B, C) / (Pr(B) * Pr(C)), by=documents_suffice),
            eq(Pr2(A, B) / Pr(B) * (Pr2(B, C) / Pr(C))),
        ),
    ),
)

# four sets of outcomes, as the places where four arbitrary functions are positive
alpha, alpha2, beta, gamma = vector("alpha", n), vector("alpha'", n), vector("beta", n), vector("gamma", n)
A_set = define("A_o", o, indicator(alpha[o] > 0), tex=r"A")
A2_set = define("A'_o", o, indicator(alpha2[o] > 0), tex=r"A'")
B_set = define("B_o", o, indicator(beta[o] > 0), tex=r"B")
C_set = define("C_o", o, indicator(gamma[o] > 0), tex=r"C")

proportional = erratum(
    prints=Pr3(A_set, B_set, C_set) / Pr2(B_set, C_set) * (Pr2(A2_set, B_set) / Pr(B_set) * (Pr2(B_set, C_set) / Pr(C_set)))
    == Pr3(A2_set, B_set, C_set) / Pr2(B_set, C_set) * (Pr2(A_set, B_set) / Pr(B_set) * (Pr2(B_set, C_set) / Pr(C_set))),
    given=[hypothesis(Pr(C_set) > 0), hypothesis(Pr(B_set) > 0), hypothesis(Pr2(B_set, C_set) > 0)],
    should_be=retrieval,
    why="this needs an answer that depends on the documents alone, and then P(a | q, d) is P(a | d) itself",
    book="C.7",
    covers=["C.7-11"],
)

R = matrix("R", n, m)  # R[o, d] is 1 if document d is the one that was retrieved
one_document = hypothesis(Sum(R[o, d], d) == 1, "one document is retrieved")
with_question = define("joint", d, Sum(law[o] * R[o, d] * C[o], o), tex=r"\mathrm{joint}")
with_answer = define("all", d, Sum(law[o] * A[o] * R[o, d] * C[o], o), tex=r"\mathrm{all}")
each_possible = hypothesis(with_question[d] > 0, "each document is possible for the question")

total_probability = theorem(
    "The answer, averaged over the documents",
    Pr2(A, C) / Pr(C) == Sum(with_answer[d] / with_question[d] * (with_question[d] / Pr(C)), d),
    given=[asked, one_document, each_possible],
    book="C.7",
    covers=["C.7-12"],
    note="P(a | q) = sum over d of P(a | q, d) P(d | q).",
    proof=calc(
        Pr2(A, C) / Pr(C),
        eq(Sum(law[o] * A[o] * C[o] * 1, o) / Pr(C), by=definition(Pr2)),
        eq(Sum(law[o] * A[o] * C[o] * Sum(R[o, d], d), o) / Pr(C), by=one_document),
        eq(Sum(with_answer[d], d) / Pr(C), by=definition(with_answer)),
        eq(Sum(with_answer[d] / with_question[d] * (with_question[d] / Pr(C)), d)),
    ),
)

# ---------------------------------------------------------------- what is said in words
bayes_in_disguise = not_checkable(
    "a remark on talks about language models",
    covers=["C.7-01"],
    book="C.7",
)
