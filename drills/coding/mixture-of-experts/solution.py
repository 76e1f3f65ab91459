import torch
import torch.nn.functional as F
from torch import nn


class Expert(nn.Module):
    """A feed-forward network of its own."""

    def __init__(self, d_model, d_ff):
        super().__init__()
        self.up = nn.Linear(d_model, d_ff)
        self.down = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.down(F.silu(self.up(x)))


class MixtureOfExperts(nn.Module):
    """A feed-forward layer made of experts, of which each token uses the best top_k."""

    def __init__(self, d_model, d_ff, num_experts, top_k):
        super().__init__()
        self.num_experts = num_experts
        self.top_k = top_k
        self.router = nn.Linear(d_model, num_experts, bias=False)
        self.experts = nn.ModuleList(Expert(d_model, d_ff) for _ in range(num_experts))

    def forward(self, x):
        """x: (B, T, d_model); returns (output, aux_loss), the output in the shape of x."""
        tokens = x.reshape(-1, x.shape[-1])  # (N, d_model)
        p = torch.softmax(self.router(tokens), dim=-1)  # (N, E)
        chosen_p, chosen = p.topk(self.top_k, dim=-1)  # (N, k)
        weights = chosen_p / chosen_p.sum(dim=-1, keepdim=True)

        output = torch.zeros_like(tokens)
        for index, expert in enumerate(self.experts):
            token, slot = torch.where(chosen == index)
            mixed = weights[token, slot].unsqueeze(-1) * expert(tokens[token])
            output = output.index_add(0, token, mixed)

        # The share of choices is made of counts, so the gradient flows through the mean alone.
        share = F.one_hot(chosen, self.num_experts).to(p.dtype).mean(dim=(0, 1))
        aux_loss = self.num_experts * (share * p.mean(dim=0)).sum()
        return output.view(x.shape), aux_loss


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(2, 5, 16)
    moe = MixtureOfExperts(d_model=16, d_ff=32, num_experts=8, top_k=2)
    output, aux_loss = moe(x)

    for expert in moe.experts:  # with equal experts, weights that sum to 1 do not matter
        expert.load_state_dict(moe.experts[0].state_dict())
    assert torch.allclose(moe(x)[0], moe.experts[0](x), atol=1e-6)

    aux_loss.backward()
    assert moe.router.weight.grad.abs().sum() > 0
    print(output.shape, round(aux_loss.item(), 2))  # torch.Size([2, 5, 16]) 1.1
