import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.fc_q = nn.Linear(d_model, d_model)
        self.fc_k = nn.Linear(d_model, d_model)
        self.fc_v = nn.Linear(d_model, d_model)
        self.fc_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.fc_q(key)
        k = self.fc_k(key)
        v = self.fc_v(value)
        q, k, v = (t.view(t.shape[0], t.shape[1], self.h, -1).permute(0, 2, 1, 3) for t in (q, k, v))
        energy = torch.matmul(q, k.permute(0, 1, 3, 2)) / q.shape[-1] ** 0.5
        if mask is not None:
            energy = energy.masked_fill(mask == 0, -1e10)
        attention = torch.softmax(energy, dim=-1)
        x = torch.matmul(attention, v).permute(0, 2, 1, 3).flatten(2)
        return self.fc_o(x), attention


if __name__ == "__main__":
    m = MultiHeadAttention(32, 8)
    src = torch.randn(4, 5, 32)
    out, attention = m(src, src, src)
    print(out.shape, attention.shape)
