import torch
import torch.nn as nn


class Gate(nn.Module):
    """activation(W x + U h + b)"""

    def __init__(self, input_size, hidden_size, activation=torch.sigmoid, bias_init=0.0):
        super().__init__()
        self.from_input = nn.Linear(input_size, hidden_size)
        self.from_hidden = nn.Linear(hidden_size, hidden_size, bias=False)
        self.activation = activation
        nn.init.constant_(self.from_input.bias, bias_init)

    def forward(self, x, h):
        return self.activation(self.from_input(x) + self.from_hidden(h))


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.input_gate = Gate(input_size, hidden_size)
        self.forget_gate = Gate(input_size, hidden_size, bias_init=1.0)
        self.output_gate = Gate(input_size, hidden_size)
        self.candidate = Gate(input_size, hidden_size, activation=torch.tanh)

    def forward(self, x, state=None):
        if state is None:
            h = torch.zeros(x.size(0), self.hidden_size, device=x.device)
            c = torch.zeros_like(h)
        else:
            h, c = state
        i, f, o, g = (
            gate(x, h)
            for gate in (self.input_gate, self.forget_gate, self.output_gate, self.candidate)
        )
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
