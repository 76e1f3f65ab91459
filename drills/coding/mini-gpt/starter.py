import torch
from torch import nn


class MiniGPT(nn.Module):
    """A decoder-only language model."""

    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        # Start here: embeddings, blocks, and a head. Write a block as a class of its own.
        raise NotImplementedError

    def forward(self, tokens):
        """(B, T) integers, T at most max_len -> (B, T, vocab_size) logits"""
        raise NotImplementedError

    def loss(self, tokens):
        """The mean cross-entropy of token t + 1 given tokens 0 to t."""
        raise NotImplementedError

    def generate(self, tokens, max_new_tokens):
        """The prompt, followed by greedy choices: (B, T + max_new_tokens)"""
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    model = MiniGPT(vocab_size=10, d_model=32, num_heads=4, num_layers=2, max_len=12).eval()
    tokens = torch.randint(10, (2, 12))
    print(model(tokens).shape)  # expected: torch.Size([2, 12, 10])
    print(model.loss(tokens))  # expected: around log 10 = 2.3
    print(model.generate(tokens[:, :3], 15).shape)  # expected: torch.Size([2, 18])
