"""Altered derivations: what a careless hand does to a formula.  None of them may ever be proved.  Untrusted."""
