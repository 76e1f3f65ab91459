import torch
import torch.nn as nn


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def tanh(z):
    # tanh(z) = 2 * sigmoid(2z) - 1
    return 2 * sigmoid(2 * z) - 1


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.lin = nn.Linear(input_size + hidden_size, 4 * hidden_size)

    def forward(self, x, state=None):
        if state is None:
            state = torch.zeros(x.size(0), self.hidden_size), torch.zeros(x.size(0), self.hidden_size)
        h, c = state
        a = self.lin(torch.cat([x, h], 1))
        ai, af, ao, ag = torch.split(a, self.hidden_size, dim=1)
        i = sigmoid(ai)
        f = sigmoid(af)
        o = sigmoid(ao)
        g = tanh(ag)
        c_next = f * c + i * g
        h_next = o * tanh(c_next)
        return h_next, c_next


if __name__ == "__main__":
    m = LSTMCell(5, 6)
    h, c = m(torch.randn(2, 5))
    print(h.size())
