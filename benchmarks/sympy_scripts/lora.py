"""LoRA: parameter count, forward pass, merging, and the gradient by B."""

from sympy import Identity, IndexedBase, MatrixSymbol, Sum, diff, symbols

from benchmarks.sympy_scripts import Difference

d_out, d_in, r, n = symbols("d_out d_in r n", integer=True, positive=True)
gamma = symbols("gamma", real=True)
i, j, k, o = symbols("i j k o", integer=True, positive=True)

W = MatrixSymbol("W", d_out, d_in)
B = MatrixSymbol("B", d_out, r)
A = MatrixSymbol("A", r, d_in)
x = MatrixSymbol("x", d_in, 1)
c = MatrixSymbol("c", d_out, 1)


def count():
    return Difference(d_out * r + r * d_in - r * (d_out + d_in))


def saving():
    return Difference(d_out * d_in / (d_out * r + r * d_in) - d_out * d_in / (r * (d_out + d_in)))


def saving_square():
    return Difference(n * n / (r * (n + n)) - n / (2 * r))


def forward():
    return Difference((W + gamma * B * A) * x + c - (W * x + c + gamma * B * (A * x)))


def merge():
    merged = W + gamma * B * A
    return Difference(merged * x + Identity(d_out) * c - (W * x + c + gamma * B * (A * x)))


def gradient_B():
    """For the loss sum_i g_i y_i with constant g: the gradient by one entry of B."""
    b, a, xs, g = (IndexedBase(name, real=True) for name in ("B", "A", "x", "g"))
    row = Sum(g[o] * Sum(b[o, n] * Sum(a[n, j] * xs[j], (j, 1, d_in)), (n, 1, r)), (o, 1, d_out))
    return Difference(gamma * diff(row, b[i, k]) - gamma * g[i] * Sum(a[k, j] * xs[j], (j, 1, d_in)))
