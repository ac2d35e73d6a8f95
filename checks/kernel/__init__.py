"""The trusted core: what a formula is, what a claim means, and when a step is proved.

Imports the standard library and python-flint's exact polynomials, and nothing above it.
"""
