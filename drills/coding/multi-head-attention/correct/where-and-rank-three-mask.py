import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.d_head = d_model // num_heads
        self.query_layer = nn.Linear(d_model, d_model)
        self.key_layer = nn.Linear(d_model, d_model)
        self.value_layer = nn.Linear(d_model, d_model)
        self.final_layer = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        """mask: (B, Tq, Tk), or any shape that broadcasts to (B, H, Tq, Tk)"""
        q = self.query_layer(query).unflatten(-1, (self.num_heads, self.d_head)).transpose(1, 2)
        k = self.key_layer(key).unflatten(-1, (self.num_heads, self.d_head)).transpose(1, 2)
        v = self.value_layer(value).unflatten(-1, (self.num_heads, self.d_head)).transpose(1, 2)

        energy = torch.matmul(q, k.transpose(2, 3)) / self.d_head ** 0.5
        if mask is not None:
            if mask.dim() == 3:
                mask = mask.unsqueeze(1)  # the same for every head
            lowest = torch.tensor(float("-inf"), dtype=energy.dtype, device=energy.device)
            energy = torch.where(mask, energy, lowest)
        attention = torch.softmax(energy, dim=3)
        out = torch.matmul(attention, v).transpose(1, 2).flatten(start_dim=2)
        return self.final_layer(out)


if __name__ == "__main__":
    lengths = torch.tensor([4, 6])
    padding = torch.arange(6)[None, :] < lengths[:, None]      # (B, Tk)
    mask = padding[:, None, :].expand(2, 5, 6)                 # (B, Tq, Tk)
    q, kv = torch.randn(2, 5, 12), torch.randn(2, 6, 12)
    out = MultiHeadAttention(12, 3)(q, kv, kv, mask)
    print(out.shape)
