import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        # TODO: one linear layer for the input, one for the hidden state

    def forward(self, x, state=None):
        # TODO
        pass


if __name__ == "__main__":
    cell = LSTMCell(input_size=5, hidden_size=7)
    output, memory = cell(torch.randn(3, 5))
    print(output.shape)
