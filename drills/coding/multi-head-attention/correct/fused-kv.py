import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.d = d_model // num_heads
        self.to_q = nn.Linear(d_model, d_model, bias=False)
        self.to_kv = nn.Linear(d_model, 2 * d_model, bias=False)
        self.to_out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        b, n, c = query.shape
        m = key.shape[1]
        q = self.to_q(query)
        if key is value:
            k, v = self.to_kv(key).chunk(2, dim=-1)
        else:
            k = self.to_kv(key)[..., :c]
            v = self.to_kv(value)[..., c:]
        q = q.reshape(b, n, self.h, self.d).permute(0, 2, 1, 3)
        k = k.reshape(b, m, self.h, self.d).permute(0, 2, 3, 1)  # already transposed
        v = v.reshape(b, m, self.h, self.d).permute(0, 2, 1, 3)
        sim = (q @ k) * self.d ** -0.5
        if mask is not None:
            sim.masked_fill_(~mask, -torch.finfo(sim.dtype).max)
        attn = sim.softmax(dim=-1)
        out = (attn @ v).permute(0, 2, 1, 3).reshape(b, n, c)
        return self.to_out(out)


if __name__ == "__main__":
    net = MultiHeadAttention(32, 4)
    latents = torch.randn(2, 3, 32)
    context = torch.randn(2, 11, 32)
    print(net(latents, context, context).shape)
