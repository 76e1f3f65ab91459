import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        names = ["input", "forget", "output", "candidate"]
        self.from_x = nn.ModuleDict({n: nn.Linear(input_size, hidden_size) for n in names})
        self.from_h = nn.ModuleDict({n: nn.Linear(hidden_size, hidden_size) for n in names})

    def pre(self, name, x, h):
        return self.from_x[name](x) + self.from_h[name](h)

    def forward(self, x, state=None):
        if state is None:
            zeros = torch.zeros(x.size(0), self.hidden_size)
            state = (zeros, zeros)
        h, c = state
        keep = torch.sigmoid(self.pre("forget", x, h)) * c
        write = torch.sigmoid(self.pre("input", x, h)) + torch.tanh(self.pre("candidate", x, h))
        c = keep + write
        h = torch.sigmoid(self.pre("output", x, h)) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 2)
    print(cell(torch.randn(4, 3))[0].shape)
