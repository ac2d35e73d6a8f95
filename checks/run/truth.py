"""Where does Python ask whether a claim is true?  In `if`, `and`, `a < b < c`, `max`: what stands there, and what to write instead."""

from __future__ import annotations

import ast

from checks.run.at_fault import Fault, Said


def asked_for_truth(fault: Fault) -> Said | None:
    """Where Python asks whether a formula or a claim is true."""
    for n in fault.path:
        match n:
            case ast.Compare(left=left, ops=ops, comparators=rest) if len(ops) > 1:
                sides = [left, *rest]
                pairs = ", ".join(ast.unparse(ast.Compare(a, [op], [b])) for a, op, b in zip(sides, ops, rest, strict=False))
                return "truth-value", f"{ast.unparse(n)}: Python reads a chain as a question", f"write both({pairs})"
            case ast.Compare(ops=[ast.In() | ast.NotIn()]):
                return "truth-value", f"{ast.unparse(n)}: whether two formulas are equal is a claim, not known to Python", ""
            case ast.BoolOp(op=ast.And(), values=values):
                return "truth-value", f"{ast.unparse(n)}: `and` does not join claims", f"write both({', '.join(map(ast.unparse, values))})"
            case ast.BoolOp():
                return (
                    "truth-value",
                    f"{ast.unparse(n)}: `or` does not join claims",
                    "there is no word for or: state what holds in each case",
                )
            case ast.UnaryOp(op=ast.Not()):
                return "truth-value", f"{ast.unparse(n)}: `not` does not turn a claim round", "write the opposite comparison"
            case ast.Call(func=ast.Name(id=("max" | "min") as word), args=[x, y]):
                says = f"{ast.unparse(n)}: which of two formulas is larger is not known to Python"
                a, b, sign = ast.unparse(x), ast.unparse(y), "+" if word == "max" else "-"
                return "truth-value", says, f"write ({a} + {b} {sign} abs_({a} - {b})) / 2"
            case ast.Call(func=ast.Name(id="sorted" | "max" | "min" | "bool" | "all" | "any")):
                return "truth-value", f"{ast.unparse(n)}: which of two formulas is larger is not known to Python", ""
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
                says = f"if {ast.unparse(test)}: a claim is true for some values and false for others"
                return "truth-value", says, f"assume it, hypothesis({ast.unparse(test)}), or prove each case: cases((claim, proof), ...)"
            case ast.Assert(test=test):
                return (
                    "truth-value",
                    f"assert {ast.unparse(test)}: a claim is stated, not asserted",
                    f'name = theorem("Title", {ast.unparse(test)}, proof=...)',
                )
            case _:
                pass
    return None
