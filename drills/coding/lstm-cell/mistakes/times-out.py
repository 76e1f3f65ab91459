import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.x2h = nn.ModuleList([nn.Linear(input_size, hidden_size) for _ in range(4)])
        self.h2h = nn.ModuleList([nn.Linear(hidden_size, hidden_size) for _ in range(4)])

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        gates = [None] * 4
        k = 0
        while k < 4:
            gates[k] = self.x2h[k](x) + self.h2h[k](h)
        i, f, g, o = gates
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 5)
    h, c = cell(torch.randn(2, 4))
    print(h.shape)
