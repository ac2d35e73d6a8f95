"""LoRA: the update of a layer, why its rank should be low, and its two thin factors.  (Appendix C.5)"""

from checks.language import *

d_out, d_in, r, n = size("d_out"), size("d_in"), size("r"), size("n")
i = indices("i", over=d_out)
j = indices("j", over=d_in)
k = indices("k", over=r)
W, W_new = matrix("W", d_out, d_in), matrix("W_new", d_out, d_in)  # the weights before and after
x, b = vector("x", d_in), vector("b", d_out)
B, A = matrix("B", d_out, r), matrix("A", r, d_in)
t = scalar("t")

# ---------------------------------------------------------------- the layer and its update
layer_entries = theorem(
    "A linear layer, entry by entry",
    (W @ x + b)[i] == Sum(W[i, j] * x[j], j) + b[i],
    book="C.5",
    covers=["C.5-01"],
    note="Inputs have size d_in, outputs size d_out.",
    proof=by(algebra),
)

update_exists = theorem(
    "Whatever the new weights are, an update leads to them",
    W + (W_new - W) == W_new,
    book="C.5",
    covers=["C.5-02"],
    proof=by(algebra),
)

full_count = theorem(
    "Parameters of a full update",
    Sum(Sum(1, j), i) == d_out * d_in,
    book="C.5",
    covers=["C.5-03"],
    note="One for every entry of a matrix of that shape.",
    proof=by(algebra),
)

# ---------------------------------------------------------------- why the update should have low rank
U, V = matrix("U", d_out, r), matrix("V", d_in, r)
c = vector("c", r)

few_directions = theorem(
    "A combination of r directions of rank one has rank at most r",
    rank(U @ diag(c) @ V.T) <= r,
    book="C.5",
    proof=calc(rank(U @ diag(c) @ V.T), le(rank(U @ diag(c)), by=rank_bounds), le(r, by=rank_bounds)),
)

low_dimension_is_not_low_rank = erratum(
    prints=rank(t * W) <= 1,
    should_be=few_directions,
    why="a subspace of few dimensions does not make a rank low: the multiples of the identity are one line, and of full rank",
    book="C.5",
    covers=["C.5-05"],
)

sharp_decay = not_checkable("an observation about trained models", covers=["C.5-06"], book="C.5")

# ---------------------------------------------------------------- two thin factors
U2, V2 = matrix("U'", d_out, n), matrix("V'", d_in, n)  # the other singular vectors
c2 = vector("c'", n)
nothing_left = hypothesis(c2 == zeros(n), "the other singular values are zero")

no_truncation = theorem(
    "Of a matrix of rank r, its top r singular values leave nothing out",
    U @ diag(c) @ V.T + U2 @ diag(c2) @ V2.T == U @ diag(c) @ V.T,
    given=[nothing_left],
    book="C.5",
    covers=["C.5-08"],
    note="Rank r says that no more than r singular values differ from zero.",
    proof=by(nothing_left),
)

absorb_left = theorem(
    "The singular values go into either factor",
    (U @ diag(c)) @ V.T == U @ (diag(c) @ V.T),
    book="C.5",
    covers=["C.5-09"],
    proof=by(algebra),
)

s = vector("s", r, nonnegative=True)  # singular values
root = define("root", k, sqrt(s[k]))

absorb_half = theorem(
    "Or half into each",
    (U @ diag(root)) @ (diag(root) @ V.T) == U @ diag(s) @ V.T,
    book="C.5",
    covers=["C.5-09"],
    proof=by(definition(root), sum_of_delta),
)

G, G_inverse = matrix("G", r, r), matrix("G'", r, r)
invertible = hypothesis(G @ G_inverse == eye(r), "G has an inverse")

many_factors = theorem(
    "The factors are not unique",
    (B @ G) @ (G_inverse @ A) == B @ A,
    given=[invertible],
    book="C.5",
    covers=["C.5-09"],
    proof=calc(
        (B @ G) @ (G_inverse @ A),
        eq(B @ (G @ G_inverse) @ A),
        eq(B @ eye(r) @ A, by=invertible),
        eq(B @ A, by=sum_of_delta),
    ),
)
