"""The gates are a batch of four matrix products; fused operations (baddbmm, addcmul, lerp)."""
import torch
from torch import nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size, forget_bias=1.0):
        super().__init__()
        self.hidden_size = hidden_size
        n = input_size + hidden_size
        self.weight = nn.Parameter(torch.empty(4, n, hidden_size).uniform_(-n ** -0.5, n ** -0.5))
        self.bias = nn.Parameter(torch.zeros(4, 1, hidden_size))
        self.bias.data[1] = forget_bias

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.size(0), self.hidden_size), x.new_zeros(x.size(0), self.hidden_size))
        h, c = state
        xh = torch.cat((x, h), dim=1).unsqueeze(0).expand(4, -1, -1)
        g, f, i, o = torch.baddbmm(self.bias, xh, self.weight).unbind(0)
        c = torch.addcmul(torch.sigmoid(f) * c, torch.sigmoid(i), torch.tanh(g))
        h = torch.lerp(torch.zeros_like(c), torch.tanh(c), torch.sigmoid(o))
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    print(cell(torch.randn(2, 3))[0].shape)
