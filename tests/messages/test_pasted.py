"""What a message says to write can be written: the script loads with it, and where a reason or a condition was missing, it passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.diagnostics import Message, failures
from checks.outcome import Misjustified, Status, TheoremResult, Undecided, Why, status
from tests.messages.paste import pasted, ways
from tests.messages.scripts import ALL, SCENE
from tests.messages.test_messages import run

# Messages with a line to write, beside those of scripts.py: each is a statement `v` after the scene.
MORE: dict[str, str] = {
    "two conditions": "v = theorem('T', x / x + u / u == 2, proof=by(algebra))\n",
    "three conditions": "v = theorem('T', log(x) + sqrt(u) + z[i] / z[i] == sqrt(u) + log(x) + 1, proof=by(algebra))\n",
    "log of a quotient": "v = theorem('T', Sum(y[i] * log(y[i] / x), i) == Sum(y[i] * log(y[i] / x), i), proof=by(algebra))\n",
    "an entry of a distribution": "v = theorem('T', Sum(y[i] / y[i], i) == n, proof=by(algebra))\n",
    "a guarded condition": "v = theorem('T', Sum(y[i] * log(z[i]), i) == Sum(log(z[i]) * y[i], i), proof=by(algebra))\n",
    "an entry of a vector": "v = theorem('T', Sum(log(z[i]), i) == Sum(log(z[j]), j), proof=by(algebra))\n",
    "a number as an index": "v = theorem('T', z[2] + 0 == z[2], proof=by(algebra))\n",
    "an index beyond its range": "v = theorem('T', Sum(z[i + 1], (i, 1, n - 1)) + z[2] == z[2] + Sum(z[i + 1], (i, 1, n - 1)), "
    "proof=by(algebra))\n",
    "a range and a condition": "v = theorem('T', log(z[3]) + x / x == 1 + log(z[3]), proof=by(algebra))\n",
    "a mean": "v = theorem('T', E(q[i]) + 0 == E(q[i]), proof=by(algebra))\n",
    "means of products": "v = theorem('T', Cov(q[i], q[j]) == Cov(q[j], q[i]), proof=by(variance))\n",
    "a list of hypotheses": "k = hypothesis(u > 0, 'u')\nv = theorem('T', log(u) + x / x == log(u) + 1, given=[k], proof=by(k))\n",
    "a power": "v = theorem('T', x**u == x**u, proof=by(algebra))\n",
    "a hypothesis without a name": "v = theorem('T', x**2 == 1, given=[x == 1], proof=by(algebra))\n",
    "two hypotheses without names": "v = theorem('T', x * u == 2, given=[x == 1, u == 2], proof=by(algebra))\n",
    "a step of a chain": "v = theorem('T', F(x) + x == x + x**2, proof=calc(\n"
    "    F(x) + x,\n    eq(x**2 + x, by=algebra),\n    eq(x + x**2)))\n",
    "several reasons": "v = theorem('T', D(F(x), x) == 2 * x, proof=by(algebra))\n",
    "no proof of an inequality": "v = theorem('T', F(x) >= 0)\n",
    "no proof of several": "v = theorem('T', both(x == x, F(x) >= 0))\n",
    "no proof of an equivalence": "v = theorem('T', iff(x == 0, F(x) == 0))\n",
    "no proof for all": "v = theorem('T', forall(i, z[i] == z[i]))\n",
    "no proof of what is not equal": "v = theorem('T', h != 0)\n",
    "a chain that starts elsewhere": "v = theorem('T', x + x == 2 * x, proof=calc(x * 2, eq(2 * x)))\n",
    "a chain that ends elsewhere": "v = theorem('T', x + x == 2 * x, proof=calc(x + x, eq(x * 2)))\n",
    "a premise": "k = cite('A 1', exp(u) >= 1 + u, given=[hypothesis(u > 0, 'u')])\n"
    "v = theorem('T', exp(x) >= 1 + x, proof=by(k.at({u: x})))\n",
    "two premises": "k = cite('A 1', exp(x + u) >= 1 + x + u, given=[x >= 1, u >= 1])\n"
    "v = theorem('T', exp(x + u) >= 1 + x + u, proof=by(k))\n",
    "another name in the script": "beta = scalar('b')\nv = theorem('T', beta / beta == 1, proof=by(algebra))\n",
}
EXTRA = "u, q = scalar('u'), random_vector('q', n, family='q')\n"
PLAIN = {code: files["book.py"] for code, files in ALL.items() if set(files) == {"book.py"}}
SCRIPTS = {**{name: EXTRA + text for name, text in MORE.items()}, **PLAIN}


def suggestions(root: Path, text: str) -> list[tuple[TheoremResult, Message, list[str]]]:
    """Every line that some message says to write."""
    found = run(root, {"book.py": text})
    return [(th, m, way) for th in found.theorems for m in failures(th) for way in ways(m.rows)]


def should_pass(th: TheoremResult) -> bool:
    match th.verdict:
        case Misjustified() | Undecided(why=Why.SIDE_CONDITION | Why.PREMISE):
            return True
        case _:
            return False


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_message_says_to_write_can_be_written(name: str, tmp_path: Path) -> None:
    for n, (th, m, way) in enumerate(suggestions(tmp_path, SCRIPTS[name])):
        text = pasted(SCENE + SCRIPTS[name], m.where.line, way)
        again = run(tmp_path / str(n), {"book.py": text}, scene="")
        assert again.errors == (), (way, again.errors, text)
        after = next(t for t in again.theorems if t.id == th.id)
        if should_pass(th):
            assert status(after.verdict) is Status.PROVED, (way, after.verdict, text)


@pytest.mark.parametrize("name", MORE)
def test_each_of_these_messages_has_a_line_to_write(name: str, tmp_path: Path) -> None:
    assert suggestions(tmp_path, EXTRA + MORE[name])
