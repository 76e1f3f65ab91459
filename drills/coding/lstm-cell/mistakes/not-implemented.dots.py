import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.W = nn.Linear(input_size, 4 * hidden_size)
        self.U = nn.Linear(hidden_size, 4 * hidden_size)

    def init_state(self, x):
        ...

    def forward(self, x, state=None):
        if state is None:
            state = self.init_state(x)  # zeros, fill in later
        h, c = state
        i, f, g, o = (self.W(x) + self.U(h)).chunk(4, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(5, 7)
    h, c = cell(torch.randn(3, 5), (torch.zeros(3, 7), torch.zeros(3, 7)))
    print(h.shape)
