import torch
from torch import nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.W_i = nn.Linear(input_size, hidden_size)
        self.W_f = nn.Linear(input_size, hidden_size)
        self.W_o = nn.Linear(input_size, hidden_size)
        self.W_c = nn.Linear(input_size, hidden_size)
        self.U_i = nn.Linear(hidden_size, hidden_size)
        self.U_f = nn.Linear(hidden_size, hidden_size)
        self.U_o = nn.Linear(hidden_size, hidden_size)
        self.U_c = nn.Linear(hidden_size, hidden_size)

    def forward(self, x, state=None):
        if state is None:
            state = (torch.zeros(len(x), self.hidden_size), torch.zeros(len(x), self.hidden_size))
        h, c = state
        i = torch.sigmoid(self.W_i(x) + self.U_i(h))
        f = torch.sigmoid(self.W_f(x) + self.U_f(h))
        o = torch.sigmoid(self.W_o(x) + self.U_o(h))
        candidate = self.W_c(x) + self.U_c(h)
        c = f * c + i * candidate
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    h, c = LSTMCell(4, 3)(torch.randn(5, 4))
    print(h.shape)
