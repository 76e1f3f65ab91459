import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        n = input_size + 2 * hidden_size
        self.i = nn.Linear(n, hidden_size)
        self.f = nn.Linear(n, hidden_size)
        self.o = nn.Linear(n, hidden_size)
        self.g = nn.Linear(input_size + hidden_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        everything = torch.cat([x, h, c], dim=1)
        i = torch.sigmoid(self.i(everything))
        f = torch.sigmoid(self.f(everything))
        o = torch.sigmoid(self.o(everything))
        g = torch.tanh(self.g(torch.cat([x, h], dim=1)))
        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    print(h.shape)
