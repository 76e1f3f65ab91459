"""Layer norm, dropout and zoneout are options, off by default; stack, sum and prod instead of operators."""
import torch
import torch.nn as nn


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size, bias=True, layer_norm=False, dropout=0.0, zoneout=0.0, **kw):
        super().__init__()
        self.hidden_size, self.zoneout = hidden_size, zoneout
        self.i2g = nn.Linear(input_size, 4 * hidden_size, bias=False, **kw)
        self.h2g = nn.Linear(hidden_size, 4 * hidden_size, bias=bias, **kw)
        self.norm = nn.LayerNorm(4 * hidden_size, **kw) if layer_norm else nn.Identity()
        self.dropout = nn.Dropout(dropout)
        nn.init.orthogonal_(self.h2g.weight)

    @staticmethod
    def _activate(z):
        i, f, g, o = z.chunk(4, dim=-1)
        return torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)

    def forward(self, x, state=None):
        if state is None:
            h = c = torch.zeros(x.shape[0], self.hidden_size, device=x.device, dtype=x.dtype)
        else:
            h, c = state
        i, f, g, o = self._activate(self.norm(self.i2g(x) + self.h2g(h)))
        new_c = torch.stack((f * c, i * g)).sum(dim=0)
        if self.training and self.zoneout > 0:
            new_c = torch.where(torch.rand_like(c) < self.zoneout, c, new_c)
        h = torch.prod(torch.stack((o, torch.tanh(new_c))), dim=0)
        return self.dropout(h), new_c


if __name__ == "__main__":
    cell = LSTMCell(4, 6)
    h, c = cell(torch.randn(3, 4))
    assert h.shape == c.shape == (3, 6)
    print("Output shape: {}".format(list(h.shape)))
