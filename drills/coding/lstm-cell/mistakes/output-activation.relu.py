import torch
import torch.nn as nn
import torch.nn.functional as F


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.w = nn.ModuleList([nn.Linear(input_size, hidden_size) for _ in range(4)])
        self.u = nn.ModuleList([nn.Linear(hidden_size, hidden_size, bias=False) for _ in range(4)])

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.size(0), self.hidden_size), x.new_zeros(x.size(0), self.hidden_size))
        h, c = state
        i, f, o, g = [w(x) + u(h) for w, u in zip(self.w, self.u)]
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * F.relu(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 5)
    h, c = cell(torch.randn(3, 4))
    print(h.size())
