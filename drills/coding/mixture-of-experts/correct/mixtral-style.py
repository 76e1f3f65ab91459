"""One-hot masks and index_add_, gated experts, as in Mixtral; f counted per token."""
import torch
import torch.nn.functional as F
from torch import nn


class GatedExpert(nn.Module):
    def __init__(self, hidden: int, inner: int):
        super().__init__()
        self.w1, self.w3 = (nn.Linear(hidden, inner, bias=False) for _ in range(2))
        self.w2 = nn.Linear(inner, hidden, bias=False)

    def forward(self, x):
        return self.w2(F.silu(self.w1(x)) * self.w3(x))


class MixtureOfExperts(nn.Module):
    def __init__(self, d_model: int, d_ff: int, num_experts: int, top_k: int):
        super().__init__()
        self.num_experts, self.top_k = num_experts, top_k
        self.gate = nn.Linear(d_model, num_experts)
        self.experts = nn.ModuleList([GatedExpert(d_model, d_ff) for _ in range(num_experts)])

    def forward(self, hidden_states):
        batch, length, width = hidden_states.shape
        flat = hidden_states.reshape(-1, width)
        router_logits = self.gate(flat)
        routing_weights = F.softmax(router_logits, dim=1)
        routing_weights, selected = torch.topk(routing_weights, self.top_k, dim=-1)
        routing_weights = routing_weights / routing_weights.sum(dim=-1, keepdim=True)
        final = torch.zeros((batch * length, width), dtype=flat.dtype, device=flat.device)
        expert_mask = F.one_hot(selected, num_classes=self.num_experts).permute(2, 1, 0)
        for index in range(self.num_experts):
            where, top_x = torch.where(expert_mask[index])
            if top_x.numel() == 0:
                continue
            current = self.experts[index](flat[top_x]) * routing_weights[top_x, where, None]
            final.index_add_(0, top_x, current)
        tokens_per_expert = expert_mask.to(flat.dtype).sum(1).mean(1)
        probability = F.softmax(router_logits, dim=1).mean(0)
        loss = (tokens_per_expert * probability).sum() * self.num_experts
        return final.reshape(batch, length, width), loss


if __name__ == "__main__":
    print(MixtureOfExperts(8, 16, 4, 2)(torch.randn(2, 3, 8))[0].shape)
