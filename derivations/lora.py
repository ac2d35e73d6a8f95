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

full = define("full", d_out * d_in, tex=r"N_{\mathrm{full}}")
lora = define("lora", d_out * r + r * d_in, tex=r"N_{\mathrm{LoRA}}")

# ---------------------------------------------------------------- how many parameters
count = theorem(
    "Parameters of a rank-r adapter",
    lora == r * (d_out + d_in),
    book="C.5",
    covers=["C.5-09"],
    proof=by(definition(lora)),
)

saving = theorem(
    "How many times smaller",
    full / lora == d_out * d_in / (r * (d_out + d_in)),
    book="C.5",
    covers=["C.5-12"],
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

rank_at_most_r = theorem(
    "The update has rank at most r",
    rank(B @ A) <= r,
    book="C.5",
    covers=["C.5-07"],
    proof=calc(rank(B @ A), le(rank(B), by=rank_bounds), le(r, by=rank_bounds)),
)

# ---------------------------------------------------------------- forward pass and merging
forward = theorem(
    "Forward pass of the adapted layer",
    (W + gamma * (B @ A)) @ x + b == W @ x + b + gamma * (B @ (A @ x)),
    book="C.5",
    covers=["C.5-13", "C.5-14"],
    proof=calc(
        (W + gamma * (B @ A)) @ x + b,
        eq(W @ x + (gamma * (B @ A)) @ x + b),
        eq(W @ x + b + gamma * (B @ (A @ x))),
    ),
)

merged = define("W'", W + gamma * (B @ A))

merge = theorem(
    "Merging the adapter changes no output",
    merged @ x + b == W @ x + b + gamma * (B @ (A @ x)),
    book="C.5",
    covers=["C.5-21"],
    proof=calc(
        merged @ x + b,
        eq((W + gamma * (B @ A)) @ x + b, by=definition(merged)),
        eq(W @ x + b + gamma * (B @ (A @ x))),
    ),
)

B_zero = hypothesis(B == zeros(d_out, r), "B starts at zero")
A_zero = hypothesis(A == zeros(r, d_in), "A starts at zero")

start = theorem(
    "At the start the adapted layer is the pretrained one",
    merged == W,
    given=[B_zero],
    book="C.5",
    covers=["C.5-19", "C.5-20"],
    proof=by(definition(merged), B_zero),
)

# ---------------------------------------------------------------- gradients
out = define("y", (W + gamma * (B @ A)) @ x + b)  # the layer's output
L = function("L", of=out)  # any smooth loss of the output
g = define("g", L.gradient(out))  # its gradient there

gradient_B = theorem(
    "Gradient by B",
    D(L(out), B[i, k]) == gamma * g[i] * (A @ x)[k],
    book="C.5",
    proof=by(definition(out, g), calculus, sum_of_delta),
)

gradient_A = theorem(
    "Gradient by A",
    D(L(out), A[k, j]) == gamma * (B.T @ g)[k] * x[j],
    book="C.5",
    proof=by(definition(out, g), calculus, sum_of_delta),
)

start_gradient_A = theorem(
    "At the start A does not move",
    D(L(out), A[k, j]) == 0,
    given=[B_zero],
    book="C.5",
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
    note="This is why exactly one factor starts at zero.",
    proof=parts(
        calc(D(L(out), B[i, k]), eq(gamma * g[i] * (A @ x)[k], by=gradient_B), eq(0, by=A_zero)),
        by(start_gradient_A),
    ),
)

# ---------------------------------------------------------------- the worked numbers
layer = {d_out: 4096, d_in: 4096, r: 8}
wider = {d_out: 4096, d_in: 4096, r: 16}

worked_numbers = [
    printed("16,777,216", full, at=layer, book="C.5", covers=["C.5-10"], approximate=False),
    printed("65,536", lora, at=layer, book="C.5", covers=["C.5-11"], approximate=False),
    printed("256x", full / lora, at=layer, book="C.5", covers=["C.5-12"], approximate=False),
    printed("131,072", lora, at=wider, book="C.9", approximate=False),
    printed("128x", full / lora, at=wider, book="C.9", approximate=False),
]

full_count = erratum(
    prints=printed("16.7M", full, at=layer, book="C.1.5"),
    should_be=printed("16.8M", full, at=layer, book="C.1.5"),
    why="truncated, not rounded: the count is 16,777,216",
    book="C.1.5",
)

adapter_count = erratum(
    prints=printed("65K", lora, at=layer, book="C.1.5"),
    should_be=printed("66K", lora, at=layer, book="C.1.5"),
    why="truncated, not rounded: the count is 65,536 (64 Ki)",
    book="C.1.5",
)
