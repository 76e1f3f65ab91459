import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.ih = nn.Linear(input_size, 4 * hidden_size)
        self.hh = nn.Linear(hidden_size, 4 * hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = c = torch.zeros(x.size(0), self.hidden_size, dtype=x.dtype, device=x.device)
        else:
            h, c = state
        f, i, g, o = (self.ih(x) + self.hh(h)).split(self.hidden_size, dim=1)
        f, o = torch.sigmoid(f), torch.sigmoid(o)
        i, g = torch.tanh(i), torch.tanh(g)
        c_next = f * c + i * g
        h_next = o * torch.tanh(c_next)
        return h_next, c_next


if __name__ == "__main__":
    cell = LSTMCell(4, 5)
    print(cell(torch.randn(2, 4))[0].shape)
