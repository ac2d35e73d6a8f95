"""Gradients of layers: linear, ReLU, LayerNorm and RMSNorm, and the chain rule.  (Appendix C.4.2 and C.4.3)"""

from checks.language import *

m, n = size("m"), size("n")
i, i2 = indices("i i'", over=m)
j, k = indices("j k", over=n)
W = matrix("W", m, n)
x = vector("x", n)

# ---------------------------------------------------------------- the linear layer
out = define("y", W @ x)
L = function("L", of=out)  # any differentiable loss of the output
g = define("g", L.gradient(out))  # its gradient there

weight_gradient = theorem(
    "The gradient by the weights is an outer product",
    D(L(out), W[i, j]) == outer(g, x)[i, j],
    book="C.4.2",
    covers=["C.4.2-01"],
    proof=by(definition(out, g), calculus, sum_of_delta),
)

input_gradient = theorem(
    "The gradient by the input",
    D(L(out), x[j]) == (W.T @ g)[j],
    book="C.4.2",
    covers=["C.4.2-03"],
    proof=by(definition(out, g), calculus, sum_of_delta),
)

o = indices("o", over=1)
column = define("column", i, o, g[i])  # g as a matrix with one column
row = define("row", o, j, x[j])  # x as a matrix with one row

low_rank = theorem(
    "An outer product is a product of a column and a row, so its rank is at most one",
    both(column @ row == outer(g, x), rank(column @ row) <= 1),
    book="C.4.2",
    covers=["C.4.2-02"],
    note="Shapes (m, 1) and (1, n) give (m, n).",
    proof=parts(by(definition(column, row)), by(rank_bounds)),
)

# ---------------------------------------------------------------- ReLU
relu = define("r", j, (x[j] + abs_(x[j])) / 2, tex=r"\mathrm{ReLU}")  # max(0, x), entry by entry
loss = function("L_R", of=relu)
smooth = hypothesis(x[j] != 0, "no entry of x is zero")

relu_value = theorem(
    "ReLU keeps positive entries and drops negative ones",
    both(implies(x[j] > 0, relu[j] == x[j]), implies(x[j] < 0, relu[j] == 0)),
    book="C.4.2",
    proof=parts(by(definition(relu)), by(definition(relu))),
)
relu_gradient = theorem(
    "The gradient of ReLU",
    both(implies(x[j] > 0, D(loss(relu), x[j]) == loss.gradient(relu)[j]), implies(x[j] < 0, D(loss(relu), x[j]) == 0)),
    given=[smooth],
    book="C.4.2",
    covers=["C.4.2-05"],
    note="At zero there is no derivative; what is used there is a convention.",
    proof=parts(by(definition(relu), calculus, sum_of_delta), by(definition(relu), calculus, sum_of_delta)),
)

# ---------------------------------------------------------------- normalisation layers
mu = define("mu", x, Sum(x[k], k) / n)
var = define("var", x, Sum((x[k] - mu(x)) ** 2, k) / n)
LN = define("LN", x, j, (x[j] - mu(x)) / sqrt(var(x)))  # without the small constant
c = scalar("c", positive=True)
spread = hypothesis(Sum(x[k], k) ** 2 < n * Sum(x[k] ** 2, k), "the entries of x are not all equal")

squares_add_up = theorem("A sum of squares", Sum((x[k] - mu(x)) ** 2, k) >= 0, book="C.4.2", proof=by(squares))

not_negative = theorem(
    "A variance is not negative",
    var(x) >= 0,
    book="C.4.2",
    proof=calc(var(x), eq(Sum((x[k] - mu(x)) ** 2, k) / n, by=definition(var)), ge(0, by=squares_add_up)),
)

scaled_mean = theorem("The mean of a multiple", mu(c * x) == c * mu(x), book="C.4.2", proof=by(definition(mu)))

scaled_variance = theorem(
    "The variance of a multiple",
    var(c * x) == c**2 * var(x),
    book="C.4.2",
    proof=by(definition(var, mu)),
)

scale_invariance = theorem(
    "LayerNorm does not see the scale of its input",
    LN(c * x)[j] == LN(x)[j],
    given=[spread],
    book="C.4.2",
    covers=["C.4.2-06"],
    proof=calc(
        LN(c * x)[j],
        eq((c * x[j] - mu(c * x)) / sqrt(var(c * x)), by=definition(LN)),
        eq((c * x[j] - c * mu(x)) / sqrt(c**2 * var(x)), by=[scaled_mean, scaled_variance]),
        eq((x[j] - mu(x)) / sqrt(var(x)), by=exp_log),
        eq(LN(x)[j], by=definition(LN)),
    ),
)

not_linear = theorem(
    "LayerNorm is not linear",
    Sum((LN(2 * x)[j] - 2 * LN(x)[j]) ** 2, j) == n,
    given=[spread],
    book="C.4.2",
    covers=["C.4.2-06"],
    note="Doubling the input does not double the output: the two differ, at squared distance n.",
    proof=calc(
        Sum((LN(2 * x)[j] - 2 * LN(x)[j]) ** 2, j),
        eq(Sum(LN(x)[j] ** 2, j), by=scale_invariance.at({c: 2})),
        eq(Sum((x[j] - mu(x)) ** 2, j) / var(x), by=definition(LN)),
        eq(n, by=definition(var)),
    ),
)

eps = scalar("epsilon", r"\varepsilon", positive=True)
sigma = define("sigma", sqrt(var(x) + eps))
hat = define("hat", j, (x[j] - mu(x)) / sigma, tex=r"\hat x")
rho = define("rho", sqrt(Sum(x[k] ** 2, k) / n + eps))
rms = define("rms", j, x[j] / rho, tex=r"\bar x")

positive = hypothesis(var(x) + eps > 0, "a variance plus a positive number is positive, as always")
positive_root = hypothesis(sigma > 0, "and so is its root")

sigma_slope = theorem(
    "The slope of the deviation",
    D(sigma, x[j]) == hat[j] / n,
    given=[positive, positive_root],
    book="C.4.2",
    proof=by(definition(sigma, var, mu, hat), calculus, sum_of_delta),
)

layer_norm_jacobian = theorem(
    "The Jacobian of LayerNorm",
    D(hat[k], x[j]) == (delta(k, j) - 1 / n - hat[k] * hat[j] / n) / sigma,
    given=[positive, positive_root],
    book="C.4.2",
    proof=calc(
        D(hat[k], x[j]),
        eq((delta(k, j) - 1 / n) / sigma - (x[k] - mu(x)) / sigma**2 * D(sigma, x[j]), by=[definition(hat, mu), calculus, sum_of_delta]),
        eq((delta(k, j) - 1 / n) / sigma - (x[k] - mu(x)) / sigma**2 * (hat[j] / n), by=sigma_slope),
        eq((delta(k, j) - 1 / n - hat[k] * hat[j] / n) / sigma, by=definition(hat)),
    ),
)

rms_norm_jacobian = theorem(
    "The Jacobian of RMSNorm",
    D(rms[k], x[j]) == (delta(k, j) - rms[k] * rms[j] / n) / rho,
    book="C.4.2",
    proof=calc(
        D(rms[k], x[j]),
        eq(delta(k, j) / rho - x[k] / rho**2 * D(rho, x[j]), by=[definition(rms), calculus]),
        eq(delta(k, j) / rho - x[k] / rho**2 * (x[j] / (n * rho)), by=[definition(rho), calculus, sum_of_delta]),
        eq((delta(k, j) - rms[k] * rms[j] / n) / rho, by=definition(rms)),
    ),
)

stable = not_checkable(
    "how stable a training run is, is an observation; what can be said of the gradient is in why_cross_entropy",
    covers=["C.4.2-07"],
    book="C.4.2",
)

# ---------------------------------------------------------------- the chain rule
u, w = scalar("u"), scalar("w")
f, h = function("f", of=u), function("h", of=w)
chain_rule = theorem(
    "The chain rule",
    D(h(f(u)), u) == h.gradient(f(u)) * f.gradient(u),
    book="C.4.3",
    covers=["C.4.3-01"],
    proof=by(calculus),
)

first, second = matrix("J_1", n, m), matrix("J_2", m, n)
top = vector("t", m)

backprop = theorem(
    "Backpropagation applies the transposed Jacobians from the loss down",
    (second @ first).T @ top == first.T @ (second.T @ top),
    book="C.4.3",
    proof=by(algebra),
)
