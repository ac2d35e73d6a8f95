"""How much memory training takes: weights, gradients and optimiser states, in full and with adapters.  (Chapter 15)

Every trained number has a gradient and a state of the optimiser; Adam's two moments in FP32 are a state of eight bytes.
"""

from checks.language import *

layers, r = size("L"), size("r")
k = indices("k", over=layers)
d_out, d_in = vector("d_out", layers, positive=True), vector("d_in", layers, positive=True)  # the shape of each layer
b_w, b_g, b_s = scalar("b_w", positive=True), scalar("b_g", positive=True), scalar("b_s", positive=True)  # bytes of a number

N = define("N", Sum(d_out[k] * d_in[k], k))  # weights
M = define("M", Sum(r * (d_out[k] + d_in[k]), k))  # adapter weights
full = define("full", (b_w + b_g + b_s) * N)
lora = define("lora", b_w * N + (b_w + b_g + b_s) * M)

layer_by_layer = theorem(
    "Layer by layer: what is frozen has neither gradient nor state",
    lora == Sum(b_w * (d_out[k] * d_in[k]) + (b_w + b_g + b_s) * (r * d_out[k] + r * d_in[k]), k),
    book="Chapter 15",
    proof=by(definition(lora, N, M)),
)

saved = theorem(
    "What adapters save",
    full - lora == (b_g + b_s) * N - (b_w + b_g + b_s) * M,
    book="Chapter 15",
    note="Gradients and states of the weights, against everything that the adapters need themselves.",
    proof=by(definition(full, lora)),
)

worth_it = theorem(
    "They save memory exactly if they are small enough",
    iff(lora < full, (b_w + b_g + b_s) * M < (b_g + b_s) * N),
    book="Chapter 15",
    proof=parts(
        calc(
            (b_w + b_g + b_s) * M,
            eq(lora - b_w * N, by=definition(lora)),
            lt(full - b_w * N, by=assumption),
            eq((b_g + b_s) * N, by=definition(full)),
        ),
        calc(
            lora,
            eq(b_w * N + (b_w + b_g + b_s) * M, by=definition(lora)),
            lt(b_w * N + (b_g + b_s) * N, by=assumption),
            eq(full, by=definition(full)),
        ),
    ),
)
