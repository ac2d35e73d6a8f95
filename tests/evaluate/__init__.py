"""The evaluator: values, derivatives, the zero convention, printed digits."""
