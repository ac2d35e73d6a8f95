"""The worked problems and their answers, digit by digit.  (Appendix C.9)"""

from checks.language import *
from derivations import attention
from derivations.attention import k_white, q_centred, q_white
from derivations.kl import KL, H

# ---------------------------------------------------------------- 1: the matrix of ones
m, n = size("m"), size("n")
i, j = indices("i", over=m), indices("j", over=n)
column, row = matrix("u", m, 1), matrix("v", 1, n)
column_of_ones, row_of_ones = hypothesis(column[i, 1] == 1, "u is all ones"), hypothesis(row[1, j] == 1, "v is all ones")

ones = theorem(
    "A matrix of ones is a column times a row",
    both((column @ row)[i, j] == 1, rank(column @ row) <= 1),
    given=[column_of_ones, row_of_ones],
    book="C.9",
    note="So its rank is at most 1.",
    proof=parts(by(column_of_ones, row_of_ones), by(rank_bounds)),
)

# ---------------------------------------------------------------- 2: an adapter of rank 16
d_out, d_in, r = size("d_out"), size("d_in"), size("r")
o, c, h = indices("o", over=d_out), indices("c", over=d_in), indices("h", over=r)

adapter = theorem(
    "Parameters of an adapter",
    Sum(Sum(1, h), o) + Sum(Sum(1, c), h) == r * (d_out + d_in),
    book="C.9",
    covers=["C.9-02"],
    proof=by(algebra),
)

layer = {d_out: 4096, d_in: 4096, r: 16}

adapter_numbers = [
    printed("131,072", r * (d_out + d_in), at=layer, book="C.9", covers=["C.9-02"], approximate=False),
    printed("128x", d_out * d_in / (r * (d_out + d_in)), at=layer, book="C.9", covers=["C.9-04"], approximate=False),
]

full_misprint = erratum(
    prints=printed("16.7M", d_out * d_in, at=layer, book="C.9", approximate=False),
    should_be=printed("16.8M", d_out * d_in, at=layer, book="C.9"),
    why="truncated, and neither is the exact count, which is 16,777,216",
    book="C.9",
    covers=["C.9-03"],
)

# ---------------------------------------------------------------- 3: a softmax
z = vector("z", 4)  # the book counts from 0, so its class 1 is the second entry
x = indices("x", over=4)
p = define("p", x, exp(z[x]) / Sum(exp(z[x]), x))
logits = {z: "2 1 0 -1"}

softmax_digits = [
    printed("1.000", exp(z[3]), at=logits, book="C.9", covers=["C.9-07"], approximate=False),
    printed("0.644", p[1], at=logits, book="C.9", covers=["C.9-10"]),
    printed("0.237", p[2], at=logits, book="C.9", covers=["C.9-11"]),
    printed("0.087", p[3], at=logits, book="C.9", covers=["C.9-12"]),
    printed("0.032", p[4], at=logits, book="C.9", covers=["C.9-13"]),
    printed("1.440", -log(p[2]), at=logits, unit="nats", book="C.9", covers=["C.9-14"]),
    printed("2.08", -log(p[2], 2), at=logits, unit="bits", book="C.9", covers=["C.9-15"]),
]

weights = vector("w", 4)  # exponentials, as they are rounded on the page
y = scalar("y")  # a number, as it is rounded on the page

softmax_lines = [  # from the operands that are printed
    printed("11.475", Sum(weights[x], x), at={weights: "7.389 2.718 1.000 0.368"}, book="C.9", covers=["C.9-09"], approximate=False),
    printed("1.440", -log(y), at={y: "0.237"}, unit="nats", book="C.9", covers=["C.9-14"]),
    printed("2.08", y / log(2), at={y: "1.440"}, unit="bits", book="C.9", covers=["C.9-15"]),
]

sum_of_exponentials = printed("11.475", Sum(exp(z[x]), x), at=logits, book="C.9", covers=["C.9-09"])

rounded_exponentials = [
    erratum(
        prints=printed("7.389", exp(z[1]), at=logits, book="C.9", approximate=False),
        should_be=printed("7.389", exp(z[1]), at=logits, book="C.9"),
        why="rounded, so the sign is not that of equality",
        book="C.9",
        covers=["C.9-05"],
    ),
    erratum(
        prints=printed("2.718", exp(z[2]), at=logits, book="C.9", approximate=False),
        should_be=printed("2.718", exp(z[2]), at=logits, book="C.9"),
        why="rounded, so the sign is not that of equality",
        book="C.9",
        covers=["C.9-06"],
    ),
    erratum(
        prints=printed("0.368", exp(z[4]), at=logits, book="C.9", approximate=False),
        should_be=printed("0.368", exp(z[4]), at=logits, book="C.9"),
        why="rounded, so the sign is not that of equality",
        book="C.9",
        covers=["C.9-08"],
    ),
]

# ---------------------------------------------------------------- 4: a biased coin
P, Q = distribution("P", 2), distribution("Q", 2, positive=True)
coin = {P: "0.7 0.3"}
bits, nats = vector("b", 2), vector("l", 2)  # logarithms to the base 2 and e, as they are rounded on the page

entropy_digits = [
    printed("-0.515", log(P[1], 2), at=coin, book="C.9", covers=["C.9-16"]),
    printed("-1.737", log(P[2], 2), at=coin, book="C.9", covers=["C.9-17"]),
    printed("0.881", H(P) / log(2), at=coin, unit="bits", book="C.9", covers=["C.9-18"]),
]

entropy_line = erratum(
    prints=printed("0.881", -(P[1] * bits[1] + P[2] * bits[2]), at={P: "0.7 0.3", bits: "-0.515 -1.737"}, unit="bits", book="C.9"),
    should_be=printed("0.881", -(P[1] * bits[1] + P[2] * bits[2]), at={P: "0.7 0.3", bits: "-0.5146 -1.7370"}, unit="bits", book="C.9"),
    why="with three decimals the line gives 0.8816; it takes four to get the entropy right",
    book="C.9",
    covers=["C.9-19"],
)

# ---------------------------------------------------------------- 5: a divergence
fair = {P: "0.5 0.5", Q: "0.9 0.1"}
half, most, least = hypothesis(P[1] == Rational(1, 2)), hypothesis(Q[1] == Rational(9, 10)), hypothesis(Q[2] == Rational(1, 10))
other_half = hypothesis(P[2] == Rational(1, 2))

divergence = theorem(
    "The divergence of a biased coin from a fair one",
    KL(P, Q) == log(Rational(5, 3)),
    given=[half, other_half, most, least],
    book="C.9",
    covers=["C.9-22"],
    proof=calc(
        KL(P, Q),
        eq(P[1] * log(P[1] / Q[1]) + P[2] * log(P[2] / Q[2]), by=definition(KL)),
        eq(Rational(1, 2) * log(Rational(5, 9)) + Rational(1, 2) * log(5), by=[half, other_half, most, least]),
        eq(log(Rational(5, 3)), by=exp_log),
    ),
)

divergence_digits = [
    printed("-0.588", log(P[1] / Q[1]), at=fair, book="C.9", covers=["C.9-20"]),
    printed("1.609", log(P[2] / Q[2]), at=fair, book="C.9", covers=["C.9-21"]),
    printed("0.511", KL(P, Q), at=fair, unit="nats", book="C.9", covers=["C.9-22"]),
    printed("0.5105", P[1] * nats[1] + P[2] * nats[2], at={P: "0.5 0.5", nats: "-0.588 1.609"}, book="C.9", approximate=False),
]

divergence_line = erratum(
    prints=printed("0.5105", KL(P, Q), at=fair, unit="nats", book="C.9", approximate=False),
    should_be=printed("0.5108", KL(P, Q), at=fair, unit="nats", book="C.9"),
    why="the line of rounded logarithms is not equal to the divergence, and lies half-way between 0.510 and 0.511",
    book="C.9",
    covers=["C.9-23"],
)

# ---------------------------------------------------------------- 6: the memory of attention
d_model, heads, d_head = size("d_model"), size("n_h"), size("d_h")
f, layers = size("f"), size("N")
tokens = size("S")
row_of, feature, column_of = indices("s", over=tokens), indices("t", over=d_model), indices("e", over=heads * d_head)
X, W_Q = matrix("X", tokens, d_model), matrix("W_Q", d_model, heads * d_head)
whole = hypothesis(heads * d_head == d_model, "the heads share the model dimension out")

projection = theorem(
    "The Q projection, entry by entry",
    (X @ W_Q)[row_of, column_of] == Sum(X[row_of, feature] * W_Q[feature, column_of], feature),
    book="C.9",
    covers=["C.9-24"],
    note="One column for every feature of every head.",
    proof=by(algebra),
)

projection_count = theorem(
    "So it has as many entries as a square matrix of the model dimension",
    Sum(Sum(1, column_of), feature) == d_model**2,
    given=[whole],
    book="C.9",
    covers=["C.9-24"],
    proof=calc(Sum(Sum(1, column_of), feature), eq(d_model * (heads * d_head)), eq(d_model**2, by=whole)),
)

model = {d_model: 8192, layers: 80}  # of 70 billion parameters, two bytes each

memory = [
    printed("43 GB", d_model**2 * 2 * layers * 4, at=model, unit="bytes", book="C.9", covers=["C.9-26"]),
    printed("43 GB", 1342 * Rational(10) ** 5 * 80 * 4, unit="bytes", book="C.9", covers=["C.9-26"]),
    printed("140 GB", 70 * Rational(10) ** 9 * 2, unit="bytes", book="C.9", covers=["C.9-27"], approximate=False),
]

projection_bytes = erratum(
    prints=printed("134.2 MB", d_model**2 * 2, at=model, unit="bytes", book="C.9", approximate=False),
    should_be=printed("134.2 MB", d_model**2 * 2, at=model, unit="bytes", book="C.9"),
    why="rounded, so the sign is not that of equality: it is 134,217,728 bytes",
    book="C.9",
    covers=["C.9-25"],
)

feed_forward_share = theorem(
    "A feed-forward layer outweighs attention exactly if it is more than twice as wide as the model",
    iff(2 * (d_model * f) > 4 * d_model**2, f > 2 * d_model),
    book="C.9",
    covers=["C.9-28"],
    note="Two d x f matrices against four d x d ones, without grouped queries; the usual width is four times the model's.",
    proof=parts(
        calc(f, eq(2 * (d_model * f) / (2 * d_model)), gt(4 * d_model**2 / (2 * d_model), by=assumption), eq(2 * d_model)),
        calc(2 * (d_model * f), gt(2 * (d_model * (2 * d_model)), by=assumption), eq(4 * d_model**2)),
    ),
)

rest_of_the_model = theorem(
    "Without its attention projections the model still has more than half of its 140 GB",
    70 * Rational(10) ** 9 * 2 - Rational(8192) ** 2 * 2 * 80 * 4 > 70 * Rational(10) ** 9,
    book="C.9",
    covers=["C.9-28"],
    proof=by(algebra),
)

# ---------------------------------------------------------------- 7: the variance of a dot product
a = attention.a
term, score = attention.q[a] * attention.k[a], attention.s

term_variance = theorem(
    "Each product has variance 1",
    Var(term) == 1,
    given=[q_centred, q_white, k_white],
    book="C.9",
    covers=["C.9-29"],
    note="Both vectors must be independent of one another; the problem says it only of components.",
    proof=by(attention.product_variance),
)

score_variance = theorem(
    "The dot product has variance d",
    Var(score) == attention.d,
    given=[q_centred, q_white, k_white],
    book="C.9",
    covers=["C.9-30"],
    proof=by(attention.score_variance),
)

score_deviation = theorem(
    "And the standard deviation sqrt(d)",
    sqrt(Var(score)) == sqrt(attention.d),
    given=[q_centred, q_white, k_white],
    book="C.9",
    covers=["C.9-31"],
    proof=by(attention.score_variance),
)

divisor = theorem(
    "Divided by that, it has variance 1",
    Var(score / sqrt(attention.d)) == 1,
    given=[q_centred, q_white, k_white],
    book="C.9",
    covers=["C.9-32"],
    proof=by(attention.scaled_variance),
)
