"""SymPy: the second judge.  The only folder that imports SymPy, and never on the path of a cached run.

| module | question |
|---|---|
| `library` | where does SymPy enter? |
| `to_sympy` `unevaluated` `names` | what is this formula in SymPy's words, at symbolic size, as it was written? |
| `lift` `declared` `ranges` `held` | what formula does this SymPy expression hold? |
| `lower` `cells` `values` `means` `unknown` | what is a formula at explicit sizes, every entry a symbol? |
| `generators` `zero` `order` `size` `weight` | is an expression zero, or of one sign, decided exactly and within a cap on its size? |
| `equations` `instance` `naming` | what do the hypotheses say of the entries? |
| `judge` `symbolic` `contradict` | does SymPy confirm a step, contradict it, or can it not decide? |
| `export` `python_text` `prelude` | which stand-alone script replays what SymPy confirmed? |
"""
