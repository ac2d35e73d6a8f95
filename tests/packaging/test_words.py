"""Is every word of the language listed, by kind, with its form and a line that says what it is?"""

from __future__ import annotations

import pytest

from checks import language
from checks.run.vocabulary import KINDS, Word, vocabulary
from tests.packaging.words import WORDS, written


def test_every_word_of_the_language_is_listed_once() -> None:
    assert sorted(w.name for w in vocabulary()) == sorted(language.__all__)
    assert len({w.name for w in vocabulary()}) == len(vocabulary())
    assert [w.kind for w in vocabulary()] == [kind for kind, names in KINDS.items() for _ in names]


@pytest.mark.parametrize("w", vocabulary(), ids=lambda w: w.name)
def test_a_word_is_told_in_sentences(w: Word) -> None:
    assert w.form.startswith(w.name)
    assert w.says.rstrip().endswith((".", ":")) or w.says[-1] == "`", w.says
    assert max(map(len, w.text.splitlines())) <= 130


def test_words_md_is_the_list() -> None:
    assert WORDS.read_text(encoding="utf-8") == written(), "python -m tests.packaging.words writes it"
