import math

import torch


def attention_backward(q, k, v, grad_out):
    """
    q (B, Tq, d), k (B, Tk, d), v (B, Tk, dv), grad_out (B, Tq, dv)

    Returns the gradients (dq, dk, dv) of sum(grad_out * softmax(q k^T / sqrt(d)) v).
    """
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ k.transpose(-2, -1) * scale             # (B, Tq, Tk)
    weights = torch.softmax(scores, dim=-1)

    # output = weights v
    dv = weights.transpose(-2, -1) @ grad_out            # (B, Tk, dv)
    dweights = grad_out @ v.transpose(-2, -1)            # (B, Tq, Tk)

    # A row of softmax: its Jacobian is diag(p) - p p^T, which is never built.
    row_sum = (weights * dweights).sum(dim=-1, keepdim=True)
    dscores = weights * (dweights - row_sum)             # (B, Tq, Tk)

    # scores = scale q k^T
    dq = dscores @ k * scale                             # (B, Tq, d)
    dk = dscores.transpose(-2, -1) @ q * scale           # (B, Tk, d)
    return dq, dk, dv


if __name__ == "__main__":
    torch.manual_seed(0)
    tensors = [torch.randn(2, n, width, requires_grad=True) for n, width in ((3, 4), (5, 4), (5, 6))]
    q, k, v = tensors
    output = torch.softmax(q @ k.transpose(-2, -1) / 2, dim=-1) @ v
    grad_out = torch.randn_like(output)
    expected = torch.autograd.grad(output, tensors, grad_out)

    with torch.no_grad():
        found = attention_backward(q, k, v, grad_out)
    for name, ours, theirs in zip(("dq", "dk", "dv"), found, expected):
        assert torch.allclose(ours, theirs, atol=1e-6), name
        print(name, ours.shape)  # (2, 3, 4), (2, 5, 4), (2, 5, 6)
