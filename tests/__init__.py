"""The tests.  A regular package: another distribution installs a top-level `tests`, which a namespace package would lose to."""
