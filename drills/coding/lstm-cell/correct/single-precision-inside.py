"""Computes in float32 and returns it, whatever came in; the step after the gates is a scripted function."""
import torch
import torch.nn as nn


@torch.jit.script
def step(z, c):
    i, f, g, o = z.chunk(4, 1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


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
        return step(z, c.float())


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    print(h.shape, c.shape)
