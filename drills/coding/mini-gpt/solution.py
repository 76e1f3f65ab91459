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

    def attend(self, x):
        B, T, D = x.shape
        heads = (B, T, self.num_heads, D // self.num_heads)
        q, k, v = (t.view(heads).transpose(1, 2) for t in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # (B, H, T, T)
        visible = torch.ones(T, T, dtype=torch.bool, device=x.device).tril()
        scores = scores.masked_fill(~visible, float("-inf"))
        context = torch.softmax(scores, dim=-1) @ v
        return self.out(context.transpose(1, 2).flatten(2))

    def forward(self, x):
        x = x + self.attend(self.norm1(x))
        return x + self.feed_forward(self.norm2(x))


class MiniGPT(nn.Module):
    """A decoder-only language model with learned positions."""

    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        self.max_len = max_len
        self.token = nn.Embedding(vocab_size, d_model)
        self.position = nn.Embedding(max_len, d_model)
        self.blocks = nn.ModuleList([Block(d_model, num_heads) for _ in range(num_layers)])
        self.norm = nn.LayerNorm(d_model)
        self.head = nn.Linear(d_model, vocab_size)

    def forward(self, tokens):
        """(B, T) integers -> (B, T, vocab_size) logits"""
        positions = torch.arange(tokens.shape[1], device=tokens.device)
        x = self.token(tokens) + self.position(positions)
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))

    def loss(self, tokens):
        """The mean cross-entropy of token t + 1 given tokens 0 to t."""
        logits = self(tokens[:, :-1])  # the last token has nothing to predict
        return F.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())

    @torch.no_grad()
    def generate(self, tokens, max_new_tokens):
        """The prompt, followed by greedy choices."""
        for _ in range(max_new_tokens):
            context = tokens[:, -self.max_len :]  # the window slides, numbered from 0
            choice = self(context)[:, -1].argmax(dim=-1, keepdim=True)
            tokens = torch.cat([tokens, choice], dim=1)
        return tokens


if __name__ == "__main__":
    torch.manual_seed(0)
    model = MiniGPT(vocab_size=10, d_model=32, num_heads=4, num_layers=2, max_len=12)
    print(model(torch.randint(10, (2, 12))).shape)  # torch.Size([2, 12, 10])

    # Counting upwards, modulo 10: the loss begins near log 10 = 2.3.
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for step in range(31):
        # One token more than the window, or its last position would not be trained.
        tokens = (torch.randint(10, (16, 1)) + torch.arange(13)) % 10
        loss = model.loss(tokens)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 10 == 0:
            print(step, round(loss.item(), 3))

    model.eval()
    print(model.generate(torch.tensor([[3, 4, 5]]), 15))  # outgrows the window of 12
