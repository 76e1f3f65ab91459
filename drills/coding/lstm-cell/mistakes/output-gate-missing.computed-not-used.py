import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.i_gate = nn.Linear(input_size + hidden_size, hidden_size)
        self.f_gate = nn.Linear(input_size + hidden_size, hidden_size)
        self.o_gate = nn.Linear(input_size + hidden_size, hidden_size)
        self.g_gate = nn.Linear(input_size + hidden_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            h_prev = x.new_zeros(x.size(0), self.hidden_size)
            c_prev = x.new_zeros(x.size(0), self.hidden_size)
        else:
            h_prev, c_prev = state
        xh = torch.cat([x, h_prev], dim=1)
        i = torch.sigmoid(self.i_gate(xh))
        f = torch.sigmoid(self.f_gate(xh))
        o = torch.sigmoid(self.o_gate(xh))
        g = torch.tanh(self.g_gate(xh))
        c_next = f * c_prev + i * g
        h_next = torch.tanh(c_next)
        return h_next, c_next


if __name__ == "__main__":
    cell = LSTMCell(4, 4)
    h, c = cell(torch.randn(2, 4))
    print(h.shape)
