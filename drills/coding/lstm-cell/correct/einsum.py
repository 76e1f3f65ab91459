import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.W = nn.Parameter(torch.empty(4, hidden_size, input_size))
        self.R = nn.Parameter(torch.empty(4, hidden_size, hidden_size))
        self.b = nn.Parameter(torch.empty(4, 1, hidden_size))
        for p in (self.W, self.R, self.b):
            nn.init.normal_(p, std=0.1)

    def forward(self, x, state=None):
        B, H = x.shape[0], self.R.shape[-1]
        if state is None:
            state = x.new_zeros(2, B, H).unbind(0)
        h, c = state
        # k runs over the gates: o, i, f, z
        pre = torch.einsum("bd,khd->kbh", x, self.W) + torch.einsum("bj,khj->kbh", h, self.R) + self.b
        o, i, f = pre[:3].sigmoid()
        z = pre[3].tanh()
        c = torch.einsum("bh,bh->bh", f, c) + torch.einsum("bh,bh->bh", i, z)
        h = o * c.tanh()
        return h, c


if __name__ == "__main__":
    h, c = LSTMCell(3, 2)(torch.randn(7, 3))
    print(h.shape)
