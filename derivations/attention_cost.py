"""What attention costs: the bytes of a KV cache, and the length at which attention outweighs its projections.  (Chapter 6)"""

from checks.language import *

# ---------------------------------------------------------------- the KV cache
L, S, d_h = size("L"), size("S"), size("d_h")  # layers, tokens, features of a head
n_kv, n_h = size("n_kv"), size("n_h")  # key-value heads, query heads
layer, token, feature, head = indices("l", over=L), indices("t", over=S), indices("f", over=d_h), indices("h", over=n_kv)
b = scalar("b", positive=True)  # bytes of a number

cache = define("cache", 2 * L * n_kv * d_h * S * b)
full_cache = define("full_cache", 2 * L * n_h * d_h * S * b)  # one key-value head for every query head

cache_bytes = theorem(
    "Bytes of a KV cache",
    Sum(Sum(Sum(Sum(b + b, feature), head), token), layer) == cache,
    book="Chapter 6",
    note="One key and one value for every layer, token, head and feature.",
    proof=by(definition(cache)),
)

grouped_queries = theorem(
    "Grouped queries make the cache smaller by the ratio of the heads",
    full_cache / cache == n_h / n_kv,
    book="Chapter 6",
    proof=by(definition(full_cache, cache)),
)

# ---------------------------------------------------------------- where attention outweighs its projections
d = size("d")
s, t = indices("s", over=S), token
i, j = indices("i j", over=d)

attention_flops = define("attention_flops", 4 * S**2 * d)
projection_flops = define("projection_flops", 8 * S * d**2)

attention_count = theorem(
    "Operations of the two products of attention",
    2 * (Sum(Sum(Sum(1, i), t), s) + Sum(Sum(Sum(1, t), i), s)) == attention_flops,
    book="Chapter 6",
    note="A multiplication and an addition for every term of Q K^T, and of the weights times V; nothing is saved by masking.",
    proof=by(definition(attention_flops)),
)

projection_count = theorem(
    "Operations of the four projections",
    4 * (2 * Sum(Sum(Sum(1, j), i), s)) == projection_flops,
    book="Chapter 6",
    note="For queries, keys, values and the output.",
    proof=by(definition(projection_flops)),
)

crossover = theorem(
    "They are equal at twice the model dimension",
    iff(attention_flops == projection_flops, S == 2 * d),
    book="Chapter 6",
    proof=parts(
        calc(
            S,
            eq(attention_flops / (4 * S * d), by=definition(attention_flops)),
            eq(projection_flops / (4 * S * d), by=assumption),
            eq(2 * d, by=definition(projection_flops)),
        ),
        calc(
            attention_flops,
            eq(4 * S * d * S, by=definition(attention_flops)),
            eq(4 * S * d * (2 * d), by=assumption),
            eq(projection_flops, by=definition(projection_flops)),
        ),
    ),
)

beyond = theorem(
    "Attention outweighs its projections exactly beyond that length",
    iff(attention_flops > projection_flops, S > 2 * d),
    book="Chapter 6",
    proof=parts(
        calc(
            S,
            eq(attention_flops / (4 * S * d), by=definition(attention_flops)),
            gt(projection_flops / (4 * S * d), by=assumption),
            eq(2 * d, by=definition(projection_flops)),
        ),
        calc(
            attention_flops,
            eq(4 * S * d * S, by=definition(attention_flops)),
            gt(4 * S * d * (2 * d), by=assumption),
            eq(projection_flops, by=definition(projection_flops)),
        ),
    ),
)
