"""Proofs that assume: cases, both directions, a premise, a constraint.  (Chapter 3)"""

from derivations.cited import KL, P, Q, gibbs, n

from checks.language import *

x, y, w = scalar("x"), scalar("y"), scalar("w")
pi = distribution("pi", n, positive=True, tex=r"\pi")

bound = theorem(
    "A number is at most its absolute value",
    x <= abs_(x),
    book="3.1",
    proof=cases(
        (x >= 0, calc(x, eq(abs_(x)))),
        (x <= 0, calc(x, le(-x, by=assumption), eq(abs_(x)))),
    ),
)
directions = theorem(
    "Both directions",
    iff(x + y == 0, x == -y),
    book="3.2",
    proof=parts(
        calc(x, eq(x + y - y), eq(-y, by=assumption)),
        calc(x + y, eq(-y + y, by=assumption), eq(0)),
    ),
)
nested = theorem(
    "Parts, of which one goes by cases",
    both(implies(w >= 1, x * w <= abs_(x) * w), x * 2 == x + x),
    book="3.3",
    proof=parts(
        cases(
            (x >= 0, calc(x * w, eq(abs_(x) * w))),
            (x <= 0, calc(x * w, le(-x * w, by=assumption), eq(abs_(x) * w))),
        ),
        by(algebra),
    ),
)
false_case = theorem(
    "False in one case",
    x <= x * x,
    book="3.4",
    proof=cases((x >= 1, by(assumption, nonnegative_terms)), (x <= 1, by(assumption, squares, nonnegative_terms))),
)
undecided_case = theorem(
    "Undecided in one case",
    abs_(x) >= 0,
    book="3.4",
    proof=cases((x >= 0, calc(abs_(x), eq(x), ge(0, by=assumption))), (x <= 0, by(sum_of_delta))),
)
best = theorem("A constraint on every competitor", maximises(w, x, over=x, subject_to=[x <= w]), book="3.5", proof=by(assumption))
instance = theorem("A source at other names", KL(P, pi) + 1 >= 1, book="3.5", proof=by(gibbs.at({Q: pi})))
handbook = cite("A handbook", x * x >= x, given=[hypothesis(x >= 1)])
conditional = theorem("A source and what it asks for", implies(w >= 1, w * w >= w), book="3.5", proof=by(handbook.at({x: w})))
