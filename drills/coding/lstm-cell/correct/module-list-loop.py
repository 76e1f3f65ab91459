import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.h_dim = hidden_size
        self.w = nn.ModuleList([nn.Linear(input_size, hidden_size, bias=False) for _ in range(4)])
        self.u = nn.ModuleList([nn.Linear(hidden_size, hidden_size) for _ in range(4)])
        self.act = [torch.sigmoid, torch.sigmoid, torch.tanh, torch.sigmoid]

    def forward(self, x, state=None):
        if state is not None:
            h, c = state
        else:
            h = torch.zeros([x.size(0), self.h_dim])
            c = torch.zeros([x.size(0), self.h_dim])

        out = []
        for w, u, act in zip(self.w, self.u, self.act):
            out.append(act(w(x) + u(h)))
        i, f, g, o = out

        c = c * f + i * g
        h = torch.tanh(c) * o
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 3)
    h, c = cell(torch.ones(1, 3))
    print(h.shape, c.shape)
