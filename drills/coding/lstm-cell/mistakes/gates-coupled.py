import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.gates = nn.Linear(input_size + hidden_size, 3 * hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        i, g, o = self.gates(torch.cat([x, h], dim=1)).chunk(3, dim=1)
        i = torch.sigmoid(i)
        f = 1 - i
        g = torch.tanh(g)
        o = torch.sigmoid(o)
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 7)
    h, c = cell(torch.randn(2, 4))
    print(h.shape)
