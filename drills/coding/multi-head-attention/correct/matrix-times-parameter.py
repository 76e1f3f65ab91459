import torch
import torch.nn as nn


def glorot(rows, cols):
    bound = (6 / (rows + cols)) ** 0.5
    return nn.Parameter((torch.rand(rows, cols) * 2 - 1) * bound)


class MultiHeadAttention(nn.Module):
    """Textbook notation: X W, so the weights are (in, out) and nothing is transposed."""

    def __init__(self, d_model, num_heads):
        super().__init__()
        self.H = num_heads
        self.WQ = glorot(d_model, d_model)
        self.WK = glorot(d_model, d_model)
        self.WV = glorot(d_model, d_model)
        self.WO = glorot(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        # heads come out of the features as a list of (B, T, d_k)
        Q = (query @ self.WQ).chunk(self.H, dim=-1)
        K = (key @ self.WK).chunk(self.H, dim=-1)
        V = (value @ self.WV).chunk(self.H, dim=-1)
        Q, K, V = torch.stack(Q, 1), torch.stack(K, 1), torch.stack(V, 1)  # (B, H, T, d_k)

        S = Q @ K.transpose(2, 3) / Q.shape[-1] ** 0.5
        if mask is not None:
            S[~mask.expand_as(S)] = float("-inf")
        A = torch.softmax(S, dim=-1)
        heads = A @ V
        return torch.cat(heads.unbind(1), dim=-1) @ self.WO


if __name__ == "__main__":
    x = torch.randn(2, 5, 16)
    output = MultiHeadAttention(16, 4)(x, x, x)
    print(output.shape)
