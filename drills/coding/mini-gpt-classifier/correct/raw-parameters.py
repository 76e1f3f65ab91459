"""Raw parameters and einsum; the last real token by a one-hot matrix, text after text the loss."""
import torch
import torch.nn.functional as F
from torch import nn


def weight(*shape):
    return nn.Parameter(torch.randn(*shape) * shape[-1] ** -0.5)


class MiniGPTClassifier(nn.Module):
    def __init__(
        self, vocab_size, d_model, num_heads, num_layers, max_len, num_classes, freeze=False
    ):
        super().__init__()
        d, e = d_model, d_model // num_heads
        self.words, self.places = weight(vocab_size, d), weight(max_len, d)
        self.qkv = nn.ParameterList(weight(3, d, num_heads, e) for _ in range(num_layers))
        self.out = nn.ParameterList(weight(num_heads, e, d) for _ in range(num_layers))
        self.up = nn.ParameterList(weight(d, 3 * d) for _ in range(num_layers))
        self.down = nn.ParameterList(weight(3 * d, d) for _ in range(num_layers))
        self.classes = weight(d, num_classes)
        for name, p in self.named_parameters():
            p.requires_grad_(name == "classes" or not freeze)

    def forward(self, tokens, lengths):
        T = tokens.shape[1]
        x = self.words[tokens] + self.places[:T]
        for qkv, out, up, down in zip(self.qkv, self.out, self.up, self.down):
            q, k, v = torch.einsum("btd,pdhe->pbhte", F.layer_norm(x, x.shape[-1:]), qkv)
            scores = torch.einsum("bhte,bhse->bhts", q, k) * q.shape[-1] ** -0.5
            weights = (scores + torch.full((T, T), -torch.inf).triu(1).to(x)).softmax(-1)
            x = x + torch.einsum("bhts,bhse,hed->btd", weights, v, out)
            x = x + F.gelu(F.layer_norm(x, x.shape[-1:]) @ up) @ down
        last = F.one_hot(lengths - 1, T).to(x)
        return torch.einsum("bt,btd,dc->bc", last, x, self.classes)

    def loss(self, tokens, lengths, labels):
        texts = zip(self(tokens, lengths), labels)
        return torch.stack([z.logsumexp(0) - z[label] for z, label in texts]).mean()


if __name__ == "__main__":
    model = MiniGPTClassifier(10, 16, 2, 2, 8, 3)
    print(model(torch.randint(10, (2, 8)), torch.tensor([3, 8])).shape)
