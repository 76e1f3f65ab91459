import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    # written as in a textbook: weights on the left, samples are columns
    def __init__(self, input_size, hidden_size):
        super().__init__()
        H, D = hidden_size, input_size
        self.H = H
        self.Wf = nn.Parameter(torch.randn(H, H + D) * 0.1)
        self.bf = nn.Parameter(torch.ones(H, 1))
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
        f = torch.sigmoid(self.Wf @ hx + self.bf)    # (H, B)
        i = torch.sigmoid(self.Wi @ hx + self.bi)
        c_hat = torch.tanh(self.Wc @ hx + self.bc)
        o = torch.sigmoid(self.Wo @ hx + self.bo)
        c = f * c.T + i * c_hat
        h = o * torch.tanh(c)
        return h.T, c.T


if __name__ == "__main__":
    lstm = LSTMCell(3, 5)
    h, c = lstm(torch.randn(2, 3))
    print(h.shape, c.shape)
