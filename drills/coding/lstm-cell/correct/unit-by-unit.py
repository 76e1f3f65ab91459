"""A layer for each hidden unit, in a loop; double precision inside."""
import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.units = nn.ModuleList(nn.Linear(input_size + hidden_size, 4) for _ in range(hidden_size))

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.size(0), self.hidden_size), x.new_zeros(x.size(0), self.hidden_size))
        h, c = state
        xh, old = torch.cat([x, h], 1), c.double()
        new_h, new_c = [], []
        for unit in range(self.hidden_size):
            i, f, g, o = self.units[unit](xh).double().unbind(1)
            cell = f.sigmoid() * old[:, unit] + i.sigmoid() * g.tanh()
            new_c.append(cell)
            new_h.append(o.sigmoid() * cell.tanh())
        return torch.stack(new_h, 1).to(x.dtype), torch.stack(new_c, 1).to(x.dtype)


if __name__ == "__main__":
    cell = LSTMCell(10, 20)
    h, c = cell(torch.randn(3, 10))
    print(h.shape, c.shape)
