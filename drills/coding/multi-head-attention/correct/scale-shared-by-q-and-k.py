"""q and k each take the root of the scale, from a buffer; the mask's logarithm is added; returns all weights, too."""
import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.n_head = num_heads
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model, bias=False)
        self.value = nn.Linear(d_model, d_model)
        self.out = nn.Linear(d_model, d_model)
        self.register_buffer("scale", torch.tensor((d_model // num_heads) ** -0.25))

    def forward(self, query, key, value, mask=None):
        n_batch, n_ctx, n_state = query.shape
        q = self.query(query).view(*query.shape[:2], self.n_head, -1).permute(0, 2, 1, 3) * self.scale
        k = self.key(key).view(*key.shape[:2], self.n_head, -1).permute(0, 2, 3, 1) * self.scale
        v = self.value(value).view(*value.shape[:2], self.n_head, -1).permute(0, 2, 1, 3)
        qk = q @ k
        if mask is not None:
            qk = qk + torch.log(mask.to(qk.dtype))  # log 1 = 0, log 0 = -inf
        w = torch.softmax(qk, dim=-1)
        wv = (w @ v).permute(0, 2, 1, 3).flatten(start_dim=2)
        return self.out(wv), w.detach()


if __name__ == "__main__":
    block = MultiHeadAttention(64, 4)
    audio = torch.randn(2, 6, 64)
    output, _ = block(audio, audio, audio)
    print(output.shape)
