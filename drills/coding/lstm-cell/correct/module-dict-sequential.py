import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        d = input_size + hidden_size
        self.gate = nn.ModuleDict({
            "i": nn.Sequential(nn.Linear(d, hidden_size), nn.Sigmoid()),
            "f": nn.Sequential(nn.Linear(d, hidden_size), nn.Sigmoid()),
            "o": nn.Sequential(nn.Linear(d, hidden_size), nn.Sigmoid()),
            "g": nn.Sequential(nn.Linear(d, hidden_size), nn.Tanh()),
        })
        self.squash = nn.Tanh()

    def forward(self, x, state=None):
        if state is None:
            zeros = torch.zeros(x.size(0), self.hidden_size, dtype=x.dtype, device=x.device)
            state = (zeros, zeros)
        h, c = state
        v = torch.concat([x, h], dim=1)
        gate = {name: layer(v) for name, layer in self.gate.items()}
        c = gate["f"] * c + gate["i"] * gate["g"]
        h = gate["o"] * self.squash(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 8)
    h, c = cell(torch.randn(2, 4))
    print(h.shape, c.shape)
