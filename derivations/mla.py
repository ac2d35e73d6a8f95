"""Multi-head latent attention: absorbed projections, the cache, the rank of latent keys, and the trouble with rotations.  (Chapter 33)"""

from checks.language import *

d, d_h, d_c, d_R, n_h, S = size("d"), size("d_h"), size("d_c"), size("d_R"), size("n_h"), size("S")
q, c = vector("q", d_h), vector("c", d_c)  # a query, and the latent of a token
W_UK, W_UV = matrix("W_UK", d_h, d_c), matrix("W_UV", d_h, d_c)  # from a latent up to keys and values
W_O = matrix("W_O", d, d_h)

# ---------------------------------------------------------------- absorption
absorbed_keys = theorem(
    "The key projection can be absorbed into the query",
    dot(q, W_UK @ c) == dot(W_UK.T @ q, c),
    book="Chapter 33",
    note="Scores are computed on the cached latents themselves.",
    proof=by(algebra),
)

absorbed_values = theorem(
    "The value projection can be absorbed into the output projection",
    W_O @ (W_UV @ c) == (W_O @ W_UV) @ c,
    book="Chapter 33",
    proof=by(algebra),
)

# ---------------------------------------------------------------- the cache
head, feature = indices("i", over=n_h), indices("f", over=d_h)
latent, rotated = indices("e", over=d_c), indices("r", over=d_R)

full_cache, latent_cache = define("full_cache", 2 * n_h * d_h), define("latent_cache", d_c + d_R)

full_count = theorem(
    "Numbers that multi-head attention caches for a token and a layer",
    Sum(Sum(1 + 1, feature), head) == full_cache,
    book="Chapter 33",
    note="A key and a value for every feature of every head.",
    proof=by(definition(full_cache)),
)

latent_count = theorem(
    "Numbers that latent attention caches",
    Sum(1, latent) + Sum(1, rotated) == latent_cache,
    book="Chapter 33",
    note="One latent and one rotated key, shared by all heads.",
    proof=by(definition(latent_cache)),
)

large = {n_h: 128, d_h: 128, d_c: 512, d_R: 64}

cache_numbers = [
    printed("32768", full_cache, at=large, book="Chapter 33", approximate=False),
    printed("576", latent_cache, at=large, book="Chapter 33", approximate=False),
    printed("56.9", full_cache / latent_cache, at=large, book="Chapter 33"),
]

# ---------------------------------------------------------------- the rank of latent keys
C = matrix("C", S, d_c)  # the latents of all tokens
W_all = matrix("W", n_h * d_h, d_c)  # the key projections of all heads, one below the other

keys_of_a_head = theorem(
    "The keys of a head have at most the rank of the latents",
    both(rank(C @ W_UK.T) <= d_c, rank(C @ W_UK.T) <= d_h, rank(C @ W_UK.T) <= rank(C)),
    book="Chapter 33",
    proof=parts(
        calc(rank(C @ W_UK.T), le(rank(C), by=rank_bounds), le(d_c, by=rank_bounds)),
        by(rank_bounds),
        by(rank_bounds),
    ),
)

keys_of_all_heads = theorem(
    "And so have the keys of all heads together",
    rank(C @ W_all.T) <= d_c,
    book="Chapter 33",
    note="However many heads there are, side by side.",
    proof=calc(rank(C @ W_all.T), le(rank(C), by=rank_bounds), le(d_c, by=rank_bounds)),
)

# ---------------------------------------------------------------- rotations
W_Q, x = matrix("W_Q", d_h, d), vector("x", d)
R_m, R_n, R_gap = matrix("R_m", d_h, d_h), matrix("R_n", d_h, d_h), matrix("R", d_h, d_h)
relative = hypothesis(R_m.T @ R_n == R_gap, "two rotations differ by the rotation of their distance")

blocked = theorem(
    "A rotation between the projections depends on the distance of the tokens",
    dot(R_m @ (W_Q @ x), R_n @ (W_UK @ c)) == dot(x, W_Q.T @ R_gap @ W_UK @ c),
    given=[relative],
    book="Chapter 33",
    note="So the two projections cannot be multiplied once and for all.",
    proof=calc(
        dot(R_m @ (W_Q @ x), R_n @ (W_UK @ c)),
        eq(dot(x, W_Q.T @ (R_m.T @ R_n) @ W_UK @ c)),
        eq(dot(x, W_Q.T @ R_gap @ W_UK @ c), by=relative),
    ),
)

# ---------------------------------------------------------------- decoupled scores
a, b = indices("a b", over=d_h)
g, h = indices("g h", over=d_R)
query, key = family("query"), family("key")
q_C, q_R = random_vector("q_C", d_h, family=query), random_vector("q_R", d_R, family=query)
k_C, k_R = random_vector("k_C", d_h, family=key), random_vector("k_R", d_R, family=key)
s = define("s", Sum(q_C[a] * k_C[a], a) + Sum(q_R[g] * k_R[g], g))

centred_C, centred_R = hypothesis(E(q_C[a]) == 0, "q_C has mean zero"), hypothesis(E(q_R[g]) == 0, "and so has q_R")
white_qC = hypothesis(E(q_C[a] * q_C[b]) == delta(a, b), "q_C has uncorrelated entries of variance 1")
white_qR = hypothesis(E(q_R[g] * q_R[h]) == delta(g, h), "and so has q_R")
apart_q = hypothesis(E(q_C[a] * q_R[g]) == 0, "and the two are uncorrelated")
white_kC = hypothesis(E(k_C[a] * k_C[b]) == delta(a, b), "k_C has uncorrelated entries of mean square 1")
white_kR = hypothesis(E(k_R[g] * k_R[h]) == delta(g, h), "and so has k_R")
apart_k = hypothesis(E(k_C[a] * k_R[g]) == 0, "and the two are uncorrelated")
model = [centred_C, centred_R, white_qC, white_qR, apart_q, white_kC, white_kR, apart_k]

mean_score = theorem(
    "The mean score is zero",
    E(s) == 0,
    given=[centred_C, centred_R, white_kC, white_kR],
    book="Chapter 33",
    proof=calc(
        E(s),
        eq(Sum(E(q_C[a]) * E(k_C[a]), a) + Sum(E(q_R[g]) * E(k_R[g]), g), by=[definition(s), independence]),
        eq(0, by=[centred_C, centred_R]),
    ),
)

score_variance = theorem(
    "The variance of a decoupled score is the number of all its terms",
    Var(s) == d_h + d_R,
    given=model,
    book="Chapter 33",
    proof=calc(
        Var(s),
        eq(E(s**2) - E(s) ** 2, by=variance),
        eq(E(s**2) - 0, by=mean_score),
        eq(
            E(
                Sum(Sum(q_C[a] * q_C[b] * k_C[a] * k_C[b], b), a)
                + 2 * Sum(Sum(q_C[a] * q_R[g] * k_C[a] * k_R[g], g), a)
                + Sum(Sum(q_R[g] * q_R[h] * k_R[g] * k_R[h], h), g)
            ),
            by=definition(s),
        ),
        eq(
            Sum(Sum(E(q_C[a] * q_C[b]) * E(k_C[a] * k_C[b]), b), a)
            + 2 * Sum(Sum(E(q_C[a] * q_R[g]) * E(k_C[a] * k_R[g]), g), a)
            + Sum(Sum(E(q_R[g] * q_R[h]) * E(k_R[g] * k_R[h]), h), g),
            by=independence,
        ),
        eq(Sum(Sum(delta(a, b) * delta(a, b), b), a) + Sum(Sum(delta(g, h) * delta(g, h), h), g), by=model[2:]),
        eq(d_h + d_R, by=sum_of_delta),
    ),
)

scaled_variance = theorem(
    "Dividing by the root of that number keeps the variance at 1",
    Var(s / sqrt(d_h + d_R)) == 1,
    given=model,
    book="Chapter 33",
    proof=calc(
        Var(s / sqrt(d_h + d_R)),
        eq(Var(s) / (d_h + d_R), by=[variance, linearity_of_E]),
        eq((d_h + d_R) / (d_h + d_R), by=score_variance),
        eq(1),
    ),
)
