import torch


def attention_backward(q, k, v, grad_out):
    """
    q (B, Tq, d), k (B, Tk, d), v (B, Tk, dv), grad_out (B, Tq, dv)

    Returns the gradients (dq, dk, dv) of sum(grad_out * softmax(q k^T / sqrt(d)) v).
    """
    # Start here: recompute the forward pass, then walk through it backwards.
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    tensors = [torch.randn(2, n, width, requires_grad=True) for n, width in ((3, 4), (5, 4), (5, 6))]
    q, k, v = tensors
    output = torch.softmax(q @ k.transpose(-2, -1) / 2, dim=-1) @ v
    grad_out = torch.randn_like(output)
    with torch.no_grad():
        found = attention_backward(q, k, v, grad_out)
    for ours, theirs in zip(found, torch.autograd.grad(output, tensors, grad_out)):
        print((ours - theirs).abs().max())  # expected: about 0
    print([gradient.shape for gradient in found])  # expected: (2, 3, 4), (2, 5, 4), (2, 5, 6)
