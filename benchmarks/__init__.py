"""How fast is the checker, and what does plain SymPy make of the same statements?  `python -m benchmarks` answers."""
