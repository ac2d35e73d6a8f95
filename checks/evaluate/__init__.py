"""What is the value of a formula in a model?  Exact rationals as long as possible, balls where they are not.

This package shares no code with the kernel's normaliser beyond the tree: it is a second opinion.
"""
