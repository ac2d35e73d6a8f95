"""How is a name set in LaTeX, if its author does not say?"""

from __future__ import annotations

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
    elif len(stem) == 1:
        head = stem
    elif stem.isalpha() and stem.isascii():
        head = rf"\mathrm{{{stem}}}"
    else:
        head = rf"\mathrm{{{escape(stem)}}}"
    subs = [digits] if digits else []
    if sub:
        subs.append(sub if len(sub) == 1 or sub.isdigit() else rf"\mathrm{{{escape(sub)}}}")
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
