import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.proj = nn.Linear(input_size + hidden_size, hidden_size * 4)

    def forward(self, x, state=None):
        if state is None:
            state = (x.new_zeros(x.size(0), self.hidden_size), x.new_zeros(x.size(0), self.hidden_size))
        h_t, c_t = state
        f, i, c_hat, o = torch.split(self.proj(torch.cat((h_t, x), dim=1)), self.hidden_size, dim=1)
        f = torch.sigmoid(f)
        i = torch.sigmoid(i)
        o = torch.sigmoid(o)
        c_hat = torch.tanh(c_hat)
        c_t = torch.sigmoid(f * c_t + i * c_hat)
        h_t = o * torch.tanh(c_t)
        return h_t, c_t


if __name__ == "__main__":
    cell = LSTMCell(6, 5)
    h, c = cell(torch.randn(3, 6))
    print(h.shape)
