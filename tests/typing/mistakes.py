# ruff: noqa
# fmt: off
# pyright: reportUnusedExpression=false, reportUnusedCallResult=false, reportUnnecessaryComparison=false, reportUnusedVariable=false
"""Mistakes of authors, one a line.  Each is found before anything runs, and told in words when it does run.

    # mypy: [code]     what mypy --strict reports on this line
    # pyright: [rule]  what pyright in strict mode reports on it
                                             # mypy: -                  # pyright: -                                # run: [code] text what `python -m checks` says of it: the code of the message, and a part of its sentence

"-" stands for nothing.
"""

import math

from checks.language import *

n, m = size("n"), size("m")
i, j = indices("i j", over=n)
a = indices("a", over=m)
x = scalar("x")
z = vector("z", n)
y = distribution("y", n)
A, B = matrix("A", n, m), matrix("B", n, m)
p = define("p", i, exp(z[i]))
F = define("F", x, x**2)
fine = hypothesis(x == 1, "x is one")

eq(p[i], by="algebra")                       # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-a-reason] drop the quotes
eq(p[i], by=algebr)                          # mypy: [name-defined]     # pyright: [reportUndefinedVariable]  # run: [unknown-name] did you mean algebra
eq(p[i], by=n)                               # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-a-reason] python -m checks rules
eq(p[i], by=exp)                             # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-a-reason] not a reason
eq(p[i], because=algebra)                    # mypy: [call-arg]         # pyright: [reportCallIssue]          # run: [call] eq(...) has no because=
delta(i)                                     # mypy: [call-arg]         # pyright: [reportCallIssue]          # run: [call] delta(i, j)
delta(i, x)                                  # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-an-index] delta
delta(i, a)                                  # mypy: -                  # pyright: -                          # run: [size-mismatch] i runs over n
p(i)                                         # mypy: [operator]         # pyright: [reportCallIssue]          # run: [call] write p[i]
F[x]                                         # mypy: [index]            # pyright: [reportIndexIssue]         # run: [operator] write F(...)
z[x]                                         # mypy: -                  # pyright: -                          # run: [not-an-index] sizes, indices and whole numbers
z[i, j]                                      # mypy: [index]            # pyright: [reportArgumentType]       # run: [shape] write one index
z[a]                                         # mypy: -                  # pyright: -                          # run: [size-mismatch] a runs over m
A[i]                                         # mypy: [index]            # pyright: [reportArgumentType]       # run: [shape] A[i, j]
A[a, i]                                      # mypy: -                  # pyright: -                          # run: [size-mismatch] a runs over m
exp(z)                                       # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [shape] index it
x + z                                        # mypy: [operator]         # pyright: [reportOperatorIssue]      # run: [shape] cannot be added
z * z                                        # mypy: [operator]         # pyright: [reportOperatorIssue]      # run: [shape] dot
A * B                                        # mypy: [operator]         # pyright: [reportOperatorIssue]      # run: [shape] A @ B
A @ B                                        # mypy: -                  # pyright: -                          # run: [shape] m is not n
A + z                                        # mypy: [operator]         # pyright: [reportOperatorIssue]      # run: [shape] cannot be added
p[i] ** 0.5                                  # mypy: [operator]         # pyright: [reportOperatorIssue]      # run: [float] Rational(1, 2)
p[i] + 0.1                                   # mypy: [operator]         # pyright: [reportOperatorIssue]      # run: [float] Rational(1, 10)
x == 0.5                                     # mypy: -                  # pyright: -                          # run: [float] Rational(1, 2)
exp(0.5)                                     # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [float] Rational(1, 2)
Rational(0.5)                                # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-a-formula] whole numbers
D(p[i], z)                                   # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [derivative-target] z[j]
D(p[i], y[j])                                # mypy: -                  # pyright: -                          # run: [derivative-target] tied by an equation
D(p[i])                                      # mypy: [call-arg]         # pyright: [reportCallIssue]          # run: [call] D(f, x
Sum(p[i], n)                                 # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-an-index] indices(...)
Sum(p[i])                                    # mypy: [call-arg]         # pyright: [reportCallIssue]          # run: [call] Sum(body, over
Sum(p[i], (i, 1))                            # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-an-index] Sum(f, (k, a, b))
theorem("A formula", p[i], proof=by(algebra))            # mypy: [arg-type]  # pyright: [reportArgumentType]  # run: [not-a-claim] compare it
theorem("No proof", x == x, proof=algebra)               # mypy: [arg-type]  # pyright: [reportArgumentType]  # run: [proof] proof=by(algebra)
theorem("A fact", x == x, given=[y.sums_to_one])         # mypy: [list-item] # pyright: [reportArgumentType]  # run: [given] drop it
theorem("A text", x == x, given=["x is one"])            # mypy: [list-item] # pyright: [reportArgumentType]  # run: [given] hypothesis(claim
theorem(x == x, "Turned round")                          # mypy: [arg-type]  # pyright: [reportArgumentType]  # run: [theorem] theorem("Title", claim
calc(p[i], p[j])                             # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-a-step] eq(...)
calc(x, le(x), ge(x))                        # mypy: -                  # pyright: -                          # run: [mixed-chain] one way
le(z)                                        # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: -
hypothesis(p[i])                             # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-a-claim] compare it
definition(x)                                # mypy: -                  # pyright: -                          # run: [not-a-definition] define(...)
definition(algebra)                          # mypy: [call-overload]    # pyright: [reportArgumentType]       # run: [not-a-definition] define(...)
define("q", z[i])                            # mypy: -                  # pyright: -                          # run: [free-index] define('q', i, ...)
define("q", algebra)                         # mypy: [call-overload]    # pyright: [reportCallIssue]          # run: [not-a-formula] not a formula
F(z)                                         # mypy: -                  # pyright: -                          # run: [shape] F wants x
F(x, x)                                      # mypy: -                  # pyright: -                          # run: [arity] takes 1 argument
iff(x == 0, z[i] == 0)                       # mypy: -                  # pyright: -                          # run: [free-index] forall(i, ...)
forall(n, x == 0)                            # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [forall] indices(...)
indicator(x)                                 # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [not-a-claim] one comparison
z == x                                       # mypy: [operator]         # pyright: [reportOperatorIssue]      # run: [shape] cannot be compared
if x == 1: pass                              # mypy: -                  # pyright: [reportGeneralTypeIssues]                  # run: [truth-value] cases(
0 <= x <= 1                                  # mypy: -                  # pyright: -                          # run: [truth-value] both(0 <= x, x <= 1)
indices("i j")                               # mypy: [call-overload]    # pyright: [reportCallIssue]          # run: [call] over
indices("i", over=x)                         # mypy: -                  # pyright: -                          # run: [not-an-index] the size of
indices("i", over=0)                         # mypy: -                  # pyright: -                          # run: [size] at least 1
vector("v")                                  # mypy: [arg-type]         # pyright: [reportArgumentType]       # run: [size] needs its size
size("n", at_least=0)                        # mypy: -                  # pyright: -                          # run: [size] at_least
one_hot("h", n, at=i)                        # mypy: -                  # pyright: -                          # run: [parameter] position(
cite("", x == 0)                             # mypy: -                  # pyright: -                          # run: [cite] needs a source
E(p[i], i)                                   # mypy: [call-overload]    # pyright: [reportCallIssue]          # run: [not-a-formula] None
x ^ 2                                        # mypy: [operator]         # pyright: [reportOperatorIssue]            # run: [operator] write x**2
abs(x)                                       # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [operator] write abs_(x)
max(x, 1)                                    # mypy: -                  # pyright: -                                # run: [truth-value] abs_(x - 1)
min(x, 1)                                    # mypy: -                  # pyright: -                                # run: [truth-value] abs_(x - 1)
sum(z)                                       # mypy: [call-overload]    # pyright: [reportCallIssue]                # run: [operator] write Sum(f, k)
math.exp(x)                                  # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [operator] write exp(x)
math.sqrt(x)                                 # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [operator] write sqrt(x)
len(z)                                       # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [operator] size of a vector is a symbol
x % 2                                        # mypy: [operator]         # pyright: [reportOperatorIssue]            # run: [operator] division with remainder
+x                                           # mypy: [operator]         # pyright: [reportOperatorIssue]            # run: [operator] write x
x[1]                                         # mypy: [index]            # pyright: [reportIndexIssue]               # run: [operator] no entries
x(2)                                         # mypy: [operator]         # pyright: [reportCallIssue]                # run: [call] x is a number
F + 1                                        # mypy: [operator]         # pyright: [reportOperatorIssue]            # run: [operator] write F(...)
F.at({x: 2})                                 # mypy: [attr-defined]     # pyright: [reportUnknownMemberType]        # run: [operator] write F(...)
z.T @ z                                      # mypy: [attr-defined]     # pyright: [reportUnknownMemberType]        # run: [operator] write dot(z, z)
z.sum()                                      # mypy: [attr-defined]     # pyright: [reportUnknownMemberType]        # run: [operator] write Sum(f, k)
z.sums_to_one                                # mypy: [attr-defined]     # pyright: [reportUnknownMemberType]        # run: [operator] distribution
y.sums_to_one()                              # mypy: [operator]         # pyright: [reportCallIssue]                # run: [call] write y.sums_to_one
z < z                                        # mypy: [operator]         # pyright: [reportOperatorIssue]            # run: [operator] not ordered
z ** 2                                       # mypy: [operator]         # pyright: [reportOperatorIssue]            # run: [operator] only a number has powers
1 / z                                        # mypy: [operator]         # pyright: [reportOperatorIssue]            # run: [operator] nothing is divided
(x == 1) & (x == 2)                          # mypy: [operator]         # pyright: [reportOperatorIssue]            # run: [operator] both(x == 1, x == 2)
(x == 1) and (x == 2)                        # mypy: -                  # pyright: -                                # run: [truth-value] both(x == 1, x == 2)
not (x == 1)                                 # mypy: -                  # pyright: [reportGeneralTypeIssues]        # run: [truth-value] opposite comparison
assert x == x                                # mypy: -                  # pyright: [reportGeneralTypeIssues]        # run: [truth-value] theorem("Title", x == x
z[0]                                         # mypy: -                  # pyright: -                                # run: [not-an-index] from 1 on
z[1.5]                                       # mypy: [index]            # pyright: [reportArgumentType]             # run: [float] Rational(3, 2)
x == "one"                                   # mypy: -                  # pyright: -                                # run: [not-a-formula] without quotes
f"{x} + 1" + x                               # mypy: [operator]         # pyright: [reportOperatorIssue]            # run: [not-a-formula] without quotes
hypothesis("x is one", x == 1)               # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [not-a-claim] a comparison
hypothesis(F == 1)                           # mypy: [comparison-overlap] # pyright: [reportArgumentType]             # run: [not-a-claim] F(x) == 1
eq(2 * x, algebra)                           # mypy: [call-arg]         # pyright: [reportCallIssue]                # run: [call] by=algebra
by(F)                                        # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [not-a-reason] definition(F)
by(p[i])                                     # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [not-a-reason] definition(p)
by(x == 1)                                   # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [not-a-reason] h = hypothesis(x == 1)
by(by(algebra))                              # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [not-a-reason] by=algebra
by([algebra, calculus])                      # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [not-a-reason] one after the other
calc(x, by(algebra))                         # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [not-a-step] by=algebra
calc(x, eq(x), by=algebra)                   # mypy: [call-arg]         # pyright: [reportCallIssue]                # run: [call] eq(..., by=...)
theorem("Auto", x == x, proof=auto)          # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [proof] proof=by(auto)
theorem("Step", x == x, proof=eq(x))         # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [proof] proof=calc(
theorem("One", x == x, given=fine, proof=by(fine)) # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [given] given=[h]
theorem("By", x == x, by=algebra)            # mypy: [call-arg]         # pyright: [reportCallIssue]                # run: [call] proof=by(...)
theorem("Place", x == x, by(algebra))        # mypy: [call-arg]         # pyright: [reportCallIssue]                # run: [call] proof=by(algebra)
theorem("Truth", True, proof=by(algebra))    # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [not-a-claim] without a formula
cases(x == 1, by(algebra))                   # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [proof] cases((claim, proof)
parts(algebra, algebra)                      # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [proof] proof=by(algebra)
scalar("x", postive=True)                    # mypy: [call-arg]         # pyright: [reportCallIssue]                # run: [call] did you mean positive=
indices("i j", n)                            # mypy: [call-overload]    # pyright: [reportCallIssue]                # run: [call] over=n
random_vector("q", n)                        # mypy: [call-arg]         # pyright: [reportCallIssue]                # run: [call] needs family=
vector("v", n - 1)                           # mypy: -                  # pyright: -                                # run: [size] at_least=2
vector("v", n - m)                           # mypy: -                  # pyright: -                                # run: [size] can be negative
eye(x)                                       # mypy: -                  # pyright: -                                # run: [not-an-index] the size of eye
printed("1", x, at=[1])                      # mypy: [arg-type]         # pyright: [reportArgumentType]             # run: [printed] at={n: "2"
x.at({n: x})                                 # mypy: -                  # pyright: -                                # run: [not-an-index] what replaces n
