"""The backward pass of attention, and what it has to keep of the forward pass.  (Appendix C.1.2 and C.4.2)"""

from checks.language import *

S, d, h = size("S"), size("d"), size("h")  # tokens, features of a query, features of a value
i, j, k, m = indices("i j k m", over=S)
a = indices("a", over=d)
c = indices("c", over=h)
Q, K, V = matrix("Q", S, d), matrix("K", S, d), matrix("V", S, h)
A = matrix("A", S, S)  # scores before the softmax

rows = define("Z", i, Sum(exp(A[i, k]), k))
P = define("P", i, j, exp(A[i, j]) / rows[i])  # softmax of each row
out = define("O", P @ V)
L = function("L", of=out)  # any differentiable loss of the output
dO = define("dO", L.gradient(out))
dP = define("dP", dO @ V.T)
mean_dP = define("D", i, Sum(dO[i, c] * out[i, c], c))

weights = theorem(
    "The weights of a row are positive and sum to one",
    both(forall(i, j, P[i, j] > 0), forall(i, Sum(P[i, j], j) == 1)),
    book="C.1.2",
    proof=parts(
        by(nonnegative_terms, definition(P, rows)),
        calc(Sum(P[i, j], j), eq(Sum(exp(A[i, j]), j) / rows[i], by=definition(P)), eq(1, by=definition(rows))),
    ),
)

# ---------------------------------------------------------------- outputs lie among the values
low, high = vector("low", h), vector("high", h)
bounded = hypothesis(both(low[c] <= V[j, c], V[j, c] <= high[c]), "low and high bound the values of every feature")

convex_combination = theorem(
    "An output lies between the smallest and the largest value",
    both(low[c] <= out[i, c], out[i, c] <= high[c]),
    given=[bounded],
    book="C.1.2",
    proof=parts(
        calc(
            low[c], eq(Sum(P[i, j], j) * low[c], by=weights), le(Sum(P[i, j] * V[j, c], j), by=weights), eq(out[i, c], by=definition(out))
        ),
        calc(
            out[i, c], eq(Sum(P[i, j] * V[j, c], j), by=definition(out)), le(Sum(P[i, j] * high[c], j), by=weights), eq(high[c], by=weights)
        ),
    ),
)

# ---------------------------------------------------------------- gradients, from the output back
gradient_V = theorem(
    "Gradient by the values",
    D(L(out), V[j, c]) == (P.T @ dO)[j, c],
    book="C.4.2",
    proof=by(definition(out, dO), calculus, sum_of_delta),
)

row_means = theorem(
    "A row mean from the output alone",
    mean_dP[i] == Sum(P[i, j] * dP[i, j], j),
    book="C.4.2",
    proof=by(definition(mean_dP, out, dP)),
)

jacobian = theorem(
    "The Jacobian of a row-wise softmax",
    D(P[i, j], A[k, m]) == delta(i, k) * P[i, j] * (delta(j, m) - P[i, m]),
    book="C.4.2",
    proof=calc(
        D(P[i, j], A[k, m]),
        eq(
            delta(i, k) * delta(j, m) * exp(A[i, j]) / rows[i] - exp(A[i, j]) / rows[i] ** 2 * delta(i, k) * exp(A[i, m]),
            by=[definition(P, rows), calculus, sum_of_delta],
        ),
        eq(delta(i, k) * P[i, j] * (delta(j, m) - P[i, m]), by=definition(P)),
    ),
)

gradient_A = theorem(
    "Gradient by the scores",
    D(L(out), A[i, j]) == P[i, j] * (dP[i, j] - mean_dP[i]),
    book="C.4.2",
    proof=calc(
        D(L(out), A[i, j]),
        eq(Sum(Sum(dO[k, c] * Sum(D(P[k, m], A[i, j]) * V[m, c], m), c), k), by=[definition(out, dO), calculus]),
        eq(Sum(Sum(dO[k, c] * Sum(delta(k, i) * P[k, m] * (delta(m, j) - P[k, j]) * V[m, c], m), c), k), by=jacobian),
        eq(P[i, j] * (Sum(dO[i, c] * V[j, c], c) - Sum(dO[i, c] * Sum(P[i, m] * V[m, c], m), c)), by=sum_of_delta),
        eq(P[i, j] * (dP[i, j] - mean_dP[i]), by=definition(dP, mean_dP, out)),
    ),
)

# ---------------------------------------------------------------- the scores themselves
scores = define("s", (Q @ K.T) / sqrt(d))
F = function("F", of=scores)  # the loss, as a function of the scores
dS = define("dS", F.gradient(scores))

gradient_Q = theorem(
    "Gradient by the queries",
    D(F(scores), Q[i, a]) == ((dS @ K) / sqrt(d))[i, a],
    book="C.4.2",
    proof=by(definition(scores, dS), calculus, sum_of_delta),
)

gradient_K = theorem(
    "Gradient by the keys",
    D(F(scores), K[j, a]) == ((dS.T @ Q) / sqrt(d))[j, a],
    book="C.4.2",
    proof=by(definition(scores, dS), calculus, sum_of_delta),
)

# ---------------------------------------------------------------- recomputation
LSE = define("LSE", i, log(rows[i]))

recomputed = theorem(
    "The weights of a row from its scores and one number",
    P[i, j] == exp(A[i, j] - LSE[i]),
    book="C.4.1",
    note="The weights need not be kept for the backward pass.",
    proof=by(definition(P, LSE), exp_log),
)
