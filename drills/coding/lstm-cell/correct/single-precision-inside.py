import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.gates = nn.Linear(input_size + hidden_size, 4 * hidden_size)

    def forward(self, x, state=None):
        if state is None:
            state = torch.zeros(2, x.size(0), self.hidden_size, dtype=torch.float32)
        h, c = state
        z = self.gates(torch.cat([x, h], dim=1)).float()  # also under autocast
        i, f, g, o = z.chunk(4, dim=1)
        c = f.sigmoid() * c.float() + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    print(h.shape, c.shape)
