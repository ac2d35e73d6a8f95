"""The derivations that are shipped: every theorem by its id, in file order."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from checks.evaluate.model import Model
from checks.refute.example import BadExample, example_model
from checks.tactics.prove import Job, Plan, Prover, plan
from checks.words.formula import as_term
from checks.words.state import Theorem

ROOT = Path(__file__).parents[1]
FLAGSHIPS = ("attention", "dpo", "kl", "lora", "softmax", "sympy_words")  # what takes long is done for these, one by one
SUBJECTS = tuple(sorted(f.stem for f in (ROOT / "derivations").glob("*.py") if f.stem != "__init__"))


@cache
def theorems() -> dict[str, Theorem]:
    """Ids as the runner gives them: "softmax.jacobian", by the file that states the theorem."""
    found: dict[str, Theorem] = {}
    for subject in SUBJECTS:
        module = import_module(f"derivations.{subject}")
        for name, value in vars(module).items():
            if isinstance(value, Theorem) and Path(value.place.file) == Path(str(module.__file__)):
                found[f"{subject}.{name}"] = value
    return found


def of_flagships() -> dict[str, Theorem]:
    """The theorems of the subjects that are looked at one by one."""
    return {name: th for name, th in theorems().items() if name.partition(".")[0] in FLAGSHIPS}


@cache
def prover() -> Prover:
    return Prover()


@cache
def jobs(theorem: Theorem) -> tuple[Job, ...]:
    """The steps of a theorem, as they are put to the kernel."""
    made = plan(theorem.claim, theorem.proof, prover().scope(theorem))
    assert isinstance(made, Plan), made
    return made.jobs


def example(theorem: Theorem) -> tuple[Model, ...]:
    """The model of the hypotheses that the author gives, if there is one."""
    if not theorem.example:
        return ()
    pairs = [(as_term(k), str(v)) for k, v in theorem.example.items()]
    made = example_model(theorem.claim, tuple(h.claim for h in theorem.given), pairs)  # type: ignore[arg-type]
    assert not isinstance(made, BadExample), made
    return (made,)
