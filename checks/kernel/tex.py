r"""How is a formula, a claim or a declaration printed in LaTeX?  Trusted: what is printed is what is proved.

Only commands of amsmath and amssymb are used.
"""

from __future__ import annotations

from checks.kernel.bound_names import Names, scope_names, visible_in_claim
from checks.kernel.claim import Both, Claim, Forall, Iff, Implies, Maximises, Relation
from checks.kernel.declared import Declared, Piece, Sign, equation, sentence
from checks.kernel.names import Definition, Term
from checks.kernel.tex_formula import Printer, in_parentheses, plain_tex, primed
from checks.kernel.tex_holds import Holds
from checks.kernel.tex_names import escape, standing

SIGNS = {
    Sign.DEFINED: " := ",
    Sign.BY: r" \times ",
    Sign.FROM_ONE: r"1, \ldots, ",
    Sign.POSITIVE: " > ",
    Sign.AT_LEAST: r" \ge ",
}
AND = r" \text{ and } "


def tex(x: Term) -> str:
    r"""`x` in LaTeX: p_{i} \left(\delta_{ij} - p_{j}\right)."""
    return Printer().inline(x)


def claim_tex(c: Claim) -> str:
    r"""`c` in LaTeX: \mathrm{KL} = 0 \iff \forall i:\; P_{i} = Q_{i}."""
    return _claim(c, {})


def declared_tex(name: Declared) -> str:
    r"""What a declaration or a definition says: `\beta > 0`, `p_{i} := \frac{e^{z_{i}}}{Z}`."""
    if isinstance(name, Definition):
        return "".join(_piece(p) for p in equation(name))
    return standing(name.tex) + "".join(_piece(p) for p in sentence(name))


def _piece(piece: Piece) -> str:
    match piece:
        case Sign():
            return SIGNS[piece]
        case str():
            return rf"\text{{{escape(piece)}}}"
        case _:
            return Printer().operand(piece, Holds.SUM)


# ---------------------------------------------------------------- claims
def _claim(c: Claim, names: Names) -> str:
    match c:
        case Relation():
            return Printer(names).relation(c)
        case Forall(indices, body):
            inner = scope_names(indices, visible_in_claim(c), names, plain_tex, primed)
            bound = ", ".join(standing(inner[i]) for i in indices)
            return rf"\forall {bound}:\; {_part(body, inner, last=True)}"
        case Both(parts):
            return _conjunction(parts, names)
        case Implies(a, b):
            return rf"{_part(a, names, last=False)} \implies {_part(b, names, last=True)}"
        case Iff(a, b):
            return rf"{_part(a, names, last=False)} \iff {_part(b, names, last=True)}"
        case Maximises(point, variable, objective, extra):
            limits = rf" \,:\, {_conjunction(extra, names)}" if extra else ""
            over = standing(variable.tex)
            printer = Printer(names)
            return rf"{printer.operand(point, Holds.SUM)} \in \arg\max_{{{over}{limits}}} {printer.behind(objective, Holds.PRODUCT)}"
        case _:
            raise TypeError(f"not a claim: {c!r}")


def _part(c: Claim, names: Names, *, last: bool) -> str:
    """A side of an arrow: what is said "for all" must come last, or stand in parentheses."""
    bare = isinstance(c, Relation | Both | Maximises) or (last and isinstance(c, Forall))
    return _claim(c, names) if bare else in_parentheses(_claim(c, names))


def _conjunction(parts: tuple[Claim, ...], names: Names) -> str:
    """A and B; whatever else is not a plain comparison stands in parentheses."""
    plain = (Relation, Maximises)
    return AND.join(_claim(p, names) if isinstance(p, plain) else in_parentheses(_claim(p, names)) for p in parts)
