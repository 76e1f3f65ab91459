import torch
from torch.nn import MultiheadAttention as Base


class MultiHeadAttention(Base):
    def __init__(self, d_model, num_heads):
        super().__init__(d_model, num_heads, batch_first=True)

    def forward(self, query, key, value, mask=None):
        if mask is not None:
            mask = mask.logical_not()
            if mask.dim() == 4:
                mask = mask.repeat(1, self.num_heads, 1, 1).flatten(0, 1)
        return super().forward(query, key, value, attn_mask=mask, need_weights=False)[0]


if __name__ == "__main__":
    m = MultiHeadAttention(24, 3)
    x, y = torch.randn(2, 4, 24), torch.randn(2, 6, 24)
    print(m(x, y, y).shape)
