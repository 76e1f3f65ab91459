import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    """One step of a long short-term memory network, built without nn.LSTM or nn.LSTMCell."""

    def __init__(self, input_size, hidden_size):
        super().__init__()
        # Write here: the layers or parameters of the cell.
        raise NotImplementedError

    def forward(self, x, state=None):
        """Advance the state by one step.

        x:      (B, input_size)
        state:  (h, c), each (B, hidden_size); zeros when it is None
        return: (h, c), each (B, hidden_size)
        """
        raise NotImplementedError


if __name__ == "__main__":
    cell = LSTMCell(input_size=5, hidden_size=7)
    output, memory = cell(torch.randn(3, 5))
    output, memory = cell(torch.randn(3, 5), (output, memory))
    print(output.shape)
