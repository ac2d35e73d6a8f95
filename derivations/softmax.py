"""Softmax: its Jacobian, and the gradient of cross-entropy.  (Appendix C.6)"""

from checks.language import *

V = size("V")  # vocabulary size: any positive integer
i, j, k = indices("i j k", over=V)
t = position("t", over=V)  # the index of the true token
z = vector("z", V)  # logits
c = scalar("c")
T = scalar("T", positive=True)  # temperature
y = distribution("y", V)  # the target; one-hot is a special case
y_hot = one_hot("h", V, at=t)  # the one-hot target
w = vector("w", V)  # any target, normalised or not
v = vector("v", V)  # any direction in logit space

Z = define("Z", Sum(exp(z[k]), k))
p = define("p", i, exp(z[i]) / Z)  # softmax(z)

# ---------------------------------------------------------------- the Jacobian
prediction = theorem(
    "A prediction and its target",
    both(p[i] == exp(z[i]) / Sum(exp(z[k]), k), y_hot[i] == delta(i, t)),
    book="C.6",
    covers=["C.6-01", "C.6-03"],
    note="p = softmax(z) has one entry for each of the V logits; the target is 1 at the true token and 0 elsewhere.",
    proof=parts(by(definition(p, Z)), by(y_hot.entries)),
)

jacobian = theorem(
    "Softmax Jacobian",
    D(p[i], z[j]) == p[i] * (delta(i, j) - p[j]),
    book="C.6",
    covers=["C.6-06"],
    proof=calc(
        D(p[i], z[j]),
        eq(D(exp(z[i]) / Z, z[j]), by=definition(p)),
        eq((delta(i, j) * exp(z[i]) * Z - exp(z[i]) * D(Z, z[j])) / Z**2, by=calculus),
        eq((delta(i, j) * exp(z[i]) * Z - exp(z[i]) * exp(z[j])) / Z**2, by=[definition(Z), calculus, sum_of_delta]),
        eq(delta(i, j) * (exp(z[i]) / Z) - exp(z[i]) / Z * (exp(z[j]) / Z)),
        eq(delta(i, j) * p[i] - p[i] * p[j], by=definition(p)),
        eq(p[i] * (delta(i, j) - p[j])),
    ),
)

jacobian_diagonal = theorem(
    "Softmax Jacobian on the diagonal",
    D(p[i], z[i]) == p[i] * (1 - p[i]),
    book="C.6",
    covers=["C.6-04"],
    proof=by(jacobian),
)

jacobian_off_diagonal = theorem(
    "Softmax Jacobian off the diagonal",
    implies(i != j, D(p[i], z[j]) == -p[i] * p[j]),
    book="C.6",
    covers=["C.6-05"],
    proof=calc(
        D(p[i], z[j]),
        eq(p[i] * (delta(i, j) - p[j]), by=jacobian),
        eq(-p[i] * p[j], by=[sum_of_delta, assumption]),
    ),
)

normalised = theorem(
    "Softmax is a distribution",
    both(forall(i, p[i] > 0), Sum(p[i], i) == 1),
    book="C.4.1",
    proof=parts(
        by(definition(p, Z), nonnegative_terms),
        calc(
            Sum(p[i], i),
            eq(Sum(exp(z[i]) / Z, i), by=definition(p)),
            eq(Z / Z, by=definition(Z)),
            eq(1),
        ),
    ),
)

rows_sum_to_zero = theorem(
    "The rows of the softmax Jacobian sum to zero",
    Sum(D(p[i], z[j]), j) == 0,
    book="C.6",
    note="Adding a constant to every logit changes nothing.",
    proof=calc(
        Sum(D(p[i], z[j]), j),
        eq(Sum(p[i] * (delta(i, j) - p[j]), j), by=jacobian),
        eq(p[i] - p[i] * Sum(p[j], j), by=sum_of_delta),
        eq(p[i] - p[i] * 1, by=normalised),
        eq(0),
    ),
)

symmetric = theorem(
    "The softmax Jacobian is symmetric",
    D(p[i], z[j]) == D(p[j], z[i]),
    book="C.6",
    proof=calc(
        D(p[i], z[j]),
        eq(p[i] * (delta(i, j) - p[j]), by=jacobian),
        eq(p[j] * (delta(j, i) - p[i]), by=sum_of_delta),
        eq(D(p[j], z[i]), by=jacobian),
    ),
)

mean_v = define("m", Sum(p[i] * v[i], i), tex=r"\bar v")

positive_semidefinite = theorem(
    "The softmax Jacobian is positive semidefinite",
    Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i) >= 0,
    book="C.6",
    note="The quadratic form is the variance of v under p.",
    proof=calc(
        Sum(Sum(v[i] * D(p[i], z[j]) * v[j], j), i),
        eq(Sum(Sum(v[i] * (p[i] * (delta(i, j) - p[j])) * v[j], j), i), by=jacobian),
        eq(Sum(p[i] * v[i] ** 2, i) - Sum(p[i] * v[i], i) ** 2, by=sum_of_delta),
        eq(Sum(p[i] * v[i] ** 2, i) - 2 * mean_v * Sum(p[i] * v[i], i) + mean_v**2, by=definition(mean_v)),
        eq(Sum(p[i] * v[i] ** 2, i) - 2 * mean_v * Sum(p[i] * v[i], i) + mean_v**2 * Sum(p[i], i), by=normalised),
        eq(Sum(p[i] * (v[i] - mean_v) ** 2, i)),
        ge(0, by=squares),
    ),
)

room = theorem(
    "Two different probabilities share at most everything",
    p[j] + p[i] - delta(i, j) * p[i] <= 1,
    book="C.6",
    note="The delta allows for i = j.",
    proof=calc(
        p[j] + p[i] - delta(i, j) * p[i],
        le(p[j] + p[i] - delta(i, j) * p[i] + Sum(p[k] * ((1 - delta(k, j)) * (1 - delta(k, i))) ** 2, k), by=normalised),
        eq(Sum(p[k], k), by=sum_of_delta),
        eq(1, by=normalised),
    ),
)

trace_of_jacobian = theorem(
    "The trace of the softmax Jacobian",
    Sum(D(p[i], z[i]), i) == 1 - Sum(p[i] ** 2, i),
    book="C.6",
    proof=calc(
        Sum(D(p[i], z[i]), i),
        eq(Sum(p[i] * (1 - p[i]), i), by=jacobian_diagonal),
        eq(Sum(p[i], i) - Sum(p[i] ** 2, i)),
        eq(1 - Sum(p[i] ** 2, i), by=normalised),
    ),
)

shift_invariance = theorem(
    "Softmax does not see a constant added to every logit",
    exp(z[i] + c) / Sum(exp(z[k] + c), k) == p[i],
    book="C.4.1",
    proof=calc(
        exp(z[i] + c) / Sum(exp(z[k] + c), k),
        eq(exp(z[i]) * exp(c) / (exp(c) * Sum(exp(z[k]), k)), by=exp_log),
        eq(exp(z[i]) / Sum(exp(z[k]), k)),
        eq(p[i], by=definition(p, Z)),
    ),
)

q = define("q", i, exp(z[i] / T) / Sum(exp(z[k] / T), k))  # softmax at temperature T

jacobian_at_temperature = theorem(
    "Softmax Jacobian at temperature T",
    D(q[i], z[j]) == q[i] * (delta(i, j) - q[j]) / T,
    book="C.6",
    proof=calc(
        D(q[i], z[j]),
        eq(
            delta(i, j) / T * exp(z[i] / T) / Sum(exp(z[k] / T), k) - exp(z[i] / T) * exp(z[j] / T) / T / Sum(exp(z[k] / T), k) ** 2,
            by=[definition(q), calculus, sum_of_delta],
        ),
        eq(q[i] * (delta(i, j) - q[j]) / T, by=definition(q)),
    ),
)

# ---------------------------------------------------------------- the gradient of cross-entropy
recomputed = theorem(
    "A probability from its logit and log-sum-exp",
    p[j] == exp(z[j] - log(Z)),
    book="C.6",
    covers=["C.6-13"],
    note="The probabilities need not be kept: one number for each row is enough.",
    proof=by(definition(p), exp_log),
)

log_softmax = theorem(
    "Log-softmax is a logit minus log-sum-exp",
    log(p[i]) == z[i] - log(Z),
    book="C.4.1",
    proof=by(definition(p), exp_log),
)

log_softmax_jacobian = theorem(
    "Jacobian of log-softmax",
    D(log(p[i]), z[j]) == delta(i, j) - p[j],
    book="C.6",
    proof=calc(
        D(log(p[i]), z[j]),
        eq(1 / p[i] * D(p[i], z[j]), by=calculus),
        eq(1 / p[i] * (p[i] * (delta(i, j) - p[j])), by=jacobian),
        eq(delta(i, j) - p[j]),
    ),
)

L = define("L", -Sum(y[i] * log(p[i]), i))  # cross-entropy with the target y

gradient = theorem(
    "Gradient of softmax cross-entropy",
    D(L, z[j]) == p[j] - y[j],
    book="C.6",
    covers=["C.6-11", "C.4.2-04"],
    note="For any target that sums to one; the one-hot target is a special case.",
    proof=calc(
        D(L, z[j]),
        eq(-Sum(y[i] * D(log(p[i]), z[j]), i), by=[definition(L), calculus]),
        eq(-Sum(y[i] / p[i] * D(p[i], z[j]), i), by=calculus),
        eq(-Sum(y[i] / p[i] * (p[i] * (delta(i, j) - p[j])), i), by=jacobian),
        eq(-Sum(y[i] * (delta(i, j) - p[j]), i)),
        eq(-y[j] + p[j] * Sum(y[i], i), by=sum_of_delta),
        eq(p[j] - y[j], by=y.sums_to_one),
    ),
)

L_any = define("L_w", -Sum(w[i] * log(p[i]), i), tex=r"L_{w}")

gradient_any_target = theorem(
    "Gradient for a target that need not sum to one",
    D(L_any, z[j]) == Sum(w[i], i) * p[j] - w[j],
    book="C.6",
    proof=calc(
        D(L_any, z[j]),
        eq(-Sum(w[i] * D(log(p[i]), z[j]), i), by=[definition(L_any), calculus]),
        eq(-Sum(w[i] * (delta(i, j) - p[j]), i), by=log_softmax_jacobian),
        eq(Sum(w[i], i) * p[j] - w[j], by=sum_of_delta),
    ),
)

gradient_sums_to_zero = theorem(
    "The gradient of cross-entropy sums to zero",
    Sum(D(L, z[j]), j) == 0,
    book="C.6",
    proof=calc(
        Sum(D(L, z[j]), j),
        eq(Sum(p[j] - y[j], j), by=gradient),
        eq(Sum(p[j], j) - Sum(y[j], j)),
        eq(1 - Sum(y[j], j), by=normalised),
        eq(0, by=y.sums_to_one),
    ),
)

# ---------------------------------------------------------------- the book's own route: the one-hot target
L_hot = define("L_h", -Sum(y_hot[i] * log(p[i]), i), tex=r"L_{h}")

one_hot_loss = theorem(
    "With a one-hot target, cross-entropy is minus the log-probability of the true token",
    L_hot == -log(p[t]),
    book="C.6",
    covers=["C.6-02"],
    proof=calc(
        L_hot,
        eq(-Sum(delta(i, t) * log(p[i]), i), by=[definition(L_hot), y_hot.entries]),
        eq(-log(p[t]), by=sum_of_delta),
    ),
)

one_hot_gradient = theorem(
    "Gradient of minus log p_t",
    D(-log(p[t]), z[j]) == p[j] - delta(t, j),
    book="C.6",
    covers=["C.6-07", "C.6-08", "C.6-09", "C.6-10"],
    proof=calc(
        D(-log(p[t]), z[j]),
        eq(-(1 / p[t]) * D(p[t], z[j]), by=calculus),
        eq(-(1 / p[t]) * (p[t] * (delta(t, j) - p[j])), by=jacobian),
        eq(-(delta(t, j) - p[j])),
        eq(p[j] - delta(t, j)),
    ),
)

gradient_is_bounded = theorem(
    "Every component of the one-hot gradient lies between -1 and 1",
    both(p[j] - delta(t, j) <= 1, p[j] - delta(t, j) >= -1),
    book="C.8",
    covers=["C.8-08"],
    proof=parts(
        calc(
            p[j] - delta(t, j),
            le(p[j], by=nonnegative_terms),
            le(Sum(p[i], i), by=[nonnegative_terms, normalised]),
            eq(1, by=normalised),
        ),
        calc(
            p[j] - delta(t, j),
            ge(-delta(t, j), by=normalised),
            ge(-Sum(delta(t, i), i), by=nonnegative_terms),
            eq(-1, by=sum_of_delta),
        ),
    ),
)
