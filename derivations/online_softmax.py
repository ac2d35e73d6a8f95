"""Online softmax: the sums of attention in one pass, block by block, in any order."""

from checks.language import *

N = size("N", at_least=2)
j, k, t = indices("j k t", over=N)
u = indices("u", over=N - 1)
x, v = vector("x", N), vector("v", N)  # scores, and one coordinate of the values
m = vector("m", N)  # the maximum so far, or any other numbers
den = recurrence("l", t, start=exp(x[1] - m[1]), step=lambda b: b * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]))
num = recurrence("o", t, start=exp(x[1] - m[1]) * v[1], step=lambda b: b * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]) * v[t + 1])

invariant = theorem(
    "After t scores, the running sums are those of the first t scores",
    both(den[t] == Sum(exp(x[k] - m[t]), (k, 1, t)), num[t] == Sum(exp(x[k] - m[t]) * v[k], (k, 1, t))),
    note="For every m: the maximum only keeps the exponentials from overflowing.",
    proof=induction(
        t,
        base=parts(by(definition(den)), by(definition(num))),
        step=parts(
            calc(
                den[t + 1],
                eq(den[t] * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]), by=definition(den)),
                eq(Sum(exp(x[k] - m[t]), (k, 1, t)) * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]), by=assumption),
                eq(Sum(exp(x[k] - m[t + 1]), (k, 1, t)) + exp(x[t + 1] - m[t + 1]), by=exp_log),
                eq(Sum(exp(x[k] - m[t + 1]), (k, 1, t + 1))),
            ),
            calc(
                num[t + 1],
                eq(num[t] * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]) * v[t + 1], by=definition(num)),
                eq(Sum(exp(x[k] - m[t]) * v[k], (k, 1, t)) * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]) * v[t + 1], by=assumption),
                eq(Sum(exp(x[k] - m[t + 1]) * v[k], (k, 1, t)) + exp(x[t + 1] - m[t + 1]) * v[t + 1], by=exp_log),
                eq(Sum(exp(x[k] - m[t + 1]) * v[k], (k, 1, t + 1))),
            ),
        ),
    ),
)

# ---------------------------------------------------------------- blocks
B = size("B")  # number of blocks
b, a = indices("b a", over=B)
S = matrix("S", B, N)  # S[b, j] is 1 if score j is in block b: any partition, in any order
M = vector("M", B)  # the maximum after each block, or any other numbers
one_block = hypothesis(Sum(S[b, j], b) == 1, "each score is in one block")
weight = define("w", b, a, Sum(S[a, j] * exp(x[j] - M[b]), j))  # of block a, at the maximum after block b
moment = define("z", b, a, Sum(S[a, j] * exp(x[j] - M[b]) * v[j], j))
lb = recurrence("L", b, start=weight[1, 1], step=lambda s: s * exp(M[b] - M[b + 1]) + weight[b + 1, b + 1])
ob = recurrence("O", b, start=moment[1, 1], step=lambda s: s * exp(M[b] - M[b + 1]) + moment[b + 1, b + 1])

blocks = theorem(
    "After b blocks, the running sums are those of the scores in these blocks",
    both(lb[b] == Sum(weight[b, a], (a, 1, b)), ob[b] == Sum(moment[b, a], (a, 1, b))),
    proof=induction(
        b,
        base=parts(by(definition(lb)), by(definition(ob))),
        step=parts(
            calc(
                lb[b + 1],
                eq(lb[b] * exp(M[b] - M[b + 1]) + weight[b + 1, b + 1], by=definition(lb)),
                eq(Sum(weight[b, a], (a, 1, b)) * exp(M[b] - M[b + 1]) + weight[b + 1, b + 1], by=assumption),
                eq(Sum(weight[b + 1, a], (a, 1, b)) + weight[b + 1, b + 1], by=[definition(weight), exp_log]),
                eq(Sum(weight[b + 1, a], (a, 1, b + 1))),
            ),
            calc(
                ob[b + 1],
                eq(ob[b] * exp(M[b] - M[b + 1]) + moment[b + 1, b + 1], by=definition(ob)),
                eq(Sum(moment[b, a], (a, 1, b)) * exp(M[b] - M[b + 1]) + moment[b + 1, b + 1], by=assumption),
                eq(Sum(moment[b + 1, a], (a, 1, b)) + moment[b + 1, b + 1], by=[definition(moment), exp_log]),
                eq(Sum(moment[b + 1, a], (a, 1, b + 1))),
            ),
        ),
    ),
)

all_scores = theorem(
    "After the last block, the running sums are those of all scores",
    both(lb[B] == Sum(exp(x[j] - M[B]), j), ob[B] == Sum(exp(x[j] - M[B]) * v[j], j)),
    given=[one_block],
    proof=parts(
        calc(
            lb[B],
            eq(Sum(weight[B, a], a), by=blocks.at({b: B})),
            eq(Sum(exp(x[j] - M[B]) * Sum(S[a, j], a), j), by=definition(weight)),
            eq(Sum(exp(x[j] - M[B]), j), by=one_block),
        ),
        calc(
            ob[B],
            eq(Sum(moment[B, a], a), by=blocks.at({b: B})),
            eq(Sum(exp(x[j] - M[B]) * v[j] * Sum(S[a, j], a), j), by=definition(moment)),
            eq(Sum(exp(x[j] - M[B]) * v[j], j), by=one_block),
        ),
    ),
)

final_positive = hypothesis(lb[B] > 0, "the last sum is positive, as it is wherever each score is in one block")

exact = theorem(
    "Attention in blocks is attention, for every partition into blocks and every order",
    ob[B] / lb[B] == Sum(exp(x[j]) / Sum(exp(x[k]), k) * v[j], j),
    given=[one_block, final_positive],
    proof=calc(
        ob[B] / lb[B],
        eq(Sum(exp(x[j] - M[B]) * v[j], j) / Sum(exp(x[j] - M[B]), j), by=all_scores),
        eq(Sum(exp(x[j]) / Sum(exp(x[k]), k) * v[j], j), by=exp_log),
    ),
)

# ---------------------------------------------------------------- dividing once
out = vector("out", N)  # the output that is normalised after every score
sums_positive = hypothesis(den[t] > 0, "the running sums are positive")
out_first = hypothesis(out[1] == v[1], "it starts as the first value")
out_next = hypothesis(
    out[u + 1] == (out[u] * den[u] * exp(m[u] - m[u + 1]) + exp(x[u + 1] - m[u + 1]) * v[u + 1]) / den[u + 1],
    "and is rescaled and divided at every step",
)

deferred = theorem(
    "Dividing once at the end is dividing at every step",
    out[t] == num[t] / den[t],
    given=[sums_positive, out_first, out_next],
    proof=induction(
        t,
        base=calc(
            out[1],
            eq(v[1], by=out_first),
            eq(exp(x[1] - m[1]) * v[1] / exp(x[1] - m[1])),
            eq(num[1] / den[1], by=[definition(num), definition(den)]),
        ),
        step=calc(
            out[t + 1],
            eq((out[t] * den[t] * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]) * v[t + 1]) / den[t + 1], by=out_next),
            eq((num[t] / den[t] * den[t] * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]) * v[t + 1]) / den[t + 1], by=assumption),
            eq((num[t] * exp(m[t] - m[t + 1]) + exp(x[t + 1] - m[t + 1]) * v[t + 1]) / den[t + 1]),
            eq(num[t + 1] / den[t + 1], by=definition(num)),
        ),
    ),
)
