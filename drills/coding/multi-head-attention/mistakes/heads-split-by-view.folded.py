import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.dim_per_head = d_model // num_heads
        self.linear_k = nn.Linear(d_model, d_model)
        self.linear_v = nn.Linear(d_model, d_model)
        self.linear_q = nn.Linear(d_model, d_model)
        self.linear_final = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B, Tq, D = query.shape
        H, d = self.num_heads, self.dim_per_head
        # heads join the batch
        k = self.linear_k(key).view(B * H, -1, d)
        v = self.linear_v(value).view(B * H, -1, d)
        q = self.linear_q(query).view(B * H, -1, d)
        scores = torch.bmm(q, k.transpose(1, 2)) * d ** -0.5
        if mask is not None:
            m = mask.expand(B, H, *mask.shape[-2:]).reshape(B * H, *mask.shape[-2:])
            scores = scores.masked_fill(~m, -1e9)
        weights = torch.softmax(scores, dim=2)
        context = torch.bmm(weights, v).view(B, -1, D)
        return self.linear_final(context)


if __name__ == "__main__":
    model = MultiHeadAttention(64, 4)
    x = torch.randn(2, 5, 64)
    output = model(x, x, x)
    print(output.shape)
