import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.lin = nn.Linear(input_size + hidden_size, 4 * hidden_size)

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.size(0), self.hidden_size), x.new_zeros(x.size(0), self.hidden_size))
        h, c = state
        i, f, g, o = self.lin(torch.cat([x, h], 1)).chunk(4, 1)
        kept = torch.lerp(torch.zeros_like(c), c, f.sigmoid())
        c = kept + torch.lerp(torch.zeros_like(c), g.tanh(), i.sigmoid())
        return torch.lerp(torch.zeros_like(c), c.tanh(), o.sigmoid()), c


if __name__ == "__main__":
    cell = LSTMCell(10, 20)
    h, c = cell(torch.randn(3, 10))
    print(h.shape, c.shape)
