"""Rotary positions: keys are kept as they were rotated; time comes before heads."""
import torch
import torch.nn.functional as F
from torch import nn


class RMSNorm(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(d))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * self.gain


def rotate(x, start):  # (B, T, H, d)
    T, d = x.shape[1], x.shape[-1]
    place = torch.arange(start, start + T)[:, None, None]
    angle = place * 10000.0 ** (-torch.arange(0, d, 2) / d)
    u, v = x.chunk(2, -1)
    return torch.cat([u * angle.cos() - v * angle.sin(), u * angle.sin() + v * angle.cos()], -1)


def attention(q, k, v):
    q, k, v = (t.transpose(1, 2) for t in (q, k, v))
    if hasattr(F, "scaled_dot_product_attention"):
        causal = q.shape[2] > 1  # one query is the last position, and may see all keys
        return F.scaled_dot_product_attention(q, k, v, is_causal=causal).transpose(1, 2)
    future = torch.ones(q.shape[2], k.shape[2]).triu(1 + k.shape[2] - q.shape[2]).bool()
    scores = (q @ k.mT / q.shape[-1] ** 0.5).masked_fill(future, float("-inf"))
    return (scores.softmax(-1) @ v).transpose(1, 2)


class Layer(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.heads = heads
        self.before, self.between = RMSNorm(d), RMSNorm(d)
        self.q, self.k, self.v, self.o = (nn.Linear(d, d, bias=False) for _ in range(4))
        self.gate, self.up = nn.Linear(d, 2 * d), nn.Linear(d, 2 * d)
        self.down = nn.Linear(2 * d, d)

    def forward(self, x, past):
        y = self.before(x)
        q, k, v = (f(y).unflatten(2, (self.heads, -1)) for f in (self.q, self.k, self.v))
        start = past["k"].shape[1] if past else 0
        q, k = rotate(q, start), rotate(k, start)
        if past:
            k, v = torch.cat([past["k"], k], 1), torch.cat([past["v"], v], 1)
        past.update(k=k, v=v)
        x = x + self.o(attention(q, k, v).flatten(2))
        y = self.between(x)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


class MiniGPT(nn.Module):
    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        self.window = max_len
        self.embed = nn.Embedding(vocab_size, d_model)
        self.layers = nn.ModuleList(Layer(d_model, num_heads) for _ in range(num_layers))
        self.final = RMSNorm(d_model)

    def forward(self, tokens, pasts=None):
        x = self.embed(tokens)
        for layer, past in zip(self.layers, pasts or [{} for _ in self.layers]):
            x = layer(x, past)
        return self.final(x) @ self.embed.weight.T

    def loss(self, tokens):
        logp = self(tokens).log_softmax(-1)
        return -logp[:, :-1].gather(2, tokens[:, 1:, None]).mean()

    @torch.inference_mode()
    def generate(self, tokens, max_new_tokens):
        text, pasts = list(tokens.unbind(1)), None
        for _ in range(max_new_tokens):
            if pasts is None or len(text) > self.window:
                pasts = [{} for _ in self.layers]
                logits = self(torch.stack(text[-self.window :], dim=1), pasts)
            else:
                logits = self(text[-1][:, None], pasts)
            text.append(logits[:, -1].max(-1).indices)
        return torch.stack(text, dim=1)


if __name__ == "__main__":
    print(MiniGPT(10, 16, 2, 2, 8).generate(torch.randint(10, (2, 3)), 4).shape)
