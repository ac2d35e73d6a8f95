"""SymPy: the second judge.  The only folder that imports SymPy, and never on the path of a cached run.

| module | question |
|---|---|
| `to_sympy`  | what is this formula in SymPy's words? |
| `lift`      | what formula does this SymPy expression hold? |
| `lower`     | what is a formula at explicit sizes, every entry a symbol? |
| `zero`      | is an expression identically zero, decided by generators and exact polynomials? |
| `equations` | what do the hypotheses make of the entries? |
| `judge`     | does SymPy confirm, contradict, or not decide a step? |
| `export`    | which stand-alone script replays what SymPy confirmed? |
"""
