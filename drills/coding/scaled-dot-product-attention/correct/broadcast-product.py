import torch


def attention(query, key, value, mask=None, causal=False):
    q = query.unsqueeze(2)                                # B Tq 1  d
    k = key.unsqueeze(1)                                  # B 1  Tk d
    s = (q * k).sum(-1) / query.shape[-1] ** 0.5          # B Tq Tk
    if mask is not None:
        s = s + mask.to(s.dtype).log()                    # log 1 = 0, log 0 = -inf
    if causal:
        s = s + torch.ones_like(s[0]).tril().log()
    top = s.max(dim=-1, keepdim=True).values
    e = (s - top).exp()
    numerator = (e.unsqueeze(-1) * value.unsqueeze(1)).sum(2)
    return numerator / e.sum(-1, keepdim=True)


if __name__ == "__main__":
    a, b = torch.randn(1, 2, 3), torch.randn(1, 4, 3)
    print(attention(a, b, b).size())
