"""placeholder replaced by the printer"""

from checks.kernel.names import Term


def text(x: Term) -> str:
    return getattr(x, "name", type(x).__name__)
