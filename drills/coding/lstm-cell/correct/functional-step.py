import torch
import torch.nn as nn
import torch.nn.functional as F


def lstm_step(x, h, c, w_x, w_h, b):
    """x (B, D), h and c (B, H), w_x (4H, D), w_h (4H, H), b (4H,)"""
    f, g, i, o = torch.tensor_split(F.linear(x, w_x, b) + F.linear(h, w_h), 4, dim=1)
    c = F.sigmoid(f) * c + F.sigmoid(i) * torch.tanh(g)
    return F.sigmoid(o) * torch.tanh(c), c


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        bound = hidden_size ** -0.5
        self.w_x = nn.Parameter((torch.rand(4 * hidden_size, input_size) * 2 - 1) * bound)
        self.w_h = nn.Parameter((torch.rand(4 * hidden_size, hidden_size) * 2 - 1) * bound)
        self.b = nn.Parameter(torch.zeros(4 * hidden_size))

    def forward(self, x, state=None):
        if state is None:
            state = 2 * [torch.zeros(x.size(0), self.hidden_size, dtype=self.b.dtype)]
        h, c = state
        return lstm_step(x, h, c, self.w_x, self.w_h, self.b)


if __name__ == "__main__":
    x = torch.randn(2, 4)
    y, _ = LSTMCell(4, 6)(x)
    print(f"x {tuple(x.shape)} -> y {tuple(y.shape)}")
