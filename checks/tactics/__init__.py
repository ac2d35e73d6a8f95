"""Untrusted search: from reasons to moves, what is missing, what is superfluous, `by=auto`.  The kernel checks everything."""
