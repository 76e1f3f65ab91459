"""Raw parameters and einsum; the prompt, too, goes in one token at a time."""
import torch
import torch.nn.functional as F
from torch import nn


def weight(*shape):
    return nn.Parameter(torch.randn(*shape) * shape[-1] ** -0.5)


class MiniGPT(nn.Module):
    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        d, e = d_model, d_model // num_heads
        self.words, self.places = weight(vocab_size, d), weight(max_len, d)
        self.head = weight(d, vocab_size)
        self.qkv = nn.ParameterList(weight(3, d, num_heads, e) for _ in range(num_layers))
        self.out = nn.ParameterList(weight(num_heads, e, d) for _ in range(num_layers))
        self.up = nn.ParameterList(weight(d, 3 * d) for _ in range(num_layers))
        self.down = nn.ParameterList(weight(3 * d, d) for _ in range(num_layers))

    def forward(self, tokens, known=()):
        start = known[0].shape[3] if known else 0
        x, kept = self.words[tokens] + self.places[start : start + tokens.shape[1]], []
        for layer in range(len(self.qkv)):
            y = F.layer_norm(x, x.shape[-1:])
            q, k, v = torch.einsum("btd,pdhe->pbhte", y, self.qkv[layer])
            pair = torch.stack([k, v])
            if known:
                pair = torch.cat([known[layer], pair], dim=3)
            kept.append(pair)
            scores = torch.einsum("bhte,bhse->bhts", q, pair[0]) * q.shape[-1] ** -0.5
            t, s = scores.shape[-2:]
            weights = (scores + torch.full((t, s), -torch.inf).triu(1 + s - t).to(x)).softmax(-1)
            x = x + torch.einsum("bhts,bhse,hed->btd", weights, pair[1], self.out[layer])
            x = x + F.gelu(F.layer_norm(x, x.shape[-1:]) @ self.up[layer]) @ self.down[layer]
        return x @ self.head, kept

    def loss(self, tokens):
        logits, targets = self(tokens)[0][:, :-1], tokens[:, 1:]
        return (logits.logsumexp(-1) - logits.gather(2, targets[..., None])[..., 0]).mean()

    @torch.no_grad()
    def generate(self, tokens, max_new_tokens):
        room, known = len(self.places), ()
        for end in range(1, tokens.shape[1] + max_new_tokens):
            if end <= room:
                logits, known = self(tokens[:, end - 1 : end], known)
            elif end >= tokens.shape[1]:
                logits, _ = self(tokens[:, -room:])
            if end >= tokens.shape[1]:
                tokens = torch.cat([tokens, logits[:, -1:].argmax(-1)], dim=1)
        return tokens


if __name__ == "__main__":
    print(MiniGPT(10, 16, 2, 2, 8).generate(torch.randint(10, (2, 3)), 4).shape)
