import math

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """Causal attention and a feed-forward network, each with a norm and a residual connection."""

    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.norm1 = nn.LayerNorm(d_model)
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.out = nn.Linear(d_model, d_model)
        self.norm2 = nn.LayerNorm(d_model)
        self.feed_forward = nn.Sequential(
            nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model)
        )

    def attend(self, x, past):
        B, T, D = x.shape  # T new positions
        heads = (B, T, self.num_heads, D // self.num_heads)
        q, k, v = (t.view(heads).transpose(1, 2) for t in self.qkv(x).chunk(3, dim=-1))
        if past is not None:
            k = torch.cat([past[0], k], dim=2)  # (B, H, S, d_head)
            v = torch.cat([past[1], v], dim=2)
        S = k.shape[2]
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # (B, H, T, S)
        # New position i is position S - T + i of the text, and sees everything up to there.
        visible = torch.ones(T, S, dtype=torch.bool, device=x.device).tril(S - T)
        scores = scores.masked_fill(~visible, float("-inf"))
        context = torch.softmax(scores, dim=-1) @ v
        return self.out(context.transpose(1, 2).flatten(2)), (k, v)

    def forward(self, x, past=None):
        attended, kept = self.attend(self.norm1(x), past)
        x = x + attended
        return x + self.feed_forward(self.norm2(x)), kept


class MiniGPT(nn.Module):
    """A decoder-only language model that generates with a cache of keys and values."""

    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        self.max_len = max_len
        self.token = nn.Embedding(vocab_size, d_model)
        self.position = nn.Embedding(max_len, d_model)
        self.blocks = nn.ModuleList([Block(d_model, num_heads) for _ in range(num_layers)])
        self.norm = nn.LayerNorm(d_model)
        self.head = nn.Linear(d_model, vocab_size)

    def _step(self, tokens, cache=None):
        """Logits of new tokens, which follow those in the cache, and the longer cache."""
        past = [None] * len(self.blocks) if cache is None else cache
        start = 0 if cache is None else cache[0][0].shape[2]
        positions = torch.arange(start, start + tokens.shape[1], device=tokens.device)
        x = self.token(tokens) + self.position(positions)
        grown = []
        for block, pair in zip(self.blocks, past):
            x, kept = block(x, pair)
            grown.append(kept)
        return self.head(self.norm(x)), grown

    def forward(self, tokens):
        """(B, T) integers -> (B, T, vocab_size) logits"""
        return self._step(tokens)[0]

    def loss(self, tokens):
        """The mean cross-entropy of token t + 1 given tokens 0 to t."""
        logits = self(tokens[:, :-1])
        return F.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())

    @torch.no_grad()
    def generate(self, tokens, max_new_tokens):
        """The prompt, followed by greedy choices."""
        new, cache = tokens[:, -self.max_len :], None
        for _ in range(max_new_tokens):
            logits, cache = self._step(new, cache)
            new = logits[:, -1].argmax(dim=-1, keepdim=True)
            tokens = torch.cat([tokens, new], dim=1)
            if tokens.shape[1] > self.max_len:  # the window slides: every position changes
                new, cache = tokens[:, -self.max_len :], None
        return tokens


if __name__ == "__main__":
    torch.manual_seed(0)
    model = MiniGPT(vocab_size=10, d_model=32, num_heads=4, num_layers=2, max_len=12).eval()
    text = prompt = torch.randint(10, (2, 3))
    for _ in range(15):  # without a cache
        choice = model(text[:, -12:])[:, -1].argmax(dim=-1, keepdim=True)
        text = torch.cat([text, choice], dim=1)
    print(torch.equal(model.generate(prompt, 15), text))  # True
    print(text.shape)  # torch.Size([2, 18])
