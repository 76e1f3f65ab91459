"""One class with a table of modules, the mean over real tokens, and a detached trunk."""
import torch
import torch.nn as nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, n_embd, n_head):
        super().__init__()
        self.n_head = n_head
        self.ln_1, self.ln_2 = nn.LayerNorm(n_embd), nn.LayerNorm(n_embd)
        self.c_attn = nn.Linear(n_embd, 3 * n_embd, bias=False)
        self.c_proj = nn.Linear(n_embd, n_embd, bias=False)
        self.mlp = nn.Sequential(
            nn.Linear(n_embd, 4 * n_embd), nn.Tanh(), nn.Linear(4 * n_embd, n_embd), nn.Dropout(0.1)
        )

    def forward(self, x):
        B, T, C = x.size()
        q, k, v = self.c_attn(self.ln_1(x)).split(C, dim=2)
        q, k, v = (t.view(B, T, self.n_head, C // self.n_head).transpose(1, 2) for t in (q, k, v))
        att = q @ k.transpose(-2, -1) * k.size(-1) ** -0.5
        att = att.masked_fill(torch.ones(T, T).tril() == 0, float("-inf"))
        x = x + self.c_proj((F.softmax(att, dim=-1) @ v).transpose(1, 2).reshape(B, T, C))
        return x + self.mlp(self.ln_2(x))


class MiniGPTClassifier(nn.Module):
    def __init__(
        self, vocab_size, d_model, num_heads, num_layers, max_len, num_classes, freeze=False
    ):
        super().__init__()
        self.freeze = freeze
        self.wte, self.wpe = nn.Embedding(vocab_size, d_model), nn.Embedding(max_len, d_model)
        self.h = nn.Sequential(*[Block(d_model, num_heads) for _ in range(num_layers)])
        self.score = nn.Linear(d_model, num_classes, bias=False)

    def forward(self, tokens, lengths, labels=None):
        place = torch.arange(tokens.size(1))
        x = self.h(self.wte(tokens) + self.wpe(place))
        real = (place < lengths[:, None]).unsqueeze(2)
        pooled = (x * real).sum(1) / lengths[:, None]
        logits = self.score(pooled.detach() if self.freeze else pooled)
        return logits, None if labels is None else F.cross_entropy(logits, labels)

    def loss(self, tokens, lengths, labels):
        return self(tokens, lengths, labels)[1]


if __name__ == "__main__":
    model = MiniGPTClassifier(10, 16, 2, 2, 8, 3)
    print(model(torch.randint(10, (2, 8)), torch.tensor([3, 8]))[0].shape)
