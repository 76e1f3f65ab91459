import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.w = nn.ModuleList([nn.Linear(input_size, hidden_size) for _ in range(4)])
        self.u = nn.ModuleList([nn.Linear(hidden_size, hidden_size, bias=False) for _ in range(4)])

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        i, f, g, o = [w(x) + u(h) for w, u in zip(self.w, self.u)]
        c = torch.sigmoid(f) * c.data + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    print(h.shape)
