"""The discrete Fourier transform: its inverse is its conjugate transpose, not its transpose.  (Appendix C.1.8)

The matrix is complex.  Its real part is C and its imaginary part S.
"""

from checks.language import *

n = size("n")
i, j, k = indices("i j k", over=n)
s, t = position("s", over=n), position("t", over=n)
theta = scalar("theta")
C = define("C", i, j, cos(2 * Pi * i * j / n) / sqrt(n))
S = define("S", i, j, -sin(2 * Pi * i * j / n) / sqrt(n))

different = hypothesis(sin(Pi * (s - t) / n) != 0, "s and t differ, by less than n")

# ---------------------------------------------------------------- sums of waves
whole_turns = theorem(
    "A whole number of turns",
    both(cos(2 * Pi * s) == 1, sin(2 * Pi * s) == 0),
    book="C.1.8",
    note="One turn after another.",
    proof=parts(
        calc(
            cos(2 * Pi * s),
            eq(cos(0 * Pi) + Sum(cos(2 * Pi * k) - cos(2 * Pi * (k - 1)), (k, 1, s))),
            eq(1, by=trigonometry),
        ),
        calc(
            sin(2 * Pi * s),
            eq(sin(0 * Pi) + Sum(sin(2 * Pi * k) - sin(2 * Pi * (k - 1)), (k, 1, s))),
            eq(0, by=trigonometry),
        ),
    ),
)

cosines = theorem(
    "A sum of cosines",
    2 * sin(theta) * Sum(cos(2 * k * theta), k) == sin((2 * n + 1) * theta) - sin(theta),
    book="C.1.8",
    note="It telescopes.",
    proof=calc(
        2 * sin(theta) * Sum(cos(2 * k * theta), k),
        eq(Sum(sin((2 * k + 1) * theta) - sin((2 * (k - 1) + 1) * theta), k), by=trigonometry),
        eq(sin((2 * n + 1) * theta) - sin(theta)),
    ),
)

sines = theorem(
    "A sum of sines",
    2 * sin(theta) * Sum(sin(2 * k * theta), k) == cos(theta) - cos((2 * n + 1) * theta),
    book="C.1.8",
    proof=calc(
        2 * sin(theta) * Sum(sin(2 * k * theta), k),
        eq(-Sum(cos((2 * k + 1) * theta) - cos((2 * (k - 1) + 1) * theta), k), by=trigonometry),
        eq(cos(theta) - cos((2 * n + 1) * theta)),
    ),
)

alpha, beta = scalar("alpha"), scalar("beta")


addition = theorem(
    "The addition theorems, for three angles",
    both(
        sin(alpha - beta + theta)
        == (sin(alpha) * cos(beta) - cos(alpha) * sin(beta)) * cos(theta) + (cos(alpha) * cos(beta) + sin(alpha) * sin(beta)) * sin(theta),
        cos(alpha - beta + theta)
        == (cos(alpha) * cos(beta) + sin(alpha) * sin(beta)) * cos(theta) - (sin(alpha) * cos(beta) - cos(alpha) * sin(beta)) * sin(theta),
    ),
    book="C.1.8",
    proof=parts(by(trigonometry), by(trigonometry)),
)

# ---------------------------------------------------------------- the matrix and its conjugate transpose
half, turns_s, turns_t = Pi * (s - t) / n, 2 * Pi * s, 2 * Pi * t

columns_of_one = theorem(
    "A column with itself",
    both((C.T @ C + S.T @ S)[i, i] == 1, (C.T @ S - S.T @ C)[i, i] == 0),
    book="C.1.8",
    proof=parts(by(definition(C, S), trigonometry), by(algebra)),
)

columns_of_two = theorem(
    "Two different columns",
    both((C.T @ C + S.T @ S)[s, t] == 0, (C.T @ S - S.T @ C)[s, t] == 0),
    given=[different],
    book="C.1.8",
    proof=parts(
        calc(
            (C.T @ C + S.T @ S)[s, t],
            eq(Sum(cos(2 * k * half), k) / n, by=[definition(C, S), trigonometry]),
            eq(2 * sin(half) * Sum(cos(2 * k * half), k) / (2 * n * sin(half))),
            eq((sin((2 * n + 1) * half) - sin(half)) / (2 * n * sin(half)), by=cosines.at({theta: half})),
            eq((sin(turns_s - turns_t + half) - sin(half)) / (2 * n * sin(half))),
            eq(
                (
                    (sin(turns_s) * cos(turns_t) - cos(turns_s) * sin(turns_t)) * cos(half)
                    + (cos(turns_s) * cos(turns_t) + sin(turns_s) * sin(turns_t)) * sin(half)
                    - sin(half)
                )
                / (2 * n * sin(half)),
                by=addition.at({alpha: turns_s, beta: turns_t, theta: half}),
            ),
            eq(0, by=[whole_turns, whole_turns.at({s: t})]),
        ),
        calc(
            (C.T @ S - S.T @ C)[s, t],
            eq(Sum(sin(2 * k * half), k) / n, by=[definition(C, S), trigonometry]),
            eq(2 * sin(half) * Sum(sin(2 * k * half), k) / (2 * n * sin(half))),
            eq((cos(half) - cos((2 * n + 1) * half)) / (2 * n * sin(half)), by=sines.at({theta: half})),
            eq((cos(half) - cos(turns_s - turns_t + half)) / (2 * n * sin(half))),
            eq(
                (
                    cos(half)
                    - (cos(turns_s) * cos(turns_t) + sin(turns_s) * sin(turns_t)) * cos(half)
                    + (sin(turns_s) * cos(turns_t) - cos(turns_s) * sin(turns_t)) * sin(half)
                )
                / (2 * n * sin(half)),
                by=addition.at({alpha: turns_s, beta: turns_t, theta: half}),
            ),
            eq(0, by=[whole_turns, whole_turns.at({s: t})]),
        ),
    ),
)

adjoint = theorem(
    "The conjugate transpose times the matrix is the identity",
    both(
        forall(i, (C.T @ C + S.T @ S)[i, i] == 1),
        forall(i, (C.T @ S - S.T @ C)[i, i] == 0),
        (C.T @ C + S.T @ S)[s, t] == 0,
        (C.T @ S - S.T @ C)[s, t] == 0,
    ),
    given=[different],
    book="C.1.8",
    note="(C - i S)^T (C + i S), real part and imaginary part, on the diagonal and at any other place.",
    proof=parts(by(columns_of_one), by(algebra), by(columns_of_two), by(columns_of_two)),
)

conjugate_is_needed = erratum(
    prints=both(C.T @ C - S.T @ S == eye(n), C.T @ S + S.T @ C == zeros(n, n)),
    should_be=adjoint,
    why="the matrix is complex: its inverse is its conjugate transpose, not its transpose",
    book="C.1.8",
    covers=["C.1.8-06"],
)
