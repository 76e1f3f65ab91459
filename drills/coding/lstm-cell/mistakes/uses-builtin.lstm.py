import torch
from torch import nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.rnn = nn.LSTM(input_size, hidden_size, batch_first=True)

    def forward(self, x, state=None):
        if state is not None:
            h, c = state
            state = (h.unsqueeze(0), c.unsqueeze(0))
        _, (h, c) = self.rnn(x.unsqueeze(1), state)
        return h.squeeze(0), c.squeeze(0)


if __name__ == "__main__":
    cell = LSTMCell(4, 6)
    h, c = cell(torch.randn(2, 4))
    print(h.shape)
