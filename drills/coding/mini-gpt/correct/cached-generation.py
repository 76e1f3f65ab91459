"""Raw parameters in a ParameterList, and a cache of keys and values until the window is full."""
import torch
import torch.nn.functional as F
from torch import nn


def weight(*shape):
    return nn.Parameter(torch.randn(*shape) * shape[-1] ** -0.5)


class Block(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.w_in, self.w_out = weight(3, d, h, d // h), weight(h, d // h, d)
        self.up, self.down = weight(d, 3 * d), weight(3 * d, d)

    def forward(self, x, past=None):
        y = F.layer_norm(x, x.shape[-1:])
        q, k, v = torch.einsum("btd,pdhe->pbhte", y, self.w_in)
        if past is not None:
            k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
        t, s = q.shape[2], k.shape[2]
        a = q @ k.mT * q.shape[-1] ** -0.5 + torch.full((t, s), -torch.inf).triu(1 + s - t).to(x)
        x = x + torch.einsum("bhte,hed->btd", a.softmax(-1) @ v, self.w_out)
        return x + F.gelu(F.layer_norm(x, x.shape[-1:]) @ self.up) @ self.down, (k, v)


class MiniGPT(nn.Module):
    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        self.max_len = max_len
        self.words, self.places = weight(vocab_size, d_model), weight(max_len, d_model)
        self.blocks = nn.ModuleList(Block(d_model, num_heads) for _ in range(num_layers))
        self.head = weight(d_model, vocab_size)

    def step(self, tokens, cache):
        start = cache[0][0].shape[2] if cache else 0
        x = self.words[tokens] + self.places[start : start + tokens.shape[1]]
        kept = []
        for block, past in zip(self.blocks, cache or [None] * len(self.blocks)):
            x, pair = block(x, past)
            kept.append(pair)
        return x @ self.head, kept

    def forward(self, tokens):
        return self.step(tokens, None)[0]

    def loss(self, tokens):
        logits, targets = self(tokens)[:, :-1].reshape(-1, len(self.words)), tokens[:, 1:].reshape(-1)
        return (logits.logsumexp(-1) - logits[torch.arange(len(targets)), targets]).mean()

    @torch.no_grad()
    def generate(self, tokens, max_new_tokens):
        fed, cache = tokens[:, -self.max_len :], None
        for _ in range(max_new_tokens):
            logits, cache = self.step(fed, cache)
            fed = logits[:, -1:].argmax(-1)
            tokens = torch.cat([tokens, fed], 1)
            if tokens.shape[1] > self.max_len:  # every position moves: the cache is stale
                fed, cache = tokens[:, -self.max_len :], None
        return tokens


if __name__ == "__main__":
    print(MiniGPT(10, 16, 2, 2, 8)(torch.randint(10, (2, 8))).shape)
