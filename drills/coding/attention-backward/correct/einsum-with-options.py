"""einsum, any leading axes, an optional mask and scale."""
import math

import torch


def attention_backward(q, k, v, grad_out, mask=None, scale=None):
    scale = scale if scale is not None else 1.0 / math.sqrt(k.shape[-1])
    S = torch.einsum("...id,...jd->...ij", q, k) * scale
    if mask is not None:
        S = S.masked_fill(~mask, -math.inf)
    P = torch.exp(S - S.logsumexp(-1, keepdim=True))
    dP = torch.einsum("...ie,...je->...ij", grad_out, v)
    dS = P * dP - P * torch.einsum("...ij,...ij->...i", P, dP)[..., None]
    dS = scale * dS
    dq = torch.einsum("...ij,...jd->...id", dS, k)
    dk = torch.einsum("...ij,...id->...jd", dS, q)
    return dq, dk, torch.einsum("...ij,...ie->...je", P, grad_out)


if __name__ == "__main__":
    x = [torch.randn(2, 3, n, w) for n, w in ((4, 5), (6, 5), (6, 7), (4, 7))]
    for gradient in attention_backward(*x):
        print(gradient.shape)
