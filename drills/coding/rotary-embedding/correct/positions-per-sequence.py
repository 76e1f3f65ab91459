"""Takes positions of shape (T,) or (B, T), and repeats each angle for both members of a pair."""
import torch


def apply_rope(x, positions, base=10000.0):
    d = x.shape[-1]
    if positions.dim() == 1:
        positions = positions.unsqueeze(0)
    theta = torch.pow(torch.tensor(base), -torch.arange(0, d, 2) / d)
    m = positions[:, None, :, None].to(theta.dtype) * theta
    m = m.repeat_interleave(2, dim=-1)
    partner = torch.stack((-x[..., 1::2], x[..., ::2]), -1).reshape(x.shape)
    return torch.addcmul(x * m.cos(), partner, m.sin()).type_as(x)


def attention_scores(q, k, positions):
    q, k = apply_rope(q, positions), apply_rope(k, positions)
    return q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5


if __name__ == "__main__":
    print(attention_scores(*torch.randn(2, 2, 3, 4, 6), torch.arange(4)).shape)
