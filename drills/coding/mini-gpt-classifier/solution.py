import math

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
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


class Trunk(nn.Module):
    """The language model up to its last norm, without the head over tokens."""

    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        self.token = nn.Embedding(vocab_size, d_model)
        self.position = nn.Embedding(max_len, d_model)
        self.blocks = nn.ModuleList([Block(d_model, num_heads) for _ in range(num_layers)])
        self.norm = nn.LayerNorm(d_model)

    def hidden(self, tokens):
        """(B, T) integers -> (B, T, d_model)"""
        positions = torch.arange(tokens.shape[1], device=tokens.device)
        x = self.token(tokens) + self.position(positions)
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


class MiniGPTClassifier(Trunk):
    """The trunk with a head over classes."""

    def __init__(
        self, vocab_size, d_model, num_heads, num_layers, max_len, num_classes, freeze=False
    ):
        super().__init__(vocab_size, d_model, num_heads, num_layers, max_len)
        self.requires_grad_(not freeze)
        self.head = nn.Linear(d_model, num_classes)  # made afterwards, so never frozen

    def forward(self, tokens, lengths):
        """(B, T) integers and (B,) lengths -> (B, num_classes) logits"""
        rows = torch.arange(len(tokens), device=tokens.device)
        last = self.hidden(tokens)[rows, lengths - 1]  # it has read the text, and no padding
        return self.head(last)

    def loss(self, tokens, lengths, labels):
        """The mean cross-entropy over the texts."""
        return F.cross_entropy(self(tokens, lengths), labels)


if __name__ == "__main__":
    torch.manual_seed(0)
    model = MiniGPTClassifier(10, 32, num_heads=4, num_layers=2, max_len=12, num_classes=3)
    tokens, lengths = torch.randint(10, (2, 12)), torch.tensor([5, 12])
    print(model.loss(tokens, lengths, torch.tensor([0, 2])))  # 0.76; equal logits give log 3 = 1.1
    print(model(tokens, lengths).shape)  # torch.Size([2, 3])
