"""How is a name set in LaTeX, if its author does not say?"""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

import re

from checks.kernel.shape import Malformed

GREEK = frozenset(
    (
        *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi"),
        *("rho", "sigma", "tau", "phi", "chi", "psi", "omega"),
        *("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"),
    )
)


def default_tex(name: str) -> str:
    r"""The LaTeX of a name: `beta` -> \beta, `d_out` -> d_{\mathrm{out}}, `y2` -> y_{2}, `y'` -> y', `KL` -> \mathrm{KL}."""
    base, _, sub = name.partition("_")
    primes = base[len(base.rstrip("'")) :]
    base = base.rstrip("'")
    digits = base[len(base.rstrip("0123456789")) :]
    stem = base.rstrip("0123456789")
    if stem in GREEK:
        head = "\\" + stem
    elif len(stem) == 1 and stem.isalpha():
        head = stem
    elif stem.isalpha() and stem.isascii():
        head = rf"\mathrm{{{stem}}}"
    else:
        head = rf"\mathrm{{{escape(stem)}}}"
    subs = [digits] if digits else []
    if sub:
        subs.append(sub if (len(sub) == 1 and sub.isalpha()) or sub.isdigit() else rf"\mathrm{{{escape(sub)}}}")
    return head + primes + (rf"_{{{', '.join(subs)}}}" if subs else "")


def escape(text: str) -> str:
    """Plain text made harmless inside \\mathrm."""
    table = {
        "\\": r"\backslash ",
        "{": r"\{",
        "}": r"\}",
        "_": r"\_",
        "^": r"\hat{}",
        "%": r"\%",
        "#": r"\#",
        "&": r"\&",
        "$": r"\$",
        "~": r"\sim ",
        " ": r"\ ",
    }
    return "".join(table.get(c, c) for c in text)


LETTER = r"(?:[A-Za-z]|\\[A-Za-z]+)"
WORD = r"(?:[A-Za-z0-9][A-Za-z0-9 ,'.-]*)"
FONT = r"\\(?:mathrm|mathbf|mathcal|mathbb|mathit|mathsf|boldsymbol|operatorname|text)"
ACCENT = r"\\(?:hat|bar|tilde|vec|dot|ddot|widehat|widetilde|overline)"
ACCENTED = rf"{ACCENT}\{{(?:{LETTER}|{FONT}\{{{WORD}\}})\}}|{ACCENT} ?{LETTER}"
CORE = rf"(?:{FONT}\{{{WORD}\}}|{FONT}\{{{LETTER}\}}|{ACCENTED}|\\Delta ?{LETTER}|{LETTER})"
SCRIPT = rf"(?:{CORE}|[0-9]+|\*|\\star|\\ast|\+|-|\\dagger|'+|\\prime)"
NAME = re.compile(rf"{CORE}'*(?:_(?:\{{{SCRIPT}(?:, ?{SCRIPT})*\}}|{SCRIPT}))?(?:\^(?:\{{{SCRIPT}\}}|{SCRIPT}))?'*")
NOT_NAMES = frozenset(
    (
        *("frac", "sum", "prod", "int", "log", "exp", "sqrt", "partial", "cdot", "times", "left", "right", "le", "ge", "ne", "neq", "in"),
        *("lim", "max", "min", "sup", "inf", "forall", "exists", "infty", "to", "approx", "equiv", "sim", "pm", "quad", "begin", "end"),
        *("def", "newcommand", "input", "include", "write", "ln", "det", "iff", "implies", "land", "lor", "neg", "mid", "not"),
    )
)
ALLOWED_POWERS = re.compile(r"\^(?:\{?(?:\*|\\star|\\ast|\+|-|\\dagger|'+|\\prime)\}?|\{?\\(?:mathrm|text)\{[A-Za-z][A-Za-z ]*\}\}?)'*$")


def _fits(tex: str) -> bool:
    commands = set(re.findall(r"\\([A-Za-z]+)", tex))
    power = tex.find("^")
    named = len(tex) <= 80 and NAME.fullmatch(tex) is not None and commands.isdisjoint(NOT_NAMES)
    return named and (power < 0 or ALLOWED_POWERS.search(tex[power:]) is not None)


def set_name(name: str, tex: str | None) -> str:
    """The LaTeX of a name: the author's, if it is the form of a name and not of a formula.  Raises `Malformed`."""
    if tex is None:
        return default_tex(name)
    if not isinstance(tex, str) or not _fits(tex):
        says = f"tex={tex!r} is not the form of a name: a (Greek) letter or \\mathrm{{word}}, with accent, subscript, star or primes"
        raise Malformed("name", tex, says)
    return tex
