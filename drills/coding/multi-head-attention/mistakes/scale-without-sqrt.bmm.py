import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.n = num_heads
        self.d = d_model // num_heads
        self.scale = 1 / self.d
        self.qp = nn.Linear(d_model, d_model)
        self.kp = nn.Linear(d_model, d_model)
        self.vp = nn.Linear(d_model, d_model)
        self.op = nn.Linear(d_model, d_model)

    def to_batch(self, x):
        B, T, _ = x.shape
        return x.reshape(B, T, self.n, self.d).permute(0, 2, 1, 3).reshape(B * self.n, T, self.d)

    def forward(self, query, key, value, mask=None):
        B, Tq, _ = query.shape
        Tk = key.size(1)
        q, k, v = self.to_batch(self.qp(query)), self.to_batch(self.kp(key)), self.to_batch(self.vp(value))
        s = torch.bmm(q, k.transpose(1, 2)) * self.scale
        s = s.view(B, self.n, Tq, Tk)
        if mask is not None:
            s = s.masked_fill(~mask, torch.finfo(s.dtype).min)
        w = torch.softmax(s, -1).view(B * self.n, Tq, Tk)
        o = torch.bmm(w, v).view(B, self.n, Tq, self.d).transpose(1, 2)
        return self.op(o.reshape(B, Tq, -1))


if __name__ == "__main__":
    torch.manual_seed(0)
    model = MultiHeadAttention(16, 4)
    q, m = torch.randn(2, 3, 16), torch.randn(2, 6, 16)
    print("out:", model(q, m, m).shape)
