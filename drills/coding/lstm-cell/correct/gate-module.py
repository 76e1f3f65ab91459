"""A class of gates, itself a Linear, that takes the activation; a ModuleDict holds one for each."""
import torch
import torch.nn as nn


class Gate(nn.Linear):
    """activation(W x + U h + b)"""

    def __init__(self, input_size, hidden_size, activation=torch.sigmoid, bias_init=0.0):
        super().__init__(input_size, hidden_size)
        self.from_hidden = nn.Linear(hidden_size, hidden_size, bias=False)
        self.activation = activation
        nn.init.constant_(self.bias, bias_init)

    def forward(self, x, h):
        return self.activation(super().forward(x) + self.from_hidden(h))


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.gates = nn.ModuleDict({
            "input": Gate(input_size, hidden_size),
            "forget": Gate(input_size, hidden_size, bias_init=1.0),
            "output": Gate(input_size, hidden_size),
            "candidate": Gate(input_size, hidden_size, activation=torch.tanh),
        })

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size, device=x.device)
            c = torch.zeros_like(h)
        else:
            h, c = state
        i, f, o, g = (gate(x, h) for gate in self.gates.values())
        new_c = f * c + i * g
        new_h = o * torch.tanh(new_c)
        return new_h, new_c


def main():
    cell = LSTMCell(input_size=8, hidden_size=16)
    state = None
    for _ in range(3):
        state = cell(torch.randn(4, 8), state)
    print("output shape:", state[0].shape)


if __name__ == "__main__":
    main()
