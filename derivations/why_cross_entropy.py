"""Why cross-entropy is the loss: likelihood, code length, and a gradient that does not vanish.  (Appendix C.8)"""

from checks.language import *
from derivations.cross_entropy import CE, CE_2, Q, bits, covered, mean_length
from derivations.entropy import H, P, n, x
from derivations.kl import KL, kl, zero_only_at_equality
from derivations.kl_directions import M2, M, N, counts, data, likelihood
from derivations.saturation import half
from derivations.softmax import i, j, jacobian, normalised, one_hot_gradient, p, positive_semidefinite, room, t, v, y, z

# ---------------------------------------------------------------- likelihood
log_likelihood = theorem(
    "Cross-entropy with the data is minus the mean log-likelihood",
    CE(data, M) == -likelihood(M) / N,
    book="C.8",
    note="The likelihood is here the exponential of the sum of the logarithms.",
    proof=by(definition(CE, data, likelihood)),
)

a, b = scalar("a"), scalar("b")

exp_order = theorem(
    "The logarithm keeps the order",
    implies(exp(a) >= exp(b), a >= b),
    book="C.8",
    proof=calc(a, eq(log(exp(a)), by=exp_log), ge(log(exp(b)), by=[monotone, assumption]), eq(b, by=exp_log)),
)

same_order = theorem(
    "Least cross-entropy is greatest likelihood",
    iff(CE(data, M) <= CE(data, M2), exp(likelihood(M)) >= exp(likelihood(M2))),
    given=[counts],
    book="C.8",
    proof=parts(
        calc(
            exp(likelihood(M)),
            eq(exp(-N * CE(data, M)), by=log_likelihood),
            ge(exp(-N * CE(data, M2)), by=[monotone, assumption]),
            eq(exp(likelihood(M2)), by=log_likelihood.at({M: M2})),
        ),
        calc(
            CE(data, M),
            eq(-likelihood(M) / N, by=log_likelihood),
            le(-likelihood(M2) / N, by=exp_order.at({a: likelihood(M), b: likelihood(M2)})),
            eq(CE(data, M2), by=log_likelihood.at({M: M2})),
        ),
    ),
)

# ---------------------------------------------------------------- code length
code_length = theorem(
    "Cross-entropy is a mean code length",
    CE_2(P, Q) == E(bits[x], x, P),
    given=[covered],
    book="C.8",
    covers=["C.8-03"],
    proof=by(mean_length),
)

extra_cost = theorem(
    "Cross-entropy is entropy plus divergence",
    CE(P, Q) == H(P) + KL(P, Q),
    given=[covered],
    book="C.8",
    covers=["C.8-04"],
    proof=calc(CE(P, Q), eq(H(P) + KL(P, Q), by=kl)),
)

Q2 = distribution("Q'", n)  # another model
also_covered = hypothesis(implies(P[x] > 0, Q2[x] > 0), "Q' is positive wherever P is")
P_covers = hypothesis(implies(Q[x] > 0, P[x] > 0), "P is positive wherever Q is")

direction = erratum(
    prints=CE(P, Q) == H(P) + KL(Q, P),
    given=[covered, P_covers],
    should_be=extra_cost,
    why="C.3.3 calls KL(P || Q) the divergence from Q to P; read so, the divergence from P to Q is the other one",
    book="C.8",
    covers=["C.8-05"],
)

same_models = theorem(
    "Least cross-entropy is least divergence",
    iff(CE(P, Q) <= CE(P, Q2), KL(P, Q) <= KL(P, Q2)),
    given=[covered, also_covered],
    book="C.8",
    covers=["C.8-06"],
    proof=parts(
        calc(KL(P, Q), eq(CE(P, Q) - H(P), by=kl), le(CE(P, Q2) - H(P), by=assumption), eq(KL(P, Q2), by=kl.at({Q: Q2}))),
        calc(CE(P, Q), eq(KL(P, Q) + H(P), by=kl), le(KL(P, Q2) + H(P), by=assumption), eq(CE(P, Q2), by=kl.at({Q: Q2}))),
    ),
)

only_truth = theorem(
    "The divergence is zero at the true distribution and nowhere else",
    both(KL(P, P) == 0, iff(KL(P, Q) == 0, forall(x, P[x] == Q[x]))),
    given=[covered],
    book="C.8",
    covers=["C.8-07"],
    proof=parts(
        by(definition(KL)),
        parts(
            by(zero_only_at_equality),
            calc(KL(P, Q), eq(Sum(P[x] * (log(P[x]) - log(Q[x])), x), by=[definition(KL), exp_log]), eq(0, by=assumption)),
        ),
    ),
)

# ---------------------------------------------------------------- the gradient
wrong_token = theorem(
    "At a wrong token the component lies strictly between 0 and 1",
    implies(t != j, both(p[j] - delta(t, j) > 0, p[j] - delta(t, j) < 1)),
    book="C.6",
    covers=["C.6-12"],
    proof=parts(
        calc(p[j] - delta(t, j), eq(p[j], by=[sum_of_delta, assumption]), gt(0, by=normalised)),
        calc(
            p[j] - delta(t, j),
            eq(p[j], by=[sum_of_delta, assumption]),
            le(p[j] + Sum(p[i] * (1 - delta(i, j) - delta(i, t)) ** 2, i), by=normalised),
            eq(Sum(p[i], i) - p[t], by=[sum_of_delta, assumption]),
            lt(1, by=normalised),
        ),
    ),
)

true_token = theorem(
    "At the true token it lies strictly above -1, and not above 0",
    both(p[t] - delta(t, t) > -1, p[t] - delta(t, t) <= 0),
    book="C.6",
    covers=["C.6-12"],
    proof=parts(
        calc(p[t] - delta(t, t), eq(p[t] - 1), gt(-1, by=normalised)),
        calc(p[t] - delta(t, t), eq(p[t] - 1), le(Sum(p[i], i) - 1, by=[nonnegative_terms, normalised]), eq(0, by=normalised)),
    ),
)

error = define("error", j, p[j] - delta(t, j))  # the gradient of the loss

rest = define("rest", j, p[j] * (1 - delta(t, j)) ** 2)  # the probabilities of the other tokens

rest_total = theorem(
    "The other tokens share what the true one lacks",
    Sum(rest[j], j) == 1 - p[t],
    book="C.8",
    proof=calc(Sum(rest[j], j), eq(Sum(p[j], j) - p[t], by=[definition(rest), sum_of_delta]), eq(1 - p[t], by=normalised)),
)

rest_share = theorem(
    "No other token has more than all of it",
    rest[j] <= 1 - p[t],
    book="C.8",
    proof=calc(rest[j], eq(p[j] - delta(t, j) * p[t], by=[definition(rest), sum_of_delta]), le(1 - p[t], by=room)),
)

squared_length = theorem(
    "The squared length of the error",
    Sum(error[j] ** 2, j) == 1 - 2 * p[t] + Sum(p[j] ** 2, j),
    book="C.8",
    proof=by(definition(error), sum_of_delta),
)

rest_squared = theorem(
    "The squares of the other tokens",
    Sum(rest[j] ** 2, j) == Sum(p[j] ** 2, j) - p[t] ** 2,
    book="C.8",
    proof=by(definition(rest), sum_of_delta),
)

rest_small = theorem(
    "The squares of the other tokens are small",
    Sum(rest[j] ** 2, j) <= (1 - p[t]) ** 2,
    book="C.8",
    proof=calc(
        Sum(rest[j] ** 2, j),
        le(Sum(rest[j] * (1 - p[t]), j), by=rest_share),
        eq((1 - p[t]) ** 2, by=rest_total),
    ),
)

squared_error = theorem(
    "The squared error is at most twice the square of what the true token lacks",
    Sum(error[j] ** 2, j) <= 2 * (1 - p[t]) ** 2,
    book="C.8",
    proof=calc(
        Sum(error[j] ** 2, j),
        eq(1 - 2 * p[t] + Sum(p[j] ** 2, j), by=squared_length),
        eq((1 - p[t]) ** 2 + Sum(rest[j] ** 2, j), by=rest_squared),
        le(2 * (1 - p[t]) ** 2, by=rest_small),
    ),
)

own = theorem(
    "At the true token the error is what the probability lacks",
    abs_(error[t]) == 1 - p[t],
    book="C.8",
    proof=calc(
        abs_(error[t]),
        eq(abs_(p[t] - 1), by=definition(error)),
        eq(1 - p[t], by=true_token),
    ),
)

# ---------------------------------------------------------------- direction and curvature
direction_of_error = theorem(
    "The gradient points along the error",
    Sum(D(-log(p[t]), z[j]) * error[j], j) == norm(error) ** 2,
    book="C.8",
    covers=["C.8-10"],
    proof=calc(
        Sum(D(-log(p[t]), z[j]) * error[j], j),
        eq(Sum((p[j] - delta(t, j)) * error[j], j), by=one_hot_gradient),
        eq(Sum(error[j] ** 2, j), by=definition(error)),
        eq(norm(error) ** 2),
    ),
)

curvature = theorem(
    "The curvature of the loss is the softmax Jacobian",
    D(D(-log(p[t]), z[i]), z[j]) == p[i] * (delta(i, j) - p[j]),
    book="C.8",
    proof=calc(
        D(D(-log(p[t]), z[i]), z[j]),
        eq(D(p[i] - delta(t, i), z[j]), by=one_hot_gradient),
        eq(D(p[i], z[j]), by=calculus),
        eq(p[i] * (delta(i, j) - p[j]), by=jacobian),
    ),
)

convex = theorem(
    "The loss is convex, and its curvature is at most one half",
    both(
        Sum(Sum(v[i] * D(D(-log(p[t]), z[i]), z[j]) * v[j], j), i) >= 0,
        Sum(Sum(v[i] * D(D(-log(p[t]), z[i]), z[j]) * v[j], j), i) <= Sum(v[i] ** 2, i) / 2,
    ),
    book="C.8",
    covers=["C.8-13"],
    note="For a symmetric matrix that is positive semidefinite, the norm is the largest value of this form on unit vectors.",
    proof=parts(
        calc(
            Sum(Sum(v[i] * D(D(-log(p[t]), z[i]), z[j]) * v[j], j), i),
            eq(Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i), by=[curvature, jacobian]),
            ge(0, by=positive_semidefinite),
        ),
        calc(
            Sum(Sum(v[i] * D(D(-log(p[t]), z[i]), z[j]) * v[j], j), i),
            eq(Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i), by=[curvature, jacobian]),
            le(Sum(v[i] ** 2, i) / 2, by=half),
        ),
    ),
)

# ---------------------------------------------------------------- squared error
q = scalar("q")
s = scalar("s")
sigma = define("sigma", s, 1 / (1 + exp(-s)))

sigmoid_gradient = theorem(
    "The gradient of squared error on a sigmoid",
    D((sigma(s) - q) ** 2 / 2, s) == (sigma(s) - q) * sigma(s) * (1 - sigma(s)),
    book="C.8",
    covers=["C.8-11"],
    proof=by(definition(sigma), calculus),
)

c = define("c", Sum(p[i] * (p[i] - y[i]), i))
softmax_gradient = theorem(
    "The gradient of squared error on a softmax",
    D(Sum((p[i] - y[i]) ** 2, i) / 2, z[j]) == p[j] * ((p[j] - y[j]) - Sum(p[i] * (p[i] - y[i]), i)),
    book="C.8",
    covers=["C.8-11"],
    proof=calc(
        D(Sum((p[i] - y[i]) ** 2, i) / 2, z[j]),
        eq(Sum((p[i] - y[i]) * D(p[i], z[j]), i), by=calculus),
        eq(Sum((p[i] - y[i]) * p[i] * (delta(i, j) - p[j]), i), by=jacobian),
        eq(p[j] * ((p[j] - y[j]) - Sum(p[i] * (p[i] - y[i]), i)), by=sum_of_delta),
    ),
)

agreement = not_checkable("that three reasons agree, and that training works for it, is a judgement", covers=["C.8-14"], book="C.8")
