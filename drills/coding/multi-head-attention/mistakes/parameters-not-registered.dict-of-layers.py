import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.proj = {name: nn.Linear(d_model, d_model) for name in ("q", "k", "v", "o")}

    def forward(self, query, key, value, mask=None):
        inputs = {"q": query, "k": key, "v": value}
        q, k, v = (
            self.proj[n](x).unflatten(-1, (self.num_heads, -1)).permute(0, 2, 1, 3) for n, x in inputs.items()
        )
        scores = q.matmul(k.transpose(2, 3)).div(q.size(3) ** 0.5)
        if mask is not None:
            scores = scores.masked_fill(mask == 0, -1e9)
        out = scores.softmax(3).matmul(v).permute(0, 2, 1, 3).flatten(2)
        return self.proj["o"](out)


if __name__ == "__main__":
    model = MultiHeadAttention(48, 6)
    x = torch.randn(2, 4, 48)
    output = model(x, x, x)
    print(output.shape)
