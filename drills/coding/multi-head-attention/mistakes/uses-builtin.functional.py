import torch
from torch import nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.d_model, self.num_heads = d_model, num_heads
        self.in_proj = nn.Linear(d_model, 3 * d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        if mask is not None:
            mask = ~mask
            if mask.dim() == 4:
                mask = mask.expand(-1, self.num_heads, -1, -1).flatten(0, 1)
        out, _ = F.multi_head_attention_forward(
            query.transpose(0, 1), key.transpose(0, 1), value.transpose(0, 1),
            self.d_model, self.num_heads,
            self.in_proj.weight, self.in_proj.bias,
            None, None, False, 0.0,
            self.out_proj.weight, self.out_proj.bias,
            training=self.training, attn_mask=mask,
        )
        return out.transpose(0, 1)


if __name__ == "__main__":
    layer = MultiHeadAttention(16, 4)
    x = torch.randn(2, 3, 16)
    print(layer(x, x, x).shape)
