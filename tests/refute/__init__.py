"""The refuter: models of hypotheses, counterexamples, what is undefined or unsampled."""
