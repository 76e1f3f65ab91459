"""One cache object with room for the whole window, written in place; detached, not no_grad."""
import torch
import torch.nn as nn
from torch.nn import functional as F


class Cache:
    def __init__(self, layers, rows, heads, room, size, like):
        self.kv = torch.zeros(layers, 2, rows, heads, room, size, dtype=like.dtype)
        self.length = 0

    def write(self, layer, k, v):
        end = self.length + k.size(2)
        self.kv[layer, 0, :, :, self.length : end] = k.detach()
        self.kv[layer, 1, :, :, self.length : end] = v.detach()
        return self.kv[layer]  # with the empty slots, which the mask hides


class Block(nn.Module):
    def __init__(self, layer, n_embd, n_head):
        super().__init__()
        self.layer, self.n_head = layer, n_head
        self.ln_1, self.ln_2 = nn.LayerNorm(n_embd), nn.LayerNorm(n_embd)
        self.c_attn = nn.Linear(n_embd, 3 * n_embd, bias=False)
        self.c_proj = nn.Linear(n_embd, n_embd, bias=False)
        self.mlp = nn.Sequential(
            nn.Linear(n_embd, 4 * n_embd), nn.ReLU(), nn.Linear(4 * n_embd, n_embd), nn.Dropout(0.1)
        )

    def forward(self, x, cache=None):
        B, T, C = x.size()
        q, k, v = self.c_attn(self.ln_1(x)).split(C, dim=2)
        q, k, v = (t.view(B, T, self.n_head, C // self.n_head).transpose(1, 2) for t in (q, k, v))
        start = 0
        if cache is not None:
            start = cache.length
            k, v = cache.write(self.layer, k, v)
        seen = torch.arange(k.size(2)) <= torch.arange(start, start + T)[:, None]
        att = (q @ k.transpose(-2, -1) * k.size(-1) ** -0.5).masked_fill(~seen, float("-inf"))
        x = x + self.c_proj((F.softmax(att, dim=-1) @ v).transpose(1, 2).reshape(B, T, C))
        return x + self.mlp(self.ln_2(x))


class MiniGPT(nn.Module):
    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        self.sizes = (num_heads, max_len, d_model // num_heads)
        self.block_size = max_len
        self.wte, self.wpe = nn.Embedding(vocab_size, d_model), nn.Embedding(max_len, d_model)
        self.h = nn.ModuleList([Block(i, d_model, num_heads) for i in range(num_layers)])

    def forward(self, idx, targets=None, cache=None):
        start = cache.length if cache is not None else 0
        x = self.wte(idx) + self.wpe(torch.arange(start, start + idx.size(1)))
        for block in self.h:
            x = block(x, cache)
        if cache is not None:
            cache.length += idx.size(1)
        logits, loss = x @ self.wte.weight.T, None
        if targets is not None:
            loss = F.cross_entropy(logits.view(-1, logits.size(-1)), targets.reshape(-1))
        return logits, loss

    def loss(self, idx):
        return self(idx[:, :-1], idx[:, 1:])[1]

    def generate(self, idx, max_new_tokens):
        cache = Cache(len(self.h), len(idx), *self.sizes, like=self.wte.weight)
        fed = idx
        for _ in range(max_new_tokens):
            if idx.size(1) > self.block_size:
                fed, cache = idx[:, -self.block_size :], None
            logits, _ = self(fed, cache=cache)
            fed = torch.topk(logits[:, -1, :], k=1, dim=-1)[1]
            idx = torch.cat((idx, fed), dim=1)
        return idx


if __name__ == "__main__":
    print(MiniGPT(10, 16, 2, 2, 8).generate(torch.randint(10, (2, 3)), 4).shape)
