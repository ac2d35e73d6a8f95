"""`python -m benchmarks`: measure the flagships, put the same statements to plain SymPy, print a table, write RESULTS.md.

Nothing here passes or fails.  RESULTS.md holds counts and ratios only: they hardly depend on the machine.
"""

from __future__ import annotations

import ast
import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import final

from benchmarks.close import ATTEMPTS, SECONDS
from benchmarks.flagships import FLAGSHIPS, ROOT

REPEATS = 3  # the fastest of so many runs counts: the others were disturbed
HERE = Path(__file__).resolve().parent
SLOWEST = 10


def _python(*args: str) -> str:
    return subprocess.run([sys.executable, *args], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def cpu_of(code: str) -> float:
    """CPU seconds that a line of Python takes in a fresh interpreter, its start included."""
    return min(float(_python("-c", f"{code}; import time; print(time.process_time())")) for _ in range(REPEATS))


def flagships() -> tuple[list[dict[str, object]], float, float]:
    """One row for each theorem, each figure the smallest of the repeats; with the smallest load and total."""
    runs = [json.loads(_python("-m", "benchmarks.flagships")) for _ in range(REPEATS)]
    rows = [
        {**same[0], "kernel": min(r["kernel"] for r in same), "refuter": min(r["refuter"] for r in same)}
        for same in zip(*(run["theorems"] for run in runs), strict=True)
    ]
    return rows, min(run["load"] for run in runs), min(run["total"] for run in runs)


def statements() -> list[tuple[str, str]]:
    """(script, name) of every statement under sympy_scripts/, which has helpers with parameters beside them."""
    found: list[tuple[str, str]] = []
    for script in FLAGSHIPS:
        tree = ast.parse((HERE / "sympy_scripts" / f"{script}.py").read_text(encoding="utf-8"))
        found += [(script, node.name) for node in tree.body if isinstance(node, ast.FunctionDef) and not node.args.args]
    return found


@final
@dataclass(frozen=True, slots=True)
class Told:
    """What SymPy made of a statement: how it closed it, or why not; and the CPU seconds it took."""

    closed: bool
    how: str
    seconds: float


def ask(script: str, name: str) -> Told:
    """One statement, each attempt in a process of its own; what failed attempts took counts."""
    seconds, failed = 0.0, "no"
    for attempt in ATTEMPTS:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.close", script, name, attempt], cwd=ROOT, capture_output=True, text=True, check=False
        )
        stopped = -done.returncode in (signal.SIGXCPU, signal.SIGKILL)
        found = {"closed": False, "seconds": float(SECONDS)} if stopped else json.loads(done.stdout)
        seconds += found["seconds"]
        if found["closed"]:
            return Told(True, attempt, seconds)
        if stopped:
            failed = f"no: still at work after {SECONDS} s"
        elif done.returncode and failed == "no":
            failed = f"no: raises {done.stderr.strip().rsplit(chr(10), 1)[-1].split(':')[0]}"
    return Told(False, failed, seconds)


def against_sympy() -> dict[str, Told]:
    """What SymPy makes of every statement, by id."""
    out: dict[str, Told] = {}
    for script, name in statements():
        told = out[f"{script}.{name}"] = ask(script, name)
        print(f"  {f'{script}.{name}':<32} {told.how:<32} {told.seconds:8.2f} s", flush=True)
    return out


def short(ratio: float) -> str:
    """Two digits: more would say something about the machine."""
    return f"{float(f'{ratio:.2g}'):g}"


def spread(xs: list[float]) -> str:
    """Smallest, quartiles and largest, to two digits."""
    low, mid, high = quantiles(xs, n=4) if len(xs) > 1 else (xs[0],) * 3
    return " | ".join(map(short, (min(xs), low, mid, high, max(xs))))


def main() -> None:
    start, sympy = cpu_of("pass"), cpu_of("import sympy")
    rows, load, total = flagships()
    steps = sum(int(str(r["steps"])) for r in rows)
    kernel, refuter = (sum(float(str(r[who])) for r in rows) for who in ("kernel", "refuter"))
    print(f"interpreter start {start:.3f} s; import sympy {sympy - start:.3f} s more (CPU of this process, smallest of {REPEATS})\n")
    print(f"{len(rows)} theorems, {steps} steps, {sum(bool(r['proved']) for r in rows)} proved; no SymPy, one process")
    print(f"  beyond interpreter start  {total:.3f} s  ({1000 * total / steps:.1f} ms a step)")
    print(f"    loading scripts         {load:.3f} s")
    print(f"    kernel                  {kernel:.3f} s  ({1000 * kernel / steps:.1f} ms a step)")
    print(f"    refuter                 {refuter:.3f} s  ({1000 * refuter / steps:.1f} ms a step)\n")
    for who in ("kernel", "refuter"):
        print(f"slowest in the {who}:")
        for r in sorted(rows, key=lambda r: -float(str(r[who])))[:SLOWEST]:
            print(f"  {r['id']:<32} {1000 * float(str(r[who])):7.1f} ms, {r['steps']} steps")
    print("\nthe same statements in plain SymPy:")
    told = against_sympy()
    ours = {str(r["id"]): float(str(r["kernel"])) + float(str(r["refuter"])) for r in rows}
    ratios = {name: t.seconds / ours[name] for name, t in told.items()}
    closed = [name for name, t in told.items() if t.closed]
    print(f"\nSymPy closes {len(closed)} of {len(told)}; the checker proves all of them")
    (HERE / "RESULTS.md").write_text(
        results(rows, steps, told, ratios, unit=sympy - start, kernel=kernel, refuter=refuter, total=total), encoding="utf-8"
    )
    print("wrote benchmarks/RESULTS.md")


def results(
    rows: list[dict[str, object]],
    steps: int,
    told: dict[str, Told],
    ratios: dict[str, float],
    *,
    unit: float,
    kernel: float,
    refuter: float,
    total: float,
) -> str:
    """RESULTS.md: counts and ratios."""
    closed = [n for n, t in told.items() if t.closed]
    open_ = [n for n in told if n not in closed]
    slowest = max(rows, key=lambda r: float(str(r["kernel"])))
    lines = [
        "# Benchmark results",
        "",
        "Written by `python -m benchmarks`. CPU time of one process, as ratios; the smallest of three runs counts.",
        "",
        "## The flagships in kernel and refuter",
        "",
        f"{len(rows)} theorems, {steps} steps, every size at once, without SymPy. The unit is the CPU time of `import sympy`.",
        "",
        "| | in units of `import sympy` | for each step |",
        "|---|---|---|",
        *(
            f"| {name} | {x / unit:.1f} | {x / unit / steps:.4f} |"
            for name, x in (("kernel", kernel), ("refuter", refuter), ("everything beyond interpreter start", total))
        ),
        "",
        f"Slowest theorem in the kernel: `{slowest['id']}`, {float(str(slowest['kernel'])) / kernel:.0%} of the kernel's time"
        f" (median theorem: {median(float(str(r['kernel'])) for r in rows) / kernel:.1%}).",
        "",
        "## The same statements in plain SymPy",
        "",
        f"Written by hand in `benchmarks/sympy_scripts/`, at symbolic size; three attempts, at most {SECONDS} s of CPU each.",
        f"SymPy closes {len(closed)} of {len(told)}. The checker proves all {len(told)}, and the refuter attacks them in the time counted.",
        "",
        "Where SymPy cannot be told what the book assumes, the scripts give it more: positive entries for distributions, expectations",
        "already factored, sums to one substituted. `no` is a difference that is left over; where one attempt raises, the others count.",
        "",
        "SymPy's time divided by the checker's (kernel and refuter):",
        "",
        "| | statements | smallest | quarter | median | three quarters | largest |",
        "|---|---|---|---|---|---|---|",
        f"| all | {len(told)} | {spread(list(ratios.values()))} |",
        *([f"| closed by SymPy | {len(closed)} | {spread([ratios[n] for n in closed])} |"] if closed else []),
        *([f"| not closed by SymPy | {len(open_)} | {spread([ratios[n] for n in open_])} |"] if open_ else []),
        "",
        "| statement | SymPy | time ratio |",
        "|---|---|---|",
        *(f"| `{n}` | {t.how} | {short(ratios[n])} |" for n, t in told.items()),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
