import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    """One step of a long short-term memory network, built without nn.LSTM or nn.LSTMCell."""

    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        # One product for all gates, in the order input, forget, candidate, output.
        self.gates = nn.Linear(input_size + hidden_size, 4 * hidden_size)
        # Begin by remembering: with a forget bias of 1 the gate opens at about 0.73, not 0.5.
        with torch.no_grad():
            self.gates.bias[hidden_size : 2 * hidden_size].fill_(1.0)

    def forward(self, x, state=None):
        """Advance the state by one step.

        x:      (B, input_size)
        state:  (h, c), each (B, hidden_size); zeros when it is None
        return: (h, c), each (B, hidden_size)
        """
        if state is None:
            zeros = x.new_zeros(x.size(0), self.hidden_size)  # follows x's device and dtype
            state = (zeros, zeros)
        h, c = state

        z = self.gates(torch.cat([x, h], dim=1))  # (B, 4 * hidden_size)
        i, f, g, o = z.chunk(4, dim=1)  # each (B, hidden_size)
        i, f, o = torch.sigmoid(i), torch.sigmoid(f), torch.sigmoid(o)
        g = torch.tanh(g)

        c = f * c + i * g
        h = o * torch.tanh(c)
        return h, c


if __name__ == "__main__":
    torch.manual_seed(0)
    cell = LSTMCell(input_size=5, hidden_size=7)
    state = None
    for x in torch.randn(4, 3, 5):  # four steps of a batch of three
        state = cell(x, state)
    output, memory = state
    print(output.shape)
