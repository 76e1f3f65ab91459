import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.layers = nn.ModuleDict({k: nn.Linear(input_size + hidden_size, hidden_size) for k in "ifgo"})

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.size(0), self.hidden_size), x.new_zeros(x.size(0), self.hidden_size))
        h, c = state
        i, f, g, o = (self.gate(k, x, h) for k in "ifgo")
        c = f * c + i * g
        return o * c.tanh(), c

    def gate(self, name, x, h):
        return torch.sigmoid(self.layers[name](torch.cat([x, h], 1)))


if __name__ == "__main__":
    cell = LSTMCell(10, 20)
    h, c = cell(torch.randn(3, 10))
    print(h.shape, c.shape)
