"""A loop over the new positions: each appends its key and value to lists, then attends to them."""
import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads, self.width = num_heads, d_model // num_heads
        self.key_value = nn.Linear(d_model, 2 * d_model)
        self.query = nn.Linear(d_model, d_model)
        self.project = nn.Linear(d_model, d_model)

    def forward(self, x, cache=None):
        keys, values = ([], []) if cache is None else cache
        outputs = []
        for token in x.unbind(dim=1):
            q = self.query(token).view(-1, self.heads, self.width)
            k, v = self.key_value(token).view(-1, 2, self.heads, self.width).unbind(1)
            keys.append(k)
            values.append(v)
            scores = torch.einsum("bhd,sbhd->bhs", q, torch.stack(keys)) / self.width**0.5
            mixed = torch.einsum("bhs,sbhd->bhd", scores.softmax(-1), torch.stack(values))
            outputs.append(self.project(mixed.flatten(1)))
        return torch.stack(outputs, dim=1), (keys, values)


if __name__ == "__main__":
    out, _ = CausalSelfAttention(6, 2)(torch.randn(2, 3, 6))
    print(out.shape)
