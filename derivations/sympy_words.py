"""Log-sum-exp and its gradient, in SymPy's own words.  (Appendix C.6)

Formulas are SymPy's: `Symbol`, `IndexedBase`, `Sum`, `Derivative`, `KroneckerDelta`, `Eq`.  Only the sentences around them
(theorem, calc, eq and the reasons) are this language's.  The size of `z` follows from the sum its index is bound in.
"""

# SymPy carries no type stubs, so a type checker cannot follow its formulas.
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportArgumentType=false, reportIndexIssue=false, reportOperatorIssue=false, reportAttributeAccessIssue=false

from sympy import Derivative, Eq, IndexedBase, KroneckerDelta, Sum, exp, log, symbols

from checks.language import calc, calculus, eq, sum_of_delta, theorem

n = symbols("n", integer=True, positive=True)
i, j, k = symbols("i j k", integer=True)
z = IndexedBase("z", shape=(n,), real=True)  # logits

Z = Sum(exp(z[k]), (k, 1, n))

log_sum_exp_gradient = theorem(
    "The gradient of log-sum-exp is the softmax",
    Eq(Derivative(log(Z), z[j]), exp(z[j]) / Z),
    book="C.6",
    proof=calc(
        Derivative(log(Z), z[j]),
        eq(Derivative(Z, z[j]) / Z, by=calculus),
        eq(Sum(exp(z[k]) * KroneckerDelta(k, j), (k, 1, n)) / Z, by=calculus),
        eq(exp(z[j]) / Z, by=sum_of_delta),
    ),
)

softmax_jacobian = theorem(
    "The Jacobian of the softmax",
    Eq(Derivative(exp(z[i]) / Z, z[j]), exp(z[i]) / Z * (KroneckerDelta(i, j) - exp(z[j]) / Z)),
    book="C.6",
    proof=calc(
        Derivative(exp(z[i]) / Z, z[j]),
        eq((KroneckerDelta(i, j) * exp(z[i]) * Z - exp(z[i]) * exp(z[j])) / Z**2, by=[calculus, sum_of_delta]),
        eq(exp(z[i]) / Z * (KroneckerDelta(i, j) - exp(z[j]) / Z)),
    ),
)
