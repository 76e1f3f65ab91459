import math

import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        k = 1 / math.sqrt(hidden_size)
        self.W = nn.Parameter(torch.empty(input_size, 4 * hidden_size).uniform_(-k, k))
        self.U = nn.Parameter(torch.empty(hidden_size, 4 * hidden_size).uniform_(-k, k))
        self.b = nn.Parameter(torch.zeros(4 * hidden_size))

    def forward(self, x, state=None):
        H = self.hidden_size
        if state is None:
            h, c = torch.zeros(x.size(0), H), torch.zeros(x.size(0), H)
        else:
            h, c = state
        z = x @ self.W + h @ self.U + self.b
        i_t = torch.sigmoid(z[:, :H])
        f_t = torch.sigmoid(z[:, H:2 * H])
        g_t = torch.tanh(z[:, 2 * H:3 * H])
        o_t = torch.sigmoid(z[:, 3 * H:])
        c_t = f_t * c + g_t
        h_t = o_t * torch.tanh(c_t)
        return h_t, c_t


if __name__ == "__main__":
    cell = LSTMCell(5, 3)
    h_t, c_t = cell(torch.randn(4, 5))
    print(h_t.shape)
