# All four pre-activations go through one tanh; sigma(z) = (tanh(z / 2) + 1) / 2.
import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.ih = nn.Linear(input_size, 4 * hidden_size)
        self.hh = nn.Linear(hidden_size, 4 * hidden_size)
        scale = torch.full((4 * hidden_size,), 0.5)
        scale[2 * hidden_size:3 * hidden_size] = 1.0
        self.register_buffer("scale", scale)

    def forward(self, x, state=None):
        if state is None:
            z = torch.zeros(x.shape[0], self.hidden_size, dtype=x.dtype)
            state = (z, z.clone())
        h, c = state
        t = torch.tanh(self.scale * (self.ih(x) + self.hh(h)))
        i, f, g, o = t.split(self.hidden_size, dim=1)
        i, f, o = 0.5 * (i + 1), 0.5 * (f + 1), 0.5 * (o + 1)
        c = f * c + i * g
        return o * torch.tanh(c), c


if __name__ == "__main__":
    cell = LSTMCell(4, 5)
    out, mem = cell(torch.randn(3, 4))
    assert out.shape == mem.shape
    print(out.shape)
