"""What can be asked on the command line?  `python -m checks --help` says it; this is the only front door."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType, TracebackType
from typing import NoReturn, final

from checks import __version__
from checks.home import forget_working_directory
from checks.outcome import ExitCode

EXIT_CODES = """\
exit codes: 0 everything is proved, assumed with a source, or right; 1 something is refuted, misjustified or undecided;
2 interrupted; 3 a fault of the checker itself; 4 a usage error, or a script that does not load; 5 nothing to check."""


@final
class Parser(argparse.ArgumentParser):
    """argparse, but a usage error is exit code 4, as for a script that does not load."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(ExitCode.USAGE, f"{self.prog}: {message}\n")


def parser() -> Parser:
    """Every command and every option."""
    top = Parser(
        prog="python -m checks",
        description="Checks the derivations of a book: proves every step, or refutes it with numbers.",
        epilog=EXIT_CODES,
    )
    top.add_argument("--version", action="version", version=f"Derivation Checks {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    out, judging, paths = Parser(add_help=False), Parser(add_help=False), Parser(add_help=False)
    out.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour; auto asks the terminal and NO_COLOR")
    out.add_argument("--format", choices=("text", "json"), default="text", help="text for people, or json")
    judging.add_argument(
        "--jobs", type=_whole, metavar="N", help="workers (default: one per core; 0: this process, without limits: a crash ends the run)"
    )
    judging.add_argument(
        "--timeout", type=_seconds, default=60.0, metavar="S", help="seconds for each theorem and script (default: %(default)g)"
    )
    judging.add_argument(
        "--memory", type=_whole, default=2048, metavar="MB", help="memory for each theorem and script (default: %(default)s)"
    )
    judging.add_argument("--no-sympy", action="store_true", help="leave out SymPy's opinion: faster, and every tick is earned twice")
    judging.add_argument("--out", metavar="DIR", help="where results and reports go (default: build, in the book's folder)")
    paths.add_argument("paths", nargs="*", metavar="PATH", help="scripts or folders (default: paths in [tool.checks], else derivations)")

    def command(name: str, says: str, *parents: Parser) -> Parser:
        made: Parser = commands.add_parser(
            name, help=says, description=says[0].upper() + says[1:] + ".", parents=parents, epilog=EXIT_CODES
        )
        return made

    every = command("all", "check everything, and write the results and the reports", out, judging, paths)
    every.add_argument("--pdf", action="store_true", help="write appendix.pdf too")
    show = command("show", "one theorem, step, number or erratum in full", out, judging)
    show.add_argument("id", metavar="ID[:STEP]", help="such as softmax.jacobian or softmax.jacobian:3")
    command("list", "every theorem with its verdict", out, judging, paths)
    command("coverage", "every statement that the book lists, and what became of it", out, judging)
    command("rules", "the reasons that may stand in by=, with their statements and sources", out)
    words = command("words", "the words of the language by kind, or one in full", out)
    words.add_argument("name", nargs="?", metavar="NAME", help="such as distribution; without it, every word")
    explain = command("explain", "what a code in a message means, and the way out", out)
    explain.add_argument("code", nargs="?", metavar="CODE", help="such as misjustified; without it, every code")
    command("schema", "the JSON Schema of results.json")
    report = command("report", "render the last results without proving again", out)
    report.add_argument("kind", choices=("html", "latex", "pdf"))
    report.add_argument("--out", metavar="DIR", help="where results.json is, and where the report goes (default: build)")
    export = command("export", "stand-alone scripts of what was proved", out, judging)
    export.add_argument("kind", choices=("sympy",))
    export.add_argument("ids", nargs="*", metavar="ID", help="theorems (default: all)")
    return top


def _whole(text: str) -> int:
    n = int(text)
    if n < 0:
        raise argparse.ArgumentTypeError(f"{text} is negative")
    return n


def _seconds(text: str) -> float:
    s = float(text)
    if not 0 <= s < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds")
    return s


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is `outcome.ExitCode`."""
    sys.excepthook = _fault
    forget_working_directory()
    asked = parser().parse_args(argv)
    from checks.console import commands
    from checks.run.book import UsageError

    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        code = commands.COMMANDS[asked.command](asked)
        sys.stdout.flush()
    except UsageError as e:
        print(f"{e.says}" + (f"\n    {e.advice}" if e.advice else ""), file=sys.stderr)
        return ExitCode.USAGE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough; Python would complain once more when it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.INTERRUPTED
    finally:
        signal.signal(signal.SIGTERM, before)
    return int(code)


def front_door() -> NoReturn:
    """The program: `main`, and then nothing more, whatever threads and exit handlers a script has left behind."""
    try:
        code = main()
    except SystemExit as e:
        code = e.code if isinstance(e.code, int) else int(ExitCode.OK if e.code is None else ExitCode.USAGE)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _interrupt(signum: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _fault(kind: type[BaseException], e: BaseException, trace: TracebackType | None) -> NoReturn:
    """Our own fault: Python's exit code for it would be 1, which here means that something is refuted."""
    traceback.print_exception(kind, e, trace)
    print("\nThis is a fault of the checker's, not of the book.", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(ExitCode.INTERNAL)
