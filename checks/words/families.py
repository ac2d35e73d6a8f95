"""Which random variables are independent?  Families are declared values, so that no misspelling makes independence.

A text stands for the family of that name in the same file.  A new text that resembles a known one is refused.
"""

# What an author writes is checked when it runs, too.
# pyright: reportUnnecessaryIsInstance=false

from __future__ import annotations

from checks.kernel.names import Family
from checks.kernel.shape import Malformed
from checks.words.place import here
from checks.words.wording import checked_name

_KNOWN: dict[tuple[str, str], tuple[Family, int]] = {}
_RUN = [0]


def family(name: str) -> Family:
    """A family of random variables.  Two families are independent of one another.

    `family=` takes the value, or its name in quotes.  A name that resembles one of the file is an error, unless it is made so.
    """
    file = here().file
    if (file, name) in _KNOWN and _KNOWN[file, name][1] == _RUN[0]:
        says = f"there is a family {name!r} in this file already, and two of one name would be independent: use the first, or another name"
        raise Malformed("family", name, says)
    return _made(file, name)


def _made(file: str, name: str) -> Family:
    made = Family(checked_name(name, "family"))
    _KNOWN[file, name] = (made, _RUN[0])
    return made


def forget() -> None:
    """Begin a new loading of scripts: what the files declared before is no longer known."""
    _RUN[0] += 1


def family_of(which: str | Family) -> Family:
    if isinstance(which, Family):
        return which
    if not isinstance(which, str) or not which.strip():
        raise Malformed("family", which, f'family= needs a name or a value made by family("..."), not {which!r}')
    file = here().file
    known = {name: made for (place, name), (made, run) in _KNOWN.items() if place == file and run == _RUN[0]}
    if which in known:
        return known[which]
    for other in known:
        if alike(which, other):
            says = f'family {which!r} looks like {other!r}: a misspelt family would be independent. If it is meant: family("{which}")'
            raise Malformed("family", which, says)
    return _made(file, which)


def alike(a: str, b: str) -> bool:
    """Names of three letters or more that differ by case, spaces, or at most two edits (one for short names)."""
    a, b = a.casefold().strip(), b.casefold().strip()
    if min(len(a), len(b)) < 3:
        return a == b
    return distance(a, b) <= (1 if max(len(a), len(b)) < 5 and abs(len(a) - len(b)) < 2 else 2)


def distance(a: str, b: str) -> int:
    """Edits (insert, delete, replace, swap neighbours) that turn `a` into `b`."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
