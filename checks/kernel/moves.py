"""What may a step do beside ring arithmetic and the linearity of finite sums?  Trusted: the kernel does nothing unpermitted."""

from __future__ import annotations

from enum import Enum


class Move(Enum):
    """A permission.  Each opens one rewriting or one kind of inequality, with its side conditions."""

    CALCULUS = "differentiate"
    EXP_LOG = "laws of exp, log and powers"
    DELTA = "collapse a Kronecker delta"
    MEAN = "linearity of E"
    INDEPENDENCE = "factor E over independent families"
    VARIANCE = "write Var and Cov as expectations"
    LOG_BOUND = "log x <= x - 1"
    SQUARES = "a square is non-negative"
    NONNEGATIVE_TERMS = "a sum of non-negative terms"
    MONOTONE = "apply a monotone function to both sides"
    RANK = "bounds on the rank"
    PRODUCT = "laws of products"
    SQUARE_INVERSE = "turn an inverse of a square matrix round"
    FIRST_FACTOR = "split off the first factor"
    LAST_FACTOR = "split off the last factor"
    MAXIMA = "a maximum over an index: it bounds, and is attained"
    PIECEWISE = "distinguish the cases of a maximum of two, an absolute value or an indicator"
    ROUNDING = "rounded numbers"
    TRIGONOMETRY = "addition theorems of sin and cos"
