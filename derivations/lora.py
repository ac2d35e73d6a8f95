"""LoRA: rank, parameter count, forward pass, merging, and the gradients at the start.  (Appendix C.5)"""

from checks.language import *

d_out = size("d_out")
d_in = size("d_in")
n = size("n")
r = size("r")
i = indices("i", over=d_out)
j = indices("j", over=d_in)
k = indices("k", over=r)
W = matrix("W", d_out, d_in)  # the frozen weights
B = matrix("B", d_out, r)
A = matrix("A", r, d_in)
x = vector("x", d_in)
b = vector("b", d_out)  # the bias
gamma = scalar("gamma")  # the scale alpha / r; 1 in the appendix
epsilon = scalar("epsilon", positive=True)

full = define("full", d_out * d_in, tex=r"N_{\mathrm{full}}")
lora = define("lora", d_out * r + r * d_in, tex=r"N_{\mathrm{LoRA}}")

# ---------------------------------------------------------------- how many parameters
rank_at_most_r = theorem(
    "The update has rank at most r",
    rank(B @ A) <= r,
    book="C.5",
    proof=calc(rank(B @ A), le(rank(B), by=rank_bounds), le(r, by=rank_bounds)),
)

counted = theorem(
    "Counting the entries of both factors",
    Sum(Sum(1, k), i) + Sum(Sum(1, j), k) == lora,
    book="C.5",
    covers=["C.5-10"],
    proof=by(definition(lora)),
)

count = theorem(
    "Parameters of a rank-r adapter",
    lora == r * (d_out + d_in),
    book="C.5",
    covers=["C.5-10"],
    proof=by(definition(lora)),
)

saving = theorem(
    "How many times smaller",
    full / lora == d_out * d_in / (r * (d_out + d_in)),
    book="C.5",
    covers=["C.5-13"],
    proof=by(definition(full, lora)),
)

saving_square = theorem(
    "How many times smaller, for a square layer",
    n * n / (r * (n + n)) == n / (2 * r),
    book="C.5",
    proof=by(algebra),
)

break_even = theorem(
    "An adapter is smaller exactly below the break-even rank",
    iff(r * (d_out + d_in) < d_out * d_in, r < d_out * d_in / (d_out + d_in)),
    book="C.5",
    note="The saving is not automatic.",
    proof=parts(
        calc(
            r,
            eq(r * (d_out + d_in) / (d_out + d_in)),
            lt(d_out * d_in / (d_out + d_in), by=assumption),
        ),
        calc(
            r * (d_out + d_in),
            lt(d_out * d_in / (d_out + d_in) * (d_out + d_in), by=assumption),
            eq(d_out * d_in),
        ),
    ),
)

# ---------------------------------------------------------------- forward pass
inner = define("h", A @ x)  # the first product
outer_product = define("u", B @ inner)  # and the second

forward = theorem(
    "Forward pass of the adapted layer",
    (W + gamma * (B @ A)) @ x + b == W @ x + b + gamma * (B @ (A @ x)),
    book="C.5",
    covers=["C.5-14"],
    note="With the bias, which the book drops here, and with a scale.",
    proof=calc(
        (W + gamma * (B @ A)) @ x + b,
        eq(W @ x + (gamma * (B @ A)) @ x + b),
        eq(W @ x + b + gamma * (B @ (A @ x))),
    ),
)

forward_as_printed = theorem(
    "Forward pass without bias and scale",
    (W + B @ A) @ x == W @ x + B @ A @ x,
    book="C.5",
    covers=["C.5-14"],
    proof=by(algebra),
)

two_products = theorem(
    "The adapter is two products, one after the other",
    (B @ A) @ x == outer_product,
    book="C.5",
    covers=["C.5-15", "C.5-16"],
    note="The first has size r, the second size d_out.",
    proof=by(definition(outer_product, inner)),
)

products_by_entries = theorem(
    "The same, entry by entry",
    outer_product[i] == Sum(B[i, k] * Sum(A[k, j] * x[j], j), k),
    book="C.5",
    covers=["C.5-15"],
    proof=by(definition(outer_product, inner)),
)

cost = theorem(
    "Multiplications of the adapter",
    Sum(Sum(1, j), k) + Sum(Sum(1, k), i) == r * (d_in + d_out),
    book="C.5",
    covers=["C.5-17"],
    note="One for every term of A x, and one for every term of B (A x).",
    proof=by(algebra),
)

relative_cost = theorem(
    "Its cost relative to the layer",
    r * (d_in + d_out) / (d_in * d_out) == r / d_in + r / d_out,
    book="C.5",
    covers=["C.5-18"],
    proof=by(algebra),
)

small_cost = theorem(
    "As small as one likes if the rank is small enough",
    iff(r * (d_in + d_out) / (d_in * d_out) <= epsilon, r <= epsilon * d_in * d_out / (d_in + d_out)),
    book="C.5",
    covers=["C.5-18"],
    proof=parts(
        calc(
            r,
            eq(r * (d_in + d_out) / (d_in * d_out) * (d_in * d_out / (d_in + d_out))),
            le(epsilon * (d_in * d_out / (d_in + d_out)), by=assumption),
            eq(epsilon * d_in * d_out / (d_in + d_out)),
        ),
        calc(
            r * (d_in + d_out) / (d_in * d_out),
            le(epsilon * d_in * d_out / (d_in + d_out) * (d_in + d_out) / (d_in * d_out), by=assumption),
            eq(epsilon),
        ),
    ),
)

# ---------------------------------------------------------------- initialisation
B_zero = hypothesis(B == zeros(d_out, r), "B starts at zero")
A_zero = hypothesis(A == zeros(r, d_in), "A starts at zero")

no_update = theorem(
    "At the start there is no update",
    B @ A == zeros(d_out, d_in),
    given=[B_zero],
    book="C.5",
    covers=["C.5-19"],
    proof=by(B_zero),
)

merged = define("W'", W + gamma * (B @ A))

start = theorem(
    "At the start the adapted layer is the pretrained one",
    merged == W,
    given=[B_zero],
    book="C.5",
    covers=["C.5-20"],
    proof=by(definition(merged), B_zero),
)

start_output = theorem(
    "And so are its outputs",
    (W + B @ A) @ x == W @ x,
    given=[B_zero],
    book="C.5",
    covers=["C.5-20"],
    proof=by(B_zero),
)

# ---------------------------------------------------------------- gradients
out = define("y", (W + gamma * (B @ A)) @ x + b)  # the layer's output
L = function("L", of=out)  # any smooth loss of the output
g = define("g", L.gradient(out))  # its gradient there

gradient_B = theorem(
    "Gradient by B",
    D(L(out), B[i, k]) == gamma * g[i] * (A @ x)[k],
    book="C.5",
    covers=["C.5-21"],
    proof=by(definition(out, g), calculus, sum_of_delta),
)

gradient_A = theorem(
    "Gradient by A",
    D(L(out), A[k, j]) == gamma * (B.T @ g)[k] * x[j],
    book="C.5",
    covers=["C.5-21"],
    proof=by(definition(out, g), calculus, sum_of_delta),
)

start_gradient_A = theorem(
    "At the start A does not move",
    D(L(out), A[k, j]) == 0,
    given=[B_zero],
    book="C.5",
    covers=["C.5-21"],
    proof=calc(
        D(L(out), A[k, j]),
        eq(gamma * (B.T @ g)[k] * x[j], by=gradient_A),
        eq(0, by=B_zero),
    ),
)

stuck_at_zero = theorem(
    "With both factors zero nothing would move",
    both(D(L(out), B[i, k]) == 0, D(L(out), A[k, j]) == 0),
    given=[A_zero, B_zero],
    book="C.5",
    covers=["C.5-21"],
    note="This is why exactly one factor starts at zero.",
    proof=parts(
        calc(D(L(out), B[i, k]), eq(gamma * g[i] * (A @ x)[k], by=gradient_B), eq(0, by=A_zero)),
        by(start_gradient_A),
    ),
)

start_moves_B = theorem(
    "B moves wherever its factors are not zero",
    implies(gamma * g[i] * (A @ x)[k] != 0, D(L(out), B[i, k]) != 0),
    book="C.5",
    covers=["C.5-21"],
    note="A random A makes A x nonzero, almost surely; that is why it is not A that starts at zero together with B.",
    proof=by(gradient_B, assumption),
)

# ---------------------------------------------------------------- merging
merge = theorem(
    "Merging the adapter changes no output",
    merged @ x + b == W @ x + b + gamma * (B @ (A @ x)),
    book="C.5",
    covers=["C.5-22"],
    note="In exact arithmetic.",
    proof=calc(
        merged @ x + b,
        eq((W + gamma * (B @ A)) @ x + b, by=definition(merged)),
        eq(W @ x + b + gamma * (B @ (A @ x))),
    ),
)

no_overhead = theorem(
    "A merged layer takes as many multiplications as the pretrained one",
    (merged @ x)[i] == Sum(merged[i, j] * x[j], j),
    book="C.5",
    covers=["C.5-23"],
    note="The merged matrix has the shape of W: one product for every entry.",
    proof=by(algebra),
)

B2, A2 = matrix("B'", d_out, r), matrix("A'", r, d_in)

swap = theorem(
    "Adapters can still be swapped by whoever keeps the factors",
    merged - gamma * (B @ A) + gamma * (B2 @ A2) == W + gamma * (B2 @ A2),
    book="C.5",
    proof=by(definition(merged)),
)

cost_of_merging = not_checkable(
    "what is lost by merging is a matter of software; that the factors are enough to undo it is lora.swap",
    covers=["C.5-24"],
    book="C.5",
)

enough_rank = not_checkable("an observation about tasks and memory, measured, not proved", covers=["C.5-25"], book="C.5")

# ---------------------------------------------------------------- the worked numbers
layer = {d_out: 4096, d_in: 4096, r: 8}

worked_numbers = [
    printed("16,777,216", full, at=layer, book="C.5", covers=["C.5-11"], approximate=False),
    printed("65,536", lora, at=layer, book="C.5", covers=["C.5-12"], approximate=False),
    printed("65,536", 8 * Rational(8192), book="C.5", covers=["C.5-12"], approximate=False),
    printed("256x", full / lora, at=layer, book="C.5", covers=["C.5-13"], approximate=False),
]

full_misprint = erratum(
    prints=printed("16.7M", full, at=layer, book="C.5"),
    should_be=printed("16.8M", full, at=layer, book="C.5"),
    why="truncated, not rounded: the count is 16,777,216",
    book="C.5",
    covers=["C.5-04"],
)
