"""As in a textbook: samples are columns, sigmoid and tanh are written with exponentials. Returns a list."""
import torch
import torch.nn as nn


def sigmoid(z):
    return torch.exp(z) / (1 + torch.exp(z))


def tanh(z):
    return (torch.exp(z) - torch.exp(-z)) / (torch.exp(z) + torch.exp(-z))


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        H, D = hidden_size, input_size
        self.H = H
        self.Wf = nn.Parameter(torch.randn(H, H + D) * 0.1)
        self.bf = nn.Parameter(torch.zeros(H, 1))
        self.Wi = nn.Parameter(torch.randn(H, H + D) * 0.1)
        self.bi = nn.Parameter(torch.zeros(H, 1))
        self.Wc = nn.Parameter(torch.randn(H, H + D) * 0.1)
        self.bc = nn.Parameter(torch.zeros(H, 1))
        self.Wo = nn.Parameter(torch.randn(H, H + D) * 0.1)
        self.bo = nn.Parameter(torch.zeros(H, 1))

    def forward(self, x, state=None):
        if state is None:
            state = (torch.zeros(x.size(0), self.H), torch.zeros(x.size(0), self.H))
        h, c = state
        hx = torch.cat([h, x], dim=1).T              # (H + D, B)
        f = sigmoid(self.Wf @ hx + self.bf + 1.0)    # (H, B), the gate starts open
        i = sigmoid(self.Wi @ hx + self.bi)
        c_hat = tanh(self.Wc @ hx + self.bc)
        o = sigmoid(self.Wo @ hx + self.bo)
        c = f * c.T + i * c_hat
        h = o * tanh(c)
        return [h.T, c.T]


if __name__ == "__main__":
    lstm = LSTMCell(3, 5)
    h, c = lstm(torch.randn(2, 3))
    print(h.shape, c.shape)
