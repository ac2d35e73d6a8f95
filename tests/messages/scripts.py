"""One small book for every code: what an author may write to be told it.

A book is one script, or several by name.  Each begins with the lines of `SCENE`; the line in which the fault lies follows.
"""

from __future__ import annotations

SCENE = """from checks.language import *
n, m = size("n"), size("m")
i, j = indices("i j", over=n)
a = indices("a", over=m)
x, h = scalar("x"), scalar("h", positive=True)
z = vector("z", n)
y = distribution("y", n)
F = define("F", x, x**2)
"""

# ---------------------------------------------------------------- formulas
FORMULAS: dict[str, str] = {
    "shape": "v = exp(z)\n",
    "size-mismatch": "v = z[a]\n",
    "not-an-index": "v = z[x]\n",
    "not-a-formula": "v = x + 'one'\nv = exp('one')\n",
    "not-a-name": "v = F(x).at({x + 1: 2})\n",
    "name": "v = scalar('')\n",
    "size": "v = size('k', at_least=0)\n",
    "float": "v = x**0.5\n",
    "truth-value": "if x == 1:\n    v = 1\n",
    "operator": "v = x ^ 2\n",
    "call": "v = scalar('v', postive=True)\n",
    "arity": "v = F(x, x)\n",
    "parameter": "v = one_hot('h', n, at=i)\n",
    "free-index": "v = define('v', z[i])\n",
    "derivative-target": "v = D(F(x), z)\n",
    "family": "q = random_vector('q', n, family='query')\nk = random_vector('k', n, family='qeury')\n",
    "same-name": "u = scalar('x')\nv = theorem('Two of a name', x == u)\n",
    "forall": "v = forall(n, x == 0)\n",
    "evaluated": "import sympy as sp\nt = sp.Symbol('t', real=True)\nv = theorem('Evaluated', sp.Eq(t, t))\n",
    "assumption": "import sympy as sp\nv = lift(sp.Symbol('t', negative=True))\n",
    "unknown-shape": "import sympy as sp\nv = lift(sp.IndexedBase('u')[sp.Integer(1)])\n",
    "counts-from-zero": "import sympy as sp\nk, l = sp.symbols('k l', integer=True, positive=True)\n"
    "v = lift(sp.Sum(sp.IndexedBase('u', shape=(k,))[l], (l, 0, k)))\n",
}

# ---------------------------------------------------------------- sentences
SENTENCES: dict[str, str] = {
    "not-a-claim": "v = theorem('A formula', F(x), proof=by(algebra))\n",
    "not-a-definition": "v = definition(x)\n",
    "not-a-reason": "v = eq(x, by='algebra')\n",
    "not-a-step": "v = calc(x, x)\n",
    "mixed-chain": "v = calc(x, le(x + h), ge(x))\n",
    "maximises": "G = define('G', x, h, x * h)\nv = maximises(x, G)\n",
    "theorem": "v = theorem('', x == x, proof=by(algebra))\n",
    "proof": "v = theorem('A rule for a proof', x == x, proof=algebra)\n",
    "given": "v = theorem('A fact', x == x, given=[y.sums_to_one], proof=by(algebra))\n",
    "not-given": "known = hypothesis(x == 1, 'x is one')\nv = theorem('Not listed', x**2 == 1, proof=by(known))\n",
    "cite": "v = cite('', x == 1)\n",
    "printed": "v = printed('', n, at={n: '2'})\n",
    "erratum": "v = erratum(prints=printed('3', n, at={n: '2'}), should_be=2, why='because')\n",
    "unnamed-theorem": "theorem('Nameless', x == x, proof=by(algebra))\n",
    "unnamed-number": "printed('2', n, at={n: '2'})\n",
    "not-checkable": "v = not_checkable('a matter of taste', covers=[])\n",
    "unnamed-not-checkable": "not_checkable('a matter of taste', covers=['C.1'])\n",
    "text": "v = theorem('T' * 6000, x == x, proof=by(algebra))\n",
    "too-large": "y = x\nfor k in range(60):\n    y = y + y\n",
    "too-deep": "y = x\nfor k in range(500):\n    y = -y\n",
    "unnamed-erratum": "erratum(prints=printed('3', n, at={n: '2'}), should_be=printed('2', n, at={n: '2'}), why='miscounted')\n",
}

# ---------------------------------------------------------------- scripts
SCRIPTS: dict[str, dict[str, str]] = {
    "syntax": {"book.py": "v = (x\n"},
    "unknown-name": {"book.py": "v = Derivative(x, x)\n"},
    "import": {"book.py": "from derivations.bok import v\n"},
    "imports-broken": {"book.py": "from derivations.other import v\n", "other.py": "v = exp(z)\n"},
    "imports-circle": {"book.py": "from derivations.other import w\nv = 1\n", "other.py": "from derivations.book import v\nw = 1\n"},
    "exits": {"book.py": "raise SystemExit(1)\n"},
    "python": {"book.py": "v = 1 / 0\n"},
    "file-name": {"1st-book.py": "v = x\n"},
    "citation-circle": {
        "book.py": "first = theorem('First', x == x, proof=by(algebra))\n"
        "second = theorem('Second', x + 0 == x, proof=by(first))\n"
        "object.__setattr__(first, 'proof', by(second))\n"
    },
    "name-mismatch": {"book.py": "b = scalar('c')\nv = theorem('Misnamed', b == b, proof=by(algebra))\n"},
}

# ---------------------------------------------------------------- verdicts
VERDICTS: dict[str, str] = {
    "proved": "v = theorem('True', (x + 1) ** 2 == x**2 + 2 * x + 1, proof=by(algebra))\n",
    "refuted": "v = theorem('False', (x + 1) ** 2 == x**2 + 1, proof=by(algebra))\n",
    "misjustified": "v = theorem('For another reason', D(F(x), x) == 2 * x, proof=by(calculus))\n",
    "undecided": "v = theorem('Out of reach', exp(x) >= 1 + x, proof=by(algebra))\n",
    "assumed": "v = cite('Euler 1748', exp(x) >= 1 + x)\nw = theorem('On the word of Euler', 1 + x <= exp(x), proof=by(v))\n",
    "no-rule": "v = theorem('Out of reach', exp(x) >= 1 + x, proof=by(algebra))\n",
    "side-condition": "v = theorem('Cancelled', x / x == 1, proof=by(algebra))\n",
    "vacuous": "no = hypothesis(x > 1, 'x is large')\nyes = hypothesis(x < 0, 'x is negative')\n"
    "v = theorem('Ex falso', x == 7, given=[no, yes], proof=by(no, yes))\n",
    "unsampled": "odd = hypothesis(exp(x) == x + 2, 'x solves an equation')\n"
    "v = theorem('Nowhere tried', x == x, given=[odd], proof=by(algebra))\n",
    "premise": "open = theorem('Open', F(x) >= 0)\nv = theorem('Built on sand', 1 + F(x) >= 1, proof=by(open))\n",
    "no-proof": "v = theorem('To be proved', x == x)\n",
    "superfluous-reason": "v = theorem('Too many reasons', x + x == 2 * x, proof=by(calculus))\n",
    "unused-hypothesis": "known = hypothesis(x == 1, 'x is one')\n"
    "v = theorem('Not needed', x + x == 2 * x, given=[known], proof=by(algebra))\n",
}

# ---------------------------------------------------------------- numbers
NUMBERS: dict[str, str] = {
    "truncated": "v = printed('0.66', n / 3, at={n: '2'}, book='C.1')\n",
    "wrong": "v = printed('0.70', n / 3, at={n: '2'}, book='C.1')\n",
    "tie": "v = printed('1.2', n / 4, at={n: '5'}, book='C.1')\n",
    "unreadable": "v = printed('a lot', n, at={n: '2'}, book='C.1')\n",
    "undefined": "v = printed('1', 1 / (n - 2), at={n: '2'}, book='C.1')\n",
    "unrelated-erratum": "v = theorem('Something else', x + x == 2 * x, proof=by(algebra))\n"
    "w = erratum(prints=h + 1 == h, should_be=v, why='a slip')\n",
    "erratum-fails": "v = erratum(prints=printed('0.67', n / 3, at={n: '2'}), should_be=printed('0.66', n / 3, at={n: '2'}), why='none')\n",
}

ALL: dict[str, dict[str, str]] = {
    **{code: {"book.py": text} for part in (FORMULAS, SENTENCES, VERDICTS, NUMBERS) for code, text in part.items()},
    **SCRIPTS,
}
