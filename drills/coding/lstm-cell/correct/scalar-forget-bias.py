import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.gates = nn.Linear(input_size + hidden_size, 4 * hidden_size, bias=False)
        self.forget_bias = nn.Parameter(torch.tensor(1.0))  # one number for all units

    def forward(self, x, state=None):
        if state is None:
            h = c = x.new_zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        i, f, g, o = self.gates(torch.cat([x, h], dim=1)).chunk(4, dim=1)
        f = torch.sigmoid(f + self.forget_bias)
        c = f * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    print(h.shape, c.shape)
