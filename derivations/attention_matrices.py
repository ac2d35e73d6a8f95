"""Attention as a product of matrices: its scores, its weights, and how scores grow.  (Appendix C.1.2)"""

from checks.language import *
from derivations import attention, gradients

S_q, S_k, d, d_v = size("S_q"), size("S_k"), size("d"), size("d_v")  # queries, keys, their features, the features of a value
i = indices("i", over=S_q)
j, k = indices("j k", over=S_k)
c = indices("c", over=d)
f = indices("f", over=d_v)
Q, K, V = matrix("Q", S_q, d), matrix("K", S_k, d), matrix("V", S_k, d_v)

# ---------------------------------------------------------------- the formula
S = define("S", (Q @ K.T) / sqrt(d))
P = define("P", i, j, exp(S[i, j]) / Sum(exp(S[i, k]), k))  # the softmax of every row
output = define("O", P @ V)

formula = theorem(
    "Attention, entry by entry",
    output[i, f] == Sum(exp(S[i, j]) / Sum(exp(S[i, k]), k) * V[j, f], j),
    book="C.1.2",
    covers=["C.1.2-01"],
    note="d is the size of a key of one head, and the softmax acts on rows. There is no mask.",
    proof=by(definition(output, P)),
)

transposed_keys = theorem(
    "The keys, transposed",
    K.T[c, j] == K[j, c],
    book="C.1.2",
    covers=["C.1.2-02"],
    note="Q is S x d and the transpose of K is d x S; here, as in cross-attention, queries and keys need not be equally many.",
    proof=by(algebra),
)

scores = theorem(
    "A score is the dot product of a query and a key",
    (Q @ K.T)[i, j] == Sum(Q[i, c] * K[j, c], c),
    book="C.1.2",
    covers=["C.1.2-03", "C.1.2-04"],
    note="There is one for every query and every key: the product is S x S.",
    proof=by(algebra),
)

weights = theorem(
    "The weights of a query are positive and sum to one",
    both(forall(i, j, P[i, j] > 0), forall(i, Sum(P[i, j], j) == 1)),
    book="C.1.2",
    covers=["C.1.2-07"],
    note="They are S x S. A query with no key that it may attend to would have no weights.",
    proof=parts(
        by(definition(P), nonnegative_terms),
        calc(
            Sum(P[i, j], j),
            eq(Sum(exp(S[i, j]), j) / Sum(exp(S[i, k]), k), by=definition(P)),
            eq(1),
        ),
    ),
)

outputs = theorem(
    "An output is the mean of the values under the weights",
    (P @ V)[i, f] == Sum(P[i, j] * V[j, f], j),
    book="C.1.2",
    covers=["C.1.2-08"],
    note="S x S times S x d is S x d.",
    proof=by(algebra),
)

two_products = theorem(
    "Two products of matrices and one softmax",
    both(S == Q @ K.T / sqrt(d), P[i, j] == exp(S[i, j]) / Sum(exp(S[i, k]), k), output == P @ V),
    book="C.1.2",
    covers=["C.1.2-09"],
    note="The three stages, beside a transpose and a division; the projections come before and after.",
    proof=parts(by(definition(S)), by(definition(P)), by(definition(output))),
)

# ---------------------------------------------------------------- how scores grow
linear_growth = erratum(
    prints=sqrt(Var(attention.s)) == attention.d,
    given=[attention.q_centred, attention.q_white, attention.k_white],
    should_be=attention.standard_deviation,
    why="a typical score grows with the root of d; only the variance grows with d itself",
    book="C.1.2",
    covers=["C.1.2-05"],
)

N = size("N")
a, b = indices("a b", over=d)
g, h = indices("g h", over=N)
u, v = random_vector("u", d, family="first"), random_vector("v", d, family="second")
U, W = random_vector("U", N, family="third"), random_vector("W", N, family="fourth")
u_mean, u_second = (
    hypothesis(E(u[a]) == 0, "u has mean zero"),
    hypothesis(E(u[a] * u[b]) == delta(a, b) / d, "u is a unit vector of no preferred direction"),
)
v_second = hypothesis(E(v[a] * v[b]) == delta(a, b) / d, "and so is v")
U_mean, U_second = (
    hypothesis(E(U[g]) == 0, "U has mean zero"),
    hypothesis(E(U[g] * U[h]) == delta(g, h) / N, "U is such a vector in more dimensions"),
)
W_second = hypothesis(E(W[g] * W[h]) == delta(g, h) / N, "and so is W")
more = hypothesis(N > d, "N is more than d")
small, large = Sum(u[a] * v[a], a), Sum(U[g] * W[g], g)

unit_variance = theorem(
    "The dot product of random unit vectors has the variance 1/d",
    Var(small) == 1 / d,
    given=[u_mean, u_second, v_second],
    book="C.1.2",
    proof=calc(
        Var(small),
        eq(Sum(Sum(E(u[a] * u[b]) * E(v[a] * v[b]), b), a) - Sum(E(u[a]) * E(v[a]), a) ** 2, by=[variance, independence]),
        eq(Sum(Sum(E(u[a] * u[b]) * E(v[a] * v[b]), b), a), by=u_mean),
        eq(Sum(Sum(delta(a, b) / d * (delta(a, b) / d), b), a), by=[u_second, v_second]),
        eq(1 / d, by=sum_of_delta),
    ),
)

unit_variance_falls = theorem(
    "In more dimensions it is smaller",
    Var(large) < Var(small),
    given=[u_mean, u_second, v_second, U_mean, U_second, W_second, more],
    book="C.1.2",
    proof=calc(
        Var(large),
        eq(1 / N, by=unit_variance.at({d: N, u: U, v: W})),
        lt(1 / d, by=more),
        eq(Var(small), by=unit_variance),
    ),
)

unit_vectors = erratum(
    prints=Var(large) > Var(small),
    given=[u_mean, u_second, v_second, U_mean, U_second, W_second, more],
    should_be=unit_variance_falls,
    why="unit vectors have smaller entries the more there are: it is for entries of variance 1 that the variance grows",
    book="C.1.2",
    covers=["C.1.2-06"],
)

# ---------------------------------------------------------------- layer norm
not_elementwise = erratum(
    prints=implies(gradients.j != gradients.k, D(gradients.hat[gradients.k], gradients.x[gradients.j]) == 0),
    given=[gradients.positive, gradients.positive_root],
    should_be=gradients.layer_norm_jacobian,
    why="the mean and the variance mix the entries: every output depends on every input",
    book="C.1.2",
    covers=["C.1.2-10"],
)

optimisation = not_checkable("about what engineers spend their time on", covers=["C.1.2-11"], book="C.1.2")
