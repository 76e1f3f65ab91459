"""Low-rank recurrence with spectral norm; one forget bias for all units; one minus the sigmoid is kept."""
import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.from_x = nn.Linear(input_size, 4 * hidden_size, bias=False)
        self.down = nn.utils.spectral_norm(nn.Linear(hidden_size, hidden_size, bias=False))
        self.up = nn.utils.parametrizations.spectral_norm(
            nn.Linear(hidden_size, 4 * hidden_size, bias=False)
        )
        self.forget_bias = nn.Parameter(torch.tensor(-1.0))  # one number for all units

    def forward(self, x, state=None):
        if state is None:
            h = c = torch.zeros(x.shape[0], self.hidden_size).to(x)
        else:
            h, c = state
        i, drop, g, o = (self.from_x(x) + self.up(self.down(h))).chunk(4, dim=1)
        c = (1 - torch.sigmoid(drop + self.forget_bias)) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    print(h.shape, c.shape)
