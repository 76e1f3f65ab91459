"""A GPT inside the classifier, whose tied head needs no weights; the largest of real positions."""
import torch
import torch.nn.functional as F
from torch import nn


def norm(x, gain):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * gain


def rotate(x):
    T, d = x.shape[-2:]
    angle = torch.arange(T)[:, None] * 10000.0 ** (-torch.arange(0, d, 2) / d)
    u, v = x.chunk(2, -1)
    return torch.cat([u * angle.cos() - v * angle.sin(), u * angle.sin() + v * angle.cos()], -1)


class Layer(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.heads, self.gains = heads, nn.Parameter(torch.ones(2, d))
        self.qkvo = nn.ModuleList(nn.Linear(d, d, bias=False) for _ in range(4))
        self.gate, self.up = nn.Linear(d, 2 * d), nn.Linear(d, 2 * d)
        self.down = nn.Linear(2 * d, d)

    def forward(self, x):
        y = norm(x, self.gains[0])
        q, k, v = (f(y).unflatten(2, (self.heads, -1)).transpose(1, 2) for f in self.qkvo[:3])
        scores = rotate(q) @ rotate(k).mT / q.shape[-1] ** 0.5
        future = torch.ones(scores.shape[-2:]).triu(1).bool()
        context = scores.masked_fill(future, float("-inf")).softmax(-1) @ v
        x = x + self.qkvo[3](context.transpose(1, 2).flatten(2))
        y = norm(x, self.gains[1])
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


class MiniGPT(nn.Module):
    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, d_model)
        self.layers = nn.ModuleList(Layer(d_model, num_heads) for _ in range(num_layers))

    def trunk(self, tokens):
        x = self.embed(tokens)
        for layer in self.layers:
            x = layer(x)
        return x

    def forward(self, tokens):
        return self.trunk(tokens) @ self.embed.weight.T


class MiniGPTClassifier(nn.Module):
    def __init__(
        self, vocab_size, d_model, num_heads, num_layers, max_len, num_classes, freeze=False
    ):
        super().__init__()
        self.gpt = MiniGPT(vocab_size, d_model, num_heads, num_layers, max_len)
        if freeze:
            for p in self.gpt.parameters():
                p.requires_grad = False
        self.gain, self.head = nn.Parameter(torch.ones(d_model)), nn.Linear(d_model, num_classes)

    def forward(self, tokens, lengths):
        padding = torch.arange(tokens.shape[1]) >= lengths[:, None]
        x = self.gpt.trunk(tokens).masked_fill(padding[..., None], float("-inf"))
        return self.head(norm(x.amax(1), self.gain))

    def loss(self, tokens, lengths, labels):
        return -self(tokens, lengths).log_softmax(-1)[range(len(labels)), labels].mean()


if __name__ == "__main__":
    model = MiniGPTClassifier(10, 16, 2, 2, 8, num_classes=3)
    print(model(torch.randint(10, (2, 8)), torch.tensor([3, 8])).shape)
