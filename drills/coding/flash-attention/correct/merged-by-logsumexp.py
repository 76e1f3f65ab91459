import torch


def flash_attention(query, key, value, block_size=64, causal=False):
    """Each block is a softmax of its own; its log-sum-exp says how much weight it deserves."""
    B, H, Tq, d = query.shape
    out, lse = None, None
    position = torch.arange(Tq)
    for at, (k, v) in enumerate(zip(key.split(block_size, dim=2), value.split(block_size, dim=2))):
        s = torch.einsum("bhqd,bhkd->bhqk", query, k) * d**-0.5
        if causal:
            later = at * block_size + torch.arange(k.size(2)) > position.unsqueeze(1)
            s = s.masked_fill(later, torch.finfo(s.dtype).min)
        part, part_lse = s.softmax(dim=-1) @ v, s.logsumexp(dim=-1, keepdim=True)
        if out is None:
            out, lse = part, part_lse
            continue
        total = torch.logaddexp(lse, part_lse)
        out = out * (lse - total).exp() + part * (part_lse - total).exp()
        lse = total
    return out, lse.squeeze(-1)


if __name__ == "__main__":
    q, k, v = torch.randn(3, 2, 2, 6, 4)
    print(flash_attention(q, k, v, block_size=4)[0].shape)
