"""Derivation Checks: is the mathematics in this book right?  Every step proved, or refuted with numbers."""

__version__ = "0.1.0"
