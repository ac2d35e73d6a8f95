"""How much CPU do the flagships take in the kernel and the refuter alone?  `python -m benchmarks.flagships` prints JSON.

No SymPy, no report.  The clock is the CPU time of this process; what the interpreter needs to start is measured apart.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

START = time.process_time()

FLAGSHIPS = ("softmax", "kl", "dpo", "attention", "lora")
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    from checks.refute.together import attack_each
    from checks.run.bench import load_statements
    from checks.run.book import find_book
    from checks.run.judge import goal
    from checks.run.order import order
    from checks.tactics.prove import Plan, Prover, plan

    book = find_book(tuple(f"derivations/{name}.py" for name in FLAGSHIPS), ROOT)
    stated = load_statements(book, seconds=60).stated
    prover = Prover()
    rows: list[dict[str, object]] = []
    ordered = list(order(stated, list(stated.theorems)).sequence())
    loaded = time.process_time()
    for th in ordered:
        made = plan(th.claim, th.proof, prover.scope(th))
        assert isinstance(made, Plan)
        before = time.process_time()
        warrant = prover.of(th)
        proved = time.process_time()
        attack_each((th.claim, *map(goal, made.jobs)), tuple(h.claim for h in th.given))
        rows.append(
            {
                "id": stated.theorems[th],
                "steps": len(made.jobs),
                "proved": type(warrant).__name__ == "Warrant",
                "kernel": proved - before,
                "refuter": time.process_time() - proved,
            }
        )
    print(json.dumps({"start": START, "load": loaded - START, "total": time.process_time() - START, "theorems": rows}))


if __name__ == "__main__":
    main()
