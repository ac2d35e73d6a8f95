"""Which theorem rests on which?  The dependency graph as one SVG, drawn in layers of limited height: premises to the left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup

from report.model import Statement

WIDE, HIGH, GAP_X, GAP_Y, PAD = 196, 24, 40, 7, 2
ROOM = 25  # characters of an id that fit into a node
ROWS = 14  # of a layer


def graph(statements: Sequence[Statement]) -> Markup:
    """The theorems that cite or are cited, as linked boxes; nothing if no theorem cites another."""
    node = {s.anchor: s for s in statements if s.uses or s.used_by}
    premises = {a: [u for _, u in s.uses if u in node and u != a] for a, s in node.items()}
    if not any(premises.values()):
        return Markup("")
    layers, routes = _layers(premises)
    rows = max(len(layer) for layer in layers)
    at: dict[str, tuple[float, float]] = {}
    for k, layer in enumerate(layers):
        top = (rows - len(layer)) * (HIGH + GAP_Y) / 2
        for n, a in enumerate(layer):
            at[a] = (PAD + k * (WIDE + GAP_X), PAD + top + n * (HIGH + GAP_Y))
    width = len(layers) * (WIDE + GAP_X) - GAP_X + 2 * PAD
    height = rows * (HIGH + GAP_Y) - GAP_Y + 2 * PAD
    head = Markup(
        '<svg class="graph" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="group" aria-labelledby="graph-title">'
        '<title id="graph-title">{2} theorems and what they rest on; the list below says the same</title>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 .6L7.4 4 0 7.4z"/></marker></defs>'
    ).format(width, height, len(node))
    edges = [_edge([at[a] for a in route], node[route[0]].status.value) for route in routes]
    return head + Markup("").join([*edges, *(_node(s, at[a]) for a, s in node.items())]) + Markup("</svg>")


def _layers(premises: Mapping[str, Sequence[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """Every node to the right of its premises, near the middle of what it is joined to; and for every edge what it passes.

    An edge over several layers keeps a free place in each between, so that it runs behind no box.
    """
    rank = _ranks(premises)
    layers: list[list[str]] = [[] for _ in range(1 + max(rank.values()))]
    for a in premises:
        layers[rank[a]].append(a)
    routes: list[list[str]] = []
    for a, us in premises.items():
        for u in us:
            passed = [f"{u} {a} {k}" for k in range(rank[u] + 1, rank[a])]  # no anchor has a space
            for k, name in enumerate(passed, rank[u] + 1):
                layers[k].append(name)
            routes.append([u, *passed, a])
    before: dict[str, list[str]] = {a: [] for layer in layers for a in layer}
    after: dict[str, list[str]] = {a: [] for a in before}
    for route in routes:
        for tail, head in pairwise(route):
            before[head].append(tail)
            after[tail].append(head)
    first = {a: n for n, a in enumerate(before)}
    for sweep in range(6):
        place = {a: n for layer in layers for n, a in enumerate(layer)}
        joined = before if sweep % 2 == 0 else after
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            layer.sort(key=lambda a: (_middle([place[b] for b in joined[a]], place[a]), first[a]))
            place.update({a: n for n, a in enumerate(layer)})
    return layers, routes


def _ranks(premises: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The layer of every node: the first behind those of its premises that has room."""
    rank: dict[str, int] = {}
    full: dict[int, int] = {}

    def find(a: str, under: frozenset[str]) -> int:
        if a not in rank:
            inside = under | {a}
            k = 1 + max((find(u, inside) for u in premises[a] if u not in inside), default=-1)
            while full.get(k, 0) >= ROWS:
                k += 1
            rank[a], full[k] = k, full.get(k, 0) + 1
        return rank[a]

    for a in premises:
        find(a, frozenset())
    return rank


def _middle(places: Sequence[int], own: int) -> float:
    return sum(places) / len(places) if places else own


def _edge(stops: Sequence[tuple[float, float]], status: str) -> Markup:
    """A curve from the first box through free places to the last; red where what it carries is not proved."""
    path = f"M{stops[0][0] + WIDE:g} {stops[0][1] + HIGH / 2:g}"
    for n, (tail, head) in enumerate(pairwise(stops), 2):
        x1, y1, x2, y2 = tail[0] + WIDE, tail[1] + HIGH / 2, head[0], head[1] + HIGH / 2
        last = n == len(stops)
        x2 -= 2 if last else 0
        path += f"C{x1 + GAP_X / 2:g} {y1:g} {x2 - GAP_X / 2:g} {y2:g} {x2:g} {y2:g}" + ("" if last else f"H{x2 + WIDE:g}")
    bad = "" if status in ("proved", "assumed") else " bad"
    return Markup('<path class="edge{}" d="{}" marker-end="url(#tip)"/>').format(bad, path)


def _node(s: Statement, at: tuple[float, float]) -> Markup:
    x, y = at
    name = s.result.id if len(s.result.id) <= ROOM else s.result.id[: ROOM - 1] + "…"
    return Markup(
        '<a href="#{0}"><g class="node {1}"><title>{2}: {7}</title><rect x="{3:g}" y="{4:g}" width="{8}" height="{9}" rx="5"/>'
        '<use href="#i-{1}" x="{5:g}" y="{6:g}" width="13" height="13"/><text x="{10:g}" y="{11:g}">{12}</text></g></a>'
    ).format(
        s.anchor, s.status.value, s.label, x, y, x + 7, y + 5.5, s.result.title, WIDE, HIGH, x + 26, y + HIGH / 2 + 4, name
    )  # fmt: skip
