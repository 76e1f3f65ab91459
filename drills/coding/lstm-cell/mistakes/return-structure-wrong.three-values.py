import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        n = input_size + hidden_size
        self.input_gate = nn.Linear(n, hidden_size)
        self.forget_gate = nn.Linear(n, hidden_size)
        self.output_gate = nn.Linear(n, hidden_size)
        self.candidate = nn.Linear(n, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        xh = torch.cat([x, h], dim=1)
        i = torch.sigmoid(self.input_gate(xh))
        f = torch.sigmoid(self.forget_gate(xh))
        o = torch.sigmoid(self.output_gate(xh))
        g = torch.tanh(self.candidate(xh))
        c = f * c + i * g
        h = o * torch.tanh(c)
        return o, h, c


if __name__ == "__main__":
    o, h, c = LSTMCell(4, 5)(torch.randn(2, 4))
    print(h.shape)
