import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.layers = nn.ModuleList([nn.Linear(input_size + hidden_size, hidden_size)] * 4)

    def forward(self, x, state=None):
        if state is None:
            zeros = x.new_zeros(x.size(0), self.hidden_size)
            state = (zeros, zeros)
        h, c = state
        v = torch.cat([x, h], dim=1)
        i, f, o, g = [layer(v) for layer in self.layers]
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 6)
    print(cell(torch.randn(3, 4))[0].shape)
