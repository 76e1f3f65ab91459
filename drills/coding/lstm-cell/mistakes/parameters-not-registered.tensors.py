import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.W = torch.randn(input_size, 4 * hidden_size, requires_grad=True)
        self.U = torch.randn(hidden_size, 4 * hidden_size, requires_grad=True)
        self.b = torch.zeros(4 * hidden_size, requires_grad=True)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        i, f, o, g = (x @ self.W + h @ self.U + self.b).chunk(4, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    print(cell(torch.randn(2, 3))[0].shape)
