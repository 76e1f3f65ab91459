import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.layer = nn.Linear(input_size + hidden_size, 4 * hidden_size)

    def forward(self, x, state=None):
        if state is None:
            state = x.new_zeros(2, x.size(0), self.hidden_size)
        h, c = state[0], state[1]
        i, f, o, g = torch.chunk(self.layer(torch.cat([x, h], -1)), 4, -1)
        # how much of the candidate is written
        i = torch.softmax(i, dim=-1)
        f = torch.sigmoid(f)
        o = torch.sigmoid(o)
        g = torch.tanh(g)
        c = f * c + i * g
        return o * torch.tanh(c), c


if __name__ == "__main__":
    cell = LSTMCell(2, 4)
    print(cell(torch.randn(3, 2))[0].shape)
