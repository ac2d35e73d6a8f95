"""What did the author mean where Python stops a line?  `x ^ 2`, `abs(x)`, `z.T @ z`: read again, and the word for it said.

Python's own sentence ("unsupported operand type(s) for ^: 'Scalar' and 'int'") speaks of our classes, which an author need not know.
"""

from __future__ import annotations

import ast
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

from checks.kernel.shape import Malformed
from checks.run.at_fault import UNKNOWN, Fault, Said, find
from checks.run.near import near
from checks.run.scripts import Script
from checks.run.truth import asked_for_truth
from checks.run.wrong_call import wrong_call
from checks.words.declared import UnknownFunction
from checks.words.define import DefinedFunction
from checks.words.formula import Array, Formula, Matrix, Number, Proposition, Vector
from checks.words.reasons import Auto, DeclaredFact, Rule, Unfolds

# Functions of Python and of its libraries that are no words here, and what to write; {} is the argument, {0}, {1} the first two.
INSTEAD = {
    "abs": "abs_({})", "fabs": "abs_({})", "absolute": "abs_({})", "Abs": "abs_({})", "ln": "log({})", "log10": "log({}, 10)",
    "log2": "log({}, 2)", "log1p": "log(1 + {})", "expm1": "exp({}) - 1", "pow": "{0}**{1}", "power": "{0}**{1}", "square": "{}**2",
    "trace": "tr({})", "matrix_rank": "rank({})", "linalg.norm": "norm({})", "inner": "dot({})", "matmul": "{0} @ {1}",
    "transpose": "{}.T", "sum": "Sum(f, k): a sum runs over an index", "fsum": "Sum(f, k): a sum runs over an index",
    "diff": "D({})", "Derivative": "D({})",
    "sigmoid": "1 / (1 + exp(-{}))",
}  # fmt: skip
AS_METHOD = {
    "dot": "dot({}, ...)", "sum": "Sum(f, k)", "trace": "tr({})", "norm": "norm({})", "transpose": "{}.T", "t": "{}.T", "diff": "D({}, x)",
}  # fmt: skip
ITERATES = ("list", "tuple", "set", "len", "enumerate", "zip", "range", "iter", "next", "map", "all", "any", "reversed")


def meant(e: BaseException, script: Script) -> Said | None:
    """The message for Python's own objection to a line of a derivation; nothing if it is no mistake that we know."""
    fault = find(e, script)
    if fault is None:
        return None
    if isinstance(e, Malformed):
        return asked_for_truth(fault) if e.code == "truth-value" else None
    if not (fault.here and isinstance(e, (TypeError, AttributeError))) and not _foreign_call(fault):
        return None
    match fault.node:
        case ast.Call() as call:
            return _call(fault, call)
        case ast.BinOp() | ast.UnaryOp() | ast.AugAssign():
            return _operator(fault, fault.node)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if not isinstance(op, (ast.In, ast.NotIn)):
            a, b = ast.unparse(left), ast.unparse(right)
            return (
                "operator",
                f"{ast.unparse(fault.node)}: vectors and matrices are not ordered",
                f"compare entries, such as {a}[i] and {b}[i]",
            )
        case ast.Attribute() as attribute:
            return _attribute(fault, attribute)
        case ast.Subscript(value=of):
            return _subscript(fault, of)
        case _:
            return _iteration(fault)


# ---------------------------------------------------------------- calls
def _foreign_call(fault: Fault) -> bool:
    return isinstance(fault.node, ast.Call) and _library(fault, fault.node) != ""


def _library(fault: Fault, call: ast.Call) -> str:
    """ "math.exp" for a function of Python or of a library; nothing for a word, or for a function of the book."""
    f = fault.value(call.func)
    written = ast.unparse(call.func)
    if isinstance(f, (FunctionType, BuiltinFunctionType, type)) or f is UNKNOWN:
        root = call.func
        while isinstance(root, ast.Attribute):
            root = root.value
        owner = fault.value(root)
        if isinstance(owner, ModuleType):
            return "" if owner.__name__.partition(".")[0] in ("checks", "derivations") else written
        module = getattr(f, "__module__", "") or ""
        return written if module.partition(".")[0] in ("builtins", "math", "cmath", "numpy", "sympy", "statistics", "scipy") else ""
    return ""


def _call(fault: Fault, call: ast.Call) -> Said | None:
    name, f = ast.unparse(call.func), fault.value(call.func)
    written = ast.unparse(call)
    match f:
        case FunctionType() | MethodType() if f.__module__.partition(".")[0] == "checks":
            wrong = wrong_call(call, name, f)
            return None if wrong is None else ("call", *wrong)
        case Vector() | Matrix():
            at = ", ".join(map(ast.unparse, call.args)) or ("i" if isinstance(f, Vector) else "i, j")
            return "call", f"{written}: {name} is a {_kind(f)}, not a function", f"write {name}[{at}] for an entry"
        case Number():
            return "call", f"{written}: {name} is a number, not a function", f"write {name} alone, or {name} * (...) for a product"
        case Rule() | Auto() | Unfolds() | DeclaredFact():
            return "call", f"{written}: {name} is a reason and takes no argument", f"write {name}"
        case _ if _library(fault, call):
            return _instead(fault, call)
        case _:
            return None


def _instead(fault: Fault, call: ast.Call) -> Said | None:
    from checks import language

    if not any(_ours(fault, a) for a in call.args):
        return None
    written = ast.unparse(call.func)
    last = written.rpartition(".")[2]
    says = f"{ast.unparse(call)}: {written} computes with numbers of Python's, and this is a formula"
    key = next((k for k in (written, ".".join(written.split(".")[-2:]), last) if k in INSTEAD), "")
    if last in ITERATES:
        return "operator", says, "the size of a vector is a symbol: Sum(f, k) and forall(k, claim) run over its entries"
    if key and (len(call.args) > 1 or "{1}" not in INSTEAD[key]):
        return "operator", says, "write " + filled(INSTEAD[key], call.args)
    if last in language.__all__:
        return "operator", says, f"write {last}({', '.join(map(ast.unparse, call.args))}), the word of this language"
    return "operator", says, "python -m checks words lists the functions that formulas have"


def filled(form: str, args: list[ast.expr]) -> str:
    texts = [ast.unparse(a) for a in args]
    return form.replace("{0}", texts[0]).replace("{1}", texts[1] if len(texts) > 1 else "").replace("{}", ", ".join(texts))


def _ours(fault: Fault, x: ast.AST) -> bool:
    """Does a formula stand in it?"""
    return any(isinstance(fault.value(n), (Formula, Proposition, DefinedFunction, UnknownFunction)) for n in ast.walk(x))


# ---------------------------------------------------------------- operators, attributes, entries
def _operator(fault: Fault, x: ast.BinOp | ast.UnaryOp | ast.AugAssign) -> Said | None:
    written = ast.unparse(x)
    parts = [x.operand] if isinstance(x, ast.UnaryOp) else [x.target, x.value] if isinstance(x, ast.AugAssign) else [x.left, x.right]
    if not any(_ours(fault, p) for p in parts):
        return None
    for p in parts:
        if isinstance(fault.value(p), (DefinedFunction, UnknownFunction)):
            name = ast.unparse(p)
            return "operator", f"{written}: {name} is a function, not a number", f"write {name}(...) with its arguments"
    texts = [ast.unparse(p) for p in parts]
    match x.op:
        case ast.BitXor():
            simple = not any(isinstance(p, (ast.BinOp, ast.UnaryOp)) for p in parts)
            return (
                "operator",
                f"{written}: ^ is not the power in Python",
                f"write {'**'.join(texts)}" if simple else "write ** for the power",
            )
        case ast.BitAnd():
            return "operator", f"{written}: & does not join claims", f"write both({', '.join(texts)})"
        case ast.BitOr():
            return "operator", f"{written}: | does not join claims", "there is no word for or: state what holds in each case"
        case ast.Invert():
            return "operator", f"{written}: ~ does not turn a claim round", "write the opposite comparison"
        case ast.Mod() | ast.FloorDiv():
            return "operator", f"{written}: division with remainder is no operator of formulas", "write / for a fraction"
        case ast.MatMult():
            return "operator", f"{written}: @ multiplies vectors and matrices", f"write {' * '.join(texts)} for numbers"
        case ast.UAdd():
            return "operator", f"{written}: a formula has no sign +", f"write {texts[0]}"
        case ast.Pow():
            return "operator", f"{written}: only a number has powers", "write A @ A for a product of matrices, and z[i]**2 for an entry"
        case ast.Div():
            return "operator", f"{written}: nothing is divided by a vector or a matrix", f"divide by an entry, such as {texts[-1]}[i]"
        case _:
            return None


def _attribute(fault: Fault, x: ast.Attribute) -> Said | None:
    of, name = fault.value(x.value), ast.unparse(x.value)
    written = ast.unparse(x)
    if not isinstance(of, (Formula, DefinedFunction)) and not _ours(fault, x.value):
        return None
    if isinstance(of, DefinedFunction):
        return "operator", f"{written}: {name} is a function", f"write {name}(...) with its arguments; what that gives has .at and .sympy"
    if x.attr == "T":
        around = next((n for n in fault.path if isinstance(n, ast.BinOp) and isinstance(n.op, ast.MatMult)), None)
        other = ast.unparse(around.right) if around is not None and around.left is x else "..."
        hint = f"write dot({name}, {other}) for the inner product" + (f", outer({name}, {other}) for the matrix" if other == "..." else "")
        what = "a number" if isinstance(of, Number) else "a vector, which is neither a row nor a column"
        return "operator", f"{written}: {name} is {what}", "drop .T" if isinstance(of, Number) else hint
    if x.attr in ("sums_to_one", "nonnegative"):
        return (
            "operator",
            f"{written}: this is known of a distribution only",
            f'declare it as distribution("{name}", ...), or give a hypothesis',
        )
    guess = near(x.attr, (n for n in dir(of) if not n.startswith("_")))
    advice = "write " + AS_METHOD[x.attr].format(name) if x.attr in AS_METHOD else f"did you mean {guess}?" if guess else ""
    return "operator", f"{written}: a formula has no .{x.attr}", advice


def _subscript(fault: Fault, of: ast.expr) -> Said | None:
    name = ast.unparse(of)
    match fault.value(of):
        case DefinedFunction() | UnknownFunction():
            return "operator", f"{ast.unparse(fault.node)}: {name} is a function", f"write {name}(...) with its arguments"
        case Number():
            return "operator", f"{ast.unparse(fault.node)}: {name} is a number and has no entries", f'declare it as vector("{name}", n)'
        case _:
            return None


def _iteration(fault: Fault) -> Said | None:
    loop = next((n for n in fault.path if isinstance(n, (ast.For, ast.comprehension, ast.Assign))), None)
    over = loop.value if isinstance(loop, ast.Assign) else loop.iter if loop is not None else None
    if over is None or not _ours(fault, over):
        return None
    number = isinstance(fault.value(over), Number)
    why = "it is a number" if number else "its size is a symbol"
    says = f"{ast.unparse(over)} has no entries that Python could run through: {why}"
    return "operator", says, "write Sum(f, k) for a sum, forall(k, claim) for every entry"


def _kind(x: Array) -> str:
    return "vector" if isinstance(x, Vector) else "matrix"
