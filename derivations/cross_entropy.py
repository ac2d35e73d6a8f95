"""Cross-entropy: the mean code length of a wrong model, and the loss of a language model.  (Appendix C.3.2)"""

from checks.language import *
from derivations.entropy import H, P, n, point, t, x

Q = distribution("Q", n)

CE = define("CE", P, Q, -Sum(P[x] * log(Q[x]), x), tex=r"H")

covered = hypothesis(implies(P[x] > 0, Q[x] > 0), "Q is positive wherever P is")

cross_entropy = theorem(
    "Cross-entropy",
    CE(P, Q) == -Sum(P[x] * log(Q[x]), x),
    given=[covered],
    book="C.3.2",
    covers=["C.3.2-01"],
    note="If Q is zero where P is not, the cross-entropy is infinite, and no number.",
    proof=by(definition(CE)),
)

bits = define("l_Q", x, -(1 / log(2)) * log(Q[x]), tex=r"\ell_{Q}")  # the ideal code lengths for Q
CE_2 = define("CE_2", P, Q, -Sum(P[x] * log(Q[x]) / log(2), x), tex=r"H_{2}")

mean_length = theorem(
    "Cross-entropy is the mean length of a code made for Q",
    CE_2(P, Q) == E(bits[x], x, P),
    given=[covered],
    book="C.3.2",
    covers=["C.3.2-02"],
    note="The code is ideal: its lengths are not rounded to whole bits.",
    proof=by(definition(CE_2, bits)),
)

own_model = theorem(
    "Against itself, cross-entropy is entropy",
    CE(P, P) == H(P),
    book="C.3.2",
    covers=["C.3.2-03"],
    proof=by(definition(CE, H)),
)

# ---------------------------------------------------------------- the loss of a language model
truth = theorem(
    "The true token as a distribution",
    both(point[x] == delta(x, t), Sum(point[x], x) == 1),
    book="C.3.2",
    covers=["C.3.2-05"],
    proof=parts(by(point.entries), by(point.sums_to_one)),
)

possible = hypothesis(implies(point[x] > 0, Q[x] > 0), "the model does not exclude the true token")

loss = theorem(
    "The loss is minus the log-probability of the true token",
    CE(point, Q) == -log(Q[t]),
    given=[possible],
    book="C.3.2",
    covers=["C.3.2-06"],
    proof=calc(
        CE(point, Q),
        eq(-Sum(point[x] * log(Q[x]), x), by=definition(CE)),
        eq(-log(Q[t]), by=[point.entries, sum_of_delta]),
    ),
)

Q2 = distribution("Q'", n)  # the model at another parameter
also_possible = hypothesis(implies(point[x] > 0, Q2[x] > 0), "nor does the other model")

same_optimum = theorem(
    "Least loss is greatest log-likelihood",
    iff(CE(point, Q) <= CE(point, Q2), log(Q[t]) >= log(Q2[t])),
    given=[possible, also_possible],
    book="C.3.2",
    covers=["C.3.2-07"],
    note="Two models, whatever their parameters: they come in the same order, so the best are the same.",
    proof=parts(
        calc(
            log(Q[t]),
            eq(-CE(point, Q), by=loss),
            ge(-CE(point, Q2), by=assumption),
            eq(log(Q2[t]), by=loss.at({Q: Q2})),
        ),
        calc(
            CE(point, Q),
            eq(-log(Q[t]), by=loss),
            le(-log(Q2[t]), by=assumption),
            eq(CE(point, Q2), by=loss.at({Q: Q2})),
        ),
    ),
)
