r"""How does a formula's LaTeX become something to look at?  Read strictly, once, by one converter; what it refuses is shown as text.

Formulas come from the kernel's printer, but a name in them may be an author's (`tex=r"\pi^{*}"`), so nothing is taken on
trust: only the commands listed here pass, and only where the converter to MathML accepts the whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from math_core import LatexError, LatexToMathML


class Unsafe(ValueError):
    """LaTeX that is not shown as a formula."""


# Symbols, letters, accents, functions and layouts; nothing that reads, writes, defines, colours or moves.
COMMANDS = frozenset(
    re.findall(
        r"\w+",
        """
        alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
        sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell
        hbar imath jmath aleph Re Im wp partial nabla infty emptyset varnothing forall exists nexists neg lnot top bot angle
        prime dagger ddagger star ast circ bullet cdot times div pm mp oplus otimes ominus odot cap cup setminus land lor
        wedge vee sim simeq approx cong equiv propto ne neq le leq ge geq ll gg prec succ preceq succeq subset supset
        subseteq supseteq in notin ni mid nmid parallel perp vdash models to gets rightarrow leftarrow leftrightarrow
        Rightarrow Leftarrow Leftrightarrow mapsto implies iff longrightarrow uparrow downarrow sum prod int oint iint
        bigcup bigcap bigoplus bigotimes bigvee bigwedge frac dfrac tfrac binom sqrt left right middle big Big bigg Bigg
        bigl bigr Bigl Bigr biggl biggr Biggl Biggr lVert rVert lvert rvert Vert vert langle rangle lfloor rfloor lceil
        rceil lbrace rbrace backslash hat widehat tilde widetilde bar overline underline vec dot ddot check breve acute
        grave overbrace underbrace mathrm mathbf mathit mathsf mathtt mathbb mathcal mathfrak boldsymbol operatorname text
        textbf textit textrm exp log ln lg sin cos tan sec csc cot sinh cosh tanh coth arcsin arccos arctan max min sup inf
        lim limsup liminf arg det dim ker deg gcd Pr hom limits nolimits displaystyle textstyle scriptstyle ldots cdots
        vdots ddots dots quad qquad colon coloneqq begin end textbackslash textasciitilde textasciicircum
        """,
    )
)
ENVIRONMENTS = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "cases", "aligned", "array"))
SYMBOLS = frozenset("\\,:;!{}|_ #&%$")  # behind a backslash

_TOKEN = re.compile(r"\\([A-Za-z]+|.)\*?", re.DOTALL)
_TEXT = re.compile(r"\\(?:text|textbf|textit|textrm|mathrm|operatorname\*?|mathtt|mathsf)\s*\{([^{}]*)\}")
_WORDS = re.compile(r"[A-Za-z0-9 .,:;'()/+=\-]*")

_PRIMED = re.compile("<msup>(<mi[^>]*>[^<]*</mi>)<mo>([′″‴])</mo></msup>")
_PRIMED_ABOVE_INDEX = re.compile("<msubsup>(<mi[^>]*>[^<]*</mi>)((?:(?!<msubsup>).)*?)<mo>([′″‴])</mo></msubsup>")

_plain = LatexToMathML(annotation=False, fancy_error=False, allow_unreliable_rendering=True)
_annotated = LatexToMathML(annotation=True, fancy_error=False, allow_unreliable_rendering=True)


@lru_cache(maxsize=20_000)
def checked(tex: str) -> str:
    """`tex` itself, if it is one formula of allowed commands.  Raises `Unsafe` otherwise."""
    if not tex.strip() or len(tex) > 20_000:
        raise Unsafe("not a formula")
    if "^^" in tex or re.search(r"\n\s*\n", tex) or any(ord(c) < 32 and c not in "\n\t" for c in tex):
        raise Unsafe("characters that TeX would act on")
    for m in _TOKEN.finditer(tex):
        name = m[1]
        if name not in (COMMANDS if name.isalpha() else SYMBOLS):
            raise Unsafe(rf"the command \{name} is not allowed in a formula")
    for m in re.finditer(r"\\(?:begin|end)\s*\{([^{}]*)\}", tex):
        if m[1].rstrip("*") not in ENVIRONMENTS:
            raise Unsafe(f"the environment {m[1]} is not allowed in a formula")
    if re.search(r"[%$#~]", _TOKEN.sub("", tex)):
        raise Unsafe("a character that TeX would act on")
    try:
        _plain.convert_with_local_state(tex, displaystyle=True)
    except LatexError as e:
        raise Unsafe(str(e)) from e
    return tex


def mathml(tex: str, *, display: bool, annotation: bool = True) -> str:
    """`tex` as MathML Core.  Raises `Unsafe` for what `checked` refuses."""
    return (_annotated if annotation else _plain).convert_with_local_state(checked(tex), displaystyle=display)


def lowered_primes(found: str) -> str:
    """MathML for a font whose prime stands high by itself, and would be raised twice as a superscript.

    The text of a page is escaped, so that `<` in it always begins an element.
    """
    found = _PRIMED.sub(r'<mrow>\1<mo lspace="0" rspace="0">\2</mo></mrow>', found)
    return _PRIMED_ABOVE_INDEX.sub(r'<msub><mrow>\1<mo lspace="0" rspace="0">\3</mo></mrow>\2</msub>', found)


@lru_cache(maxsize=20_000)
def latex(tex: str) -> str:
    """`tex` for a LaTeX file: as `mathml` takes it, and plain in every word, so that it compiles with amsmath and amssymb alone."""
    found = checked(tex)
    if not found.isascii():
        raise Unsafe("a character that LaTeX may not have")
    if r"\\" in found and r"\begin" not in found:
        raise Unsafe("a new line outside an array")
    for m in _TEXT.finditer(found):
        if not _WORDS.fullmatch(m[1]):
            raise Unsafe(f"the words {m[1]!r} are not plain")
    return found.replace(r"\coloneqq", r"\mathrel{:=}")
