"""Which declaration does a SymPy object stand for?  One each, remembered for the author's file.

SymPy compares symbols by name and assumptions, so the same `Symbol("x", real=True)` in two formulas of one file is one scalar; in
another file it is another.
"""

from __future__ import annotations

from inspect import currentframe
from pathlib import Path

from checks.cas.library import Expr, sp
from checks.kernel.affine import same_integer
from checks.kernel.names import Domain, Free, Function, Index, Size, Term, Variable
from checks.kernel.shape import Malformed
from checks.kernel.text import text

_OURS = (str(Path(__file__).parents[1]), str(Path(str(sp.__file__)).parent))


class Declared:
    """The declarations made for the SymPy objects of one file."""

    def __init__(self) -> None:
        self.sizes: dict[Expr, Size] = {}
        self.indices: dict[Expr, list[Index]] = {}  # every range the symbol runs over; the first is that of the free index
        self.variables: dict[Expr, Variable] = {}
        self.functions: dict[Expr, Function] = {}
        self.shapes: dict[Expr, tuple[Term, ...]] = {}  # of an IndexedBase that was given none

    def size(self, s: Expr) -> Size:
        if s not in self.sizes:
            if not s.is_positive:
                says = f"{s} is used as a size: write {s} = Symbol({s.name!r}, integer=True, positive=True)"
                raise Malformed("size", s, says)
            self.sizes[s] = Size(s.name, sp.latex(s))
        return self.sizes[s]

    def index(self, s: Expr, over: Term) -> Index:
        """The index `s` over `over`: bound, or free where it is used over that size."""
        known = self.indices.setdefault(s, [])
        for i in known:
            if same_integer(i.over, over):
                return i
        name = s.name if s.is_Symbol and not isinstance(s, sp.Idx) else str(s.label)
        known.append(Index(name, sp.latex(s), over))
        return known[-1]

    def scalar(self, s: Expr) -> Variable:
        if s not in self.variables:
            self.variables[s] = Variable(s.name, sp.latex(s), (), _domain(s))
        return self.variables[s]

    def array(self, base: Expr, shape: tuple[Term, ...]) -> Variable:
        if base not in self.variables:
            name = str(base.label) if isinstance(base, sp.IndexedBase) else base.name
            self.variables[base] = Variable(name, sp.latex(base), shape, _domain(base))
        return self.variables[base]

    def function(self, f: Expr) -> Function:
        if f not in self.functions:
            self.functions[f] = Function(f.__name__, sp.latex(sp.Symbol(f.__name__)), ())
        return self.functions[f]

    def infer(self, base: Expr, shape: tuple[Term, ...]) -> None:
        """Remember the shape of an `IndexedBase` from the sums its indices are bound in."""
        known = self.shapes.setdefault(base, shape)
        for old, new in zip(known, shape, strict=True):
            if not same_integer(old, new):
                says = f"{base} was read with size {text(old)}, but here an index over {text(new)} runs through it: write "
                raise Malformed("size-mismatch", base, says + f'IndexedBase("{base}", shape=({text(old)},)) if that is its size')


def _domain(s: Expr) -> Free:
    """The declared sign.  What our declarations cannot hold is refused, so that no assumption is lost silently."""
    if s.is_positive:
        return Free(Domain.POSITIVE)
    if s.is_nonnegative:
        return Free(Domain.NONNEGATIVE)
    if isinstance(s, sp.MatrixExpr):
        return Free(Domain.REAL)
    if s.is_real is False or s.is_nonpositive or s.is_nonzero or s.is_integer:
        assumed = getattr(s, "assumptions0", {})
        kept = ", ".join(k for k in ("negative", "nonpositive", "nonzero", "integer") if assumed.get(k))
        says = f"{s} is declared {kept or 'not real'}, which a formula cannot hold: declare it real and list what it needs in given="
        raise Malformed("assumption", s, says)
    return Free(Domain.REAL)


_FILES: dict[str, Declared] = {}


def declared_here() -> Declared:
    """The declarations of the file whose line led here: the innermost one outside this package and SymPy."""
    frame = currentframe()
    while frame is not None and frame.f_code.co_filename.startswith(_OURS):
        frame = frame.f_back
    return _FILES.setdefault(frame.f_code.co_filename if frame is not None else "", Declared())
