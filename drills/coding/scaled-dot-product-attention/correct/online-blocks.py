import torch


def attention(query, key, value, mask=None, causal=False, block_size=4):
    """Walks over the keys in blocks; no more than one block of scores exists at a time."""
    batch, length, width = query.shape
    keys = key.shape[1]
    positions = torch.arange(length, device=query.device).unsqueeze(1)
    query = query / width ** 0.5
    top = query.new_full((batch, length, 1), -1e30)
    total = query.new_zeros(batch, length, 1)
    out = query.new_zeros(batch, length, value.shape[-1])
    for start in range(0, keys, block_size):
        stop = min(start + block_size, keys)
        s = query @ key[:, start:stop].transpose(1, 2)
        if mask is not None:
            s = s.masked_fill(~mask.expand(batch, length, keys)[..., start:stop], float("-inf"))
        if causal:
            s = s.masked_fill(torch.arange(start, stop, device=s.device) > positions, float("-inf"))
        new_top = torch.maximum(top, s.amax(-1, keepdim=True)).detach()
        shrink, e = (top - new_top).exp(), (s - new_top).exp()
        total = total * shrink + e.sum(-1, keepdim=True)
        out = out * shrink + e @ value[:, start:stop]
        top = new_top
    return out / total


if __name__ == "__main__":
    q, kv = torch.randn(2, 3, 8), torch.randn(2, 10, 8)
    print(attention(q, kv, kv).shape)
