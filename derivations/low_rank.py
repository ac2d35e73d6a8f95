"""How many numbers a factored matrix has, and when that is fewer.  (Appendix C.1.4, C.1.5)"""

from checks.language import *

m, n, r, c = size("m"), size("n"), size("r"), size("c")
i, j, k = indices("i", over=m), indices("j", over=n), indices("k", over=r)

dense = define("dense", m * n, tex=r"N_{\mathrm{dense}}")
factored = define("factored", (m + n) * r, tex=r"N_{\mathrm{factored}}")

# ---------------------------------------------------------------- counting
dense_count = theorem(
    "Entries of an m x n matrix",
    Sum(Sum(1, j), i) == dense,
    book="C.1.5",
    covers=["C.1.5-02"],
    proof=by(definition(dense)),
)

factored_count = theorem(
    "Entries of two factors of inner size r",
    Sum(Sum(1, k), i) + Sum(Sum(1, k), j) == factored,
    book="C.1.4",
    covers=["C.1.4-07", "C.1.5-07"],
    note="U is m x r and V is n x r; of a product B A, the second factor is counted transposed.",
    proof=by(definition(factored)),
)

# ---------------------------------------------------------------- when it is fewer
break_even = theorem(
    "Factors have fewer entries exactly below the break-even rank",
    iff(factored < dense, r < m * n / (m + n)),
    book="C.1.5",
    covers=["C.1.5-07"],
    proof=parts(
        calc(
            r,
            eq(factored / (m + n), by=definition(factored)),
            lt(dense / (m + n), by=assumption),
            eq(m * n / (m + n), by=definition(dense)),
        ),
        calc(
            factored,
            eq(r * (m + n), by=definition(factored)),
            lt(m * n / (m + n) * (m + n), by=assumption),
            eq(dense, by=definition(dense)),
        ),
    ),
)

no_more_rows, no_more_columns = hypothesis(r <= m, "the rank is at most m"), hypothesis(r <= n, "the rank is at most n")

not_always_fewer = erratum(
    prints=factored < dense,
    given=[no_more_rows, no_more_columns],
    should_be=break_even,
    why="the number of entries drops only below the break-even rank, not for every rank that a matrix may have",
    book="C.1.4",
    covers=["C.1.4-08"],
)

# ---------------------------------------------------------------- how much is saved
c_rows, c_columns = hypothesis(c <= m, "c is at most m"), hypothesis(c <= n, "c is at most n")

saving = theorem(
    "The saving is at least half the smaller side over the rank",
    dense / factored >= c / (2 * r),
    given=[c_rows, c_columns],
    book="C.1.4",
    covers=["C.1.4-09"],
    note="With c = min(m, n): if r is much smaller than that, the saving is large.",
    proof=calc(
        dense / factored,
        eq((m * n + n * m) / (2 * r * (m + n)), by=definition(dense, factored)),
        ge((c * n + c * m) / (2 * r * (m + n)), by=[c_rows, c_columns]),
        eq(c / (2 * r)),
    ),
)

at_most = theorem(
    "And at most the smaller side over the rank",
    dense / factored <= m / r,
    book="C.1.4",
    note="By symmetry at most n / r as well.",
    proof=calc(
        dense / factored,
        eq(m * n / ((m + n) * r), by=definition(dense, factored)),
        le((m * n + m * m) / ((m + n) * r), by=nonnegative_terms),
        eq(m / r),
    ),
)

# ---------------------------------------------------------------- the worked numbers
layer = {m: 4096, n: 4096, r: 8}

reduction = printed("256x", dense / factored, at=layer, book="C.1.5", covers=["C.1.5-10"], approximate=False)

dense_misprint = erratum(
    prints=printed("16.7M", dense, at=layer, book="C.1.5"),
    should_be=printed("16.8M", dense, at=layer, book="C.1.5"),
    why="truncated, not rounded: the count is 16,777,216",
    book="C.1.5",
    covers=["C.1.5-08"],
)

factored_misprint = erratum(
    prints=printed("65K", factored, at=layer, book="C.1.5"),
    should_be=printed("66K", factored, at=layer, book="C.1.5"),
    why="truncated, not rounded: the count is 65,536 (64 Ki)",
    book="C.1.5",
    covers=["C.1.5-09"],
)

# ---------------------------------------------------------------- observations
small_updates = not_checkable("an observation about fine-tuned models", covers=["C.1.5-01"], book="C.1.5")
typical_ranks = not_checkable("a habit of those who train", covers=["C.1.5-05"], book="C.1.5")
dominant_values = not_checkable("an observation about the spectra of trained updates", covers=["C.1.5-11"], book="C.1.5")
