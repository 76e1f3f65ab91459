import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        n = input_size + hidden_size
        self.forget_gate = nn.Sequential(nn.Linear(n, hidden_size), nn.Sigmoid())
        self.input_gate = nn.Sequential(nn.Linear(n, hidden_size), nn.Sigmoid())
        self.candidate = nn.Sequential(nn.Linear(n, hidden_size), nn.Tanh())
        self.output_gate = nn.Sequential(nn.Linear(n, hidden_size), nn.Softmax(dim=-1))

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size)
            c = torch.zeros_like(h)
        else:
            h, c = state
        xh = torch.cat([x, h], dim=-1)
        c = self.forget_gate(xh) * c + self.input_gate(xh) * self.candidate(xh)
        h = self.output_gate(xh) * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    cell = LSTMCell(4, 6)
    h, _ = cell(torch.randn(3, 4))
    print(h.shape)
