import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.i = nn.Linear(input_size + hidden_size, hidden_size)
        self.f = nn.Linear(input_size + hidden_size, hidden_size)
        self.o = nn.Linear(input_size + hidden_size, hidden_size)
        self.g = nn.Linear(input_size + hidden_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        v = torch.cat([x, h], dim=1)
        i, f, o = torch.sigmoid(self.i(v)), torch.sigmoid(self.f(v)), torch.sigmoid(self.o(v))
        g = torch.tanh(self.g(v))
        c = torch.tanh(f * c + i * g)
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(2, 3)
    h, c = cell(torch.randn(4, 2))
    print(h.shape)
