import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.w_ih = nn.Parameter(torch.randn(4 * hidden_size, input_size) * 0.1)
        self.w_hh = nn.Parameter(torch.randn(4 * hidden_size, hidden_size) * 0.1)
        self.b_ih = nn.Parameter(torch.zeros(4 * hidden_size))
        self.b_hh = nn.Parameter(torch.zeros(4 * hidden_size))

    def forward(self, x, state=None):
        if state is None:
            zeros = x.new_zeros(x.size(0), self.hidden_size)
            state = (zeros, zeros)
        return torch.lstm_cell(x, state, self.w_ih, self.w_hh, self.b_ih, self.b_hh)


if __name__ == "__main__":
    cell = LSTMCell(5, 3)
    h, c = cell(torch.randn(2, 5))
    print(h.shape)
