"""The report: the verdict first, everything that was found, and no text that can do anything but be read."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checks.console.screen import Screen, clean
from checks.console.summary import show_run
from checks.console.theorem import show_step, show_theorem
from checks.outcome import Shown, Witness
from report.graph import ROWS, _ranks  # pyright: ignore[reportPrivateUsage]
from report.html import html
from report.latex import appendix, pieces, sentence, words
from report.math import lowered_primes
from report.model import page
from report.pdf import pdf
from report.proof import anchor
from report.prose import prose
from tests.report.sample import ALARMED, ALL_PROVED, EMPTY, EVIL, HOSTILE, RUN

ROOT = Path(__file__).resolve().parents[2]
RUNS = {"everything": RUN, "proved": ALL_PROVED, "empty": EMPTY, "alarm": ALARMED, "hostile": HOSTILE}


class Page(HTMLParser):
    """Elements, attributes and text of an HTML page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in ("meta", "input", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            assert self.open.pop() == tag, f"{tag} closes another element"

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["script"], ["style"]):
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for t, attrs in self.tags if t == tag]


# ---------------------------------------------------------------- what it says
@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("proved", "All 2 theorems are proved"),
        ("empty", "Nothing was checked"),
        ("alarm", "The checker contradicts itself: nothing here can be trusted"),
        (
            "everything",
            "1 of 6 theorems is refuted; 1 of 6 theorems is true but misjustified; 2 of 6 theorems are undecided; "
            "4 printed numbers are not right; 1 erratum does not hold; 1 error in scripts: what they state was not checked",
        ),
    ],
)
def test_the_headline_is_the_verdict_of_the_whole(name: str, headline: str) -> None:
    shown = page(RUNS[name])
    assert shown.headline == headline
    assert shown.good is (name == "proved")
    assert headline in Page(html(RUNS[name])).text


def test_the_page_shows_all_that_was_found() -> None:
    shown = Page(html(RUN))
    for text in (
        "Theorem number 3",
        "Counterexample",
        "(-5/4, 9/4)",
        "definition of Z",
        "by=[definition(Z), calculus]",
        "add pi.sums_to_one",
    ):
        assert text in shown.text
    for text in (
        "Softmax: its Jacobian",
        "This is a part of the book: derivations/softmax.py.",
        "z prints as y",
        "by=pi.sums_to_one",
        "Cover & Thomas 2006",
        "Z is not zero",
        "superfluous-reason",
        "did you mean size?",
        "cut off, not rounded",
        "does not hold",
    ):
        assert text in shown.text
    assert len(shown.all("math")) > 30
    assert [a for a in shown.all("code") if a.get("class") == "formula"] == [{"class": "formula"}] * 2  # the numbers of an erratum


@pytest.mark.parametrize("name", RUNS)
def test_the_page_is_one_file_whose_links_lead_somewhere(name: str) -> None:
    shown = Page(html(RUNS[name]))
    assert shown.open == []
    ids = [a["id"] for _, a in shown.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for a in shown.all("a") + shown.all("use"):
        assert a["href"].startswith("#"), a
        assert a["href"][1:] in ids, a
    assert not shown.all("link")
    assert not [a for _, a in shown.tags if "src" in a]


def test_its_policy_allows_its_own_script_and_nothing_else() -> None:
    text = html(RUN)
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)
    assert script
    policy = next(a["content"] for a in Page(text).all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    import base64

    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_words_of_a_declaration_are_words() -> None:
    declared = Shown("z: vector of size V", r"z\text{: vector of size }V")
    assert prose(declared) == (Shown("", "z"), ": vector of size ", Shown("", "V"))
    assert prose(Shown("d: integer >= 1", r"d\text{: integer} \ge 1")) == (Shown("", "d"), ": integer ", Shown("", r"\ge 1"))
    for whole in (r"\beta > 0", r"x_{\text{max}} := \text{a}", r"\text{50\%}"):
        assert prose(Shown("", whole)) == (Shown("", whole),)
    assert "z: vector of size V" in re.sub(r"\s+", " ", Page(html(ALL_PROVED)).text)


def test_primes_stand_beside_their_letter() -> None:
    assert lowered_primes("<msup><mi>s</mi><mo>′</mo></msup>") == '<mrow><mi>s</mi><mo lspace="0" rspace="0">′</mo></mrow>'
    two = "<msubsup><mi>y</mi><mi>i</mi><mo>′</mo></msubsup>"
    assert lowered_primes(two) == '<msub><mrow><mi>y</mi><mo lspace="0" rspace="0">′</mo></mrow><mi>i</mi></msub>'
    star = "<msubsup><mi>y</mi><mi>i</mi><mo>∗</mo></msubsup>"
    assert lowered_primes(star + two) == star + lowered_primes(two)


def test_the_outcomes_of_random_variables_are_told_one_by_one() -> None:
    space = "(1, 2), (0, 1) with probability 9/50; (1, 0; 2, 3), (0, 1) with probability 41/50"
    found = Witness((("d", "1"), ("A", "(1, 2; 3, 4)"), ("v, w", space)), "1", "2", "==").values
    assert found == (
        ("d", ("1",)),
        ("A", ("(1, 2; 3, 4)",)),
        ("v, w", ("(1, 2), (0, 1) with probability 9/50", "(1, 0; 2, 3), (0, 1) with probability 41/50")),
    )


def test_a_layer_of_the_graph_is_never_a_mile_high() -> None:
    cited: dict[str, list[str]] = {f"a{k}": [] for k in range(60)}
    ranks = _ranks({**cited, "b": list(cited)})
    assert max(list(ranks.values()).count(k) for k in set(ranks.values())) <= ROWS
    assert ranks["b"] > max(ranks[a] for a in cited)


def test_the_graph_has_every_theorem_that_cites_or_is_cited() -> None:
    text = html(RUN)
    assert text.count('<g class="node') == 6
    assert text.count('<path class="edge') == 9 - 1


# ---------------------------------------------------------------- hostile texts
def test_hostile_texts_are_words_in_html() -> None:
    shown = Page(html(HOSTILE))
    assert len(shown.all("script")) == 1
    assert not shown.all("img")
    assert not [k for _, a in shown.tags for k in a if k.startswith("on")]
    assert "</script><script>alert(1)</script>" in shown.text
    assert "{{ 7*7 }}" in shown.text


def test_hostile_texts_are_words_in_latex(tmp_path: Path) -> None:
    for text in (appendix(HOSTILE), *pieces(HOSTILE).values()):
        body = text.split("%% --- everything below")[-1].partition("\n")[2]
        assert r"\input" not in body
        assert r"\write" not in body
        assert "\x1b" not in body
        assert body.isascii() or set(body) - set(map(chr, range(128))) == {"é"}
    assert "<* include" not in appendix(HOSTILE).replace(words("<* include"), "")


@pytest.mark.parametrize("name", RUNS)
def test_the_appendix_compiles_alone_and_inside_a_book(tmp_path: Path, name: str) -> None:
    tex = appendix(RUNS[name])
    (tmp_path / "appendix.tex").write_text(tex, encoding="utf-8")
    book = "\\documentclass{book}\n\\usepackage{amsmath,amssymb}\n\\begin{document}\n\\chapter{X}\n\\input{appendix}\n\\end{document}\n"
    (tmp_path / "book.tex").write_text(book, encoding="utf-8")
    body = tex.split("%% --- everything below")[-1]
    assert len(re.findall(r"\\begin\{", body)) == len(re.findall(r"\\end\{", body))
    if shutil.which("pdflatex"):  # a machine with TeX checks the rest too
        for file in ("appendix.tex", "book.tex"):
            done = subprocess.run(
                ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", file],
                cwd=tmp_path, capture_output=True, check=False, env={**os.environ, "openin_any": "p", "openout_any": "p"},
            )  # fmt: skip
            assert done.returncode == 0, done.stdout.decode("latin-1")[-1500:]


@pytest.mark.parametrize("name", RUNS)
def test_the_pdf_is_made_and_tagged(name: str) -> None:
    made = pdf(RUNS[name])
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made


def test_hostile_texts_do_not_steer_a_terminal() -> None:
    class Stream:
        encoding = "utf-8"
        text = ""

        def write(self, s: str) -> None:
            self.text += s

    stream = Stream()
    screen = Screen(stream, colour=False)  # type: ignore[arg-type]
    show_run(screen, HOSTILE)
    for th in HOSTILE.theorems:
        show_theorem(screen, th)
        for n in range(len(th.steps)):
            show_step(screen, th, n + 1)
    assert not [c for c in stream.text if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u202c\u200b")]
    assert "中文" in stream.text


# ---------------------------------------------------------------- pieces
def test_words_are_printed_as_they_are() -> None:
    assert words(r"50% of {x} & y_1 #2 $3 \n ~ ^") == (
        r"50\% of \{x\} \& y\_1 \#2 \$3 \textbackslash{}n \textasciitilde{} \textasciicircum{}"
    )
    assert words("a--b ``c'' ?`") == "a-{}-b `{}`c'{}' ?{}`"
    assert words("β ≤ 中 é") == r"\ensuremath{\beta} \ensuremath{\le} [U+4E2D] é"
    assert (sentence("done"), sentence("done."), sentence("really?"), sentence("")) == ("done.", "done.", "really?", "")


def test_anchors_are_plain_and_different() -> None:
    ids = ["a.b", "a-b", "a_b", "a.b.1", "θ.x", "a b", "../../x", "a.u2e.b"]
    anchors = [anchor(i) for i in ids]
    assert len(set(anchors)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", a) for a in anchors)
    assert clean("a\x1b[1mb\nc") == "a[1mb c"


def test_files_of_theorems_stay_in_their_folder() -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+\.tex", name) and not name.startswith(".") for name in pieces(HOSTILE))
    assert next(iter(pieces(RUN))) == "softmax.t0.tex"


def test_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib; from tests.report.sample import RUN; from report.html import html; from report.latex import appendix;"
        "from report.pdf import pdf; from report.json import to_json;"
        "print(hashlib.sha256((html(RUN)+appendix(RUN)+to_json(RUN)).encode()+pdf(RUN)).hexdigest())"
    )
    seen = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        seen.add(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=env, cwd="/").stdout)
    assert len(seen) == 1
    assert EVIL
