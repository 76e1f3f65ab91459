"""The whole cell is a ScriptModule."""
from typing import Optional, Tuple

import torch
from torch import Tensor, nn


class LSTMCell(torch.jit.ScriptModule):
    def __init__(self, input_size: int, hidden_size: int):
        super().__init__()
        self.hidden_size = hidden_size
        self.weight = nn.Parameter(torch.randn(input_size + hidden_size, 4 * hidden_size) * 0.1)
        self.bias = nn.Parameter(torch.zeros(4 * hidden_size))

    @torch.jit.script_method
    def forward(
        self, x: Tensor, state: Optional[Tuple[Tensor, Tensor]] = None
    ) -> Tuple[Tensor, Tensor]:
        if state is None:
            h = x.new_zeros(x.size(0), self.hidden_size)
            c = x.new_zeros(x.size(0), self.hidden_size)
        else:
            h, c = state
        i, f, g, o = (torch.cat([x, h], 1) @ self.weight + self.bias).chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c


if __name__ == "__main__":
    cell = LSTMCell(3, 4)
    h, c = cell(torch.randn(2, 3))
    print(h.shape, c.shape)
