"""What rests on the literature: a cited inequality, and what follows from it.  (Chapter 1)"""

from checks.language import *

n = size("n")
i = indices("i", over=n)
P = distribution("P", n, positive=True)
Q = distribution("Q", n, positive=True)

KL = define("KL", P, Q, Sum(P[i] * log(P[i] / Q[i]), i), tex=r"\mathrm{KL}")
H = define("H", P, -Sum(P[i] * log(P[i]), i))

gibbs = cite("Cover & Thomas 2006, theorem 2.6.3", KL(P, Q) >= 0)

both_ways = theorem(
    "Divergences add up to something non-negative",
    KL(P, Q) + KL(Q, P) >= 0,
    book="1.2",
    proof=calc(
        KL(P, Q) + KL(Q, P),
        ge(KL(P, Q), by=gibbs.at({P: Q, Q: P})),
        ge(0, by=gibbs),
    ),
)
doubled = theorem("Twice as much", 2 * (KL(P, Q) + KL(Q, P)) >= 0, book="1.2", proof=by(both_ways))
entropy = theorem(
    "Entropy in full",
    H(P) == Sum(P[i] * log(1 / P[i]), i),
    book="1.3",
    note="A note says what the formula does not: the logarithm is natural, so the unit is the nat.",
    proof=calc(H(P), eq(-Sum(P[i] * log(P[i]), i), by=definition(H)), eq(Sum(P[i] * log(1 / P[i]), i), by=exp_log)),
)
