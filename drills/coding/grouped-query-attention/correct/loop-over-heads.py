import math
import torch
import torch.nn as nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        self.d_k = d_model // num_heads
        self.group_size = num_heads // num_kv_heads
        self.queries = nn.ModuleList([nn.Linear(d_model, self.d_k) for _ in range(num_heads)])
        self.keys = nn.ModuleList([nn.Linear(d_model, self.d_k) for _ in range(num_kv_heads)])
        self.values = nn.ModuleList([nn.Linear(d_model, self.d_k) for _ in range(num_kv_heads)])
        self.fc = nn.Linear(d_model, d_model)

    def forward(self, x, mask=None):
        if mask is not None and mask.dim() == 4:
            mask = mask.squeeze(1)
        keys = [key(x) for key in self.keys]
        values = [value(x) for value in self.values]
        heads = []
        for h, query in enumerate(self.queries):
            kv = h // self.group_size
            scores = query(x) @ keys[kv].transpose(1, 2) / math.sqrt(self.d_k)
            if mask is not None:
                scores = scores.masked_fill(~mask, -1e9)
            heads.append(torch.softmax(scores, dim=-1) @ values[kv])
        return self.fc(torch.cat(heads, dim=-1))


if __name__ == "__main__":
    model = GroupedQueryAttention(d_model=16, num_heads=4, num_kv_heads=2)
    print(model(torch.randn(3, 5, 16)).shape)
