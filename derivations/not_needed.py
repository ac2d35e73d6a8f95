"""Einstein's notation is a matrix product, and what no proof settles about the mathematics one can do without.  (Appendix C.10)"""

from checks.language import *

m, n, r = size("m"), size("n"), size("r")
i, j, k = indices("i", over=m), indices("j", over=n), indices("k", over=r)
A, B = matrix("A", m, r), matrix("B", r, n)

einsum = theorem(
    "Summing over the repeated index is the matrix product",
    Sum(A[i, k] * B[k, j], k) == (A @ B)[i, j],
    book="C.10",
    covers=["C.10-03"],
    note="einsum('ik,kj->ij', A, B): the free indices i and j stay, k is summed.",
    proof=by(algebra),
)

variations = not_checkable(
    "about methods of proof; that this one needs none is seen in dpo.optimal_policy, proved from Gibbs' inequality alone",
    covers=["C.10-01"],
    book="C.10",
)
convergence = not_checkable("about what is done in a field, not about a formula", covers=["C.10-02"], book="C.10")
enough = not_checkable("about what readers need", covers=["C.10-04"], book="C.10")
