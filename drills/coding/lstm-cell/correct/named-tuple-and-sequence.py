"""The state is a named tuple; a second module runs the cell over a sequence."""
from typing import NamedTuple, Optional

import torch
import torch.nn as nn
from torch import Tensor


class State(NamedTuple):
    h: Tensor
    c: Tensor


class LSTMCell(nn.Module):
    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        self.hidden_size = hidden_size
        self.input_to_gates = nn.Linear(input_size, 4 * hidden_size)
        self.hidden_to_gates = nn.Linear(hidden_size, 4 * hidden_size)

    def initial_state(self, x: Tensor) -> State:
        zeros = x.new_zeros(x.shape[0], self.hidden_size)
        return State(h=zeros, c=zeros)

    def forward(self, x: Tensor, state: Optional[State] = None) -> State:
        if state is None:
            state = self.initial_state(x)
        state = State(*state)
        i, f, g, o = (self.input_to_gates(x) + self.hidden_to_gates(state.h)).chunk(4, dim=-1)
        c = f.sigmoid() * state.c + i.sigmoid() * g.tanh()
        return State(h=o.sigmoid() * c.tanh(), c=c)


class LSTM(nn.Module):
    """Runs the cell over a sequence (B, T, D)."""

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        self.cell = LSTMCell(input_size, hidden_size)

    def forward(self, xs: Tensor) -> Tensor:
        state, outputs = None, []
        for x in xs.unbind(dim=1):
            state = self.cell(x, state)
            outputs.append(state.h)
        return torch.stack(outputs, dim=1)


if __name__ == "__main__":
    output = LSTM(5, 7)(torch.randn(2, 6, 5))
    print(output.shape)
