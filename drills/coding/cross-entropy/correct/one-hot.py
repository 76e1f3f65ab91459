import torch
import torch.nn.functional as F


def cross_entropy(logits, target, ignore_index=-100, label_smoothing=0.0):
    C = logits.shape[-1]
    valid = (target != ignore_index).float()
    onehot = F.one_hot(torch.where(valid.bool(), target, torch.zeros_like(target)), C)
    q = onehot * (1.0 - label_smoothing) + label_smoothing / C
    logp = torch.log_softmax(logits, dim=1)
    per_row = -torch.einsum("nc,nc->n", q.to(logp.dtype), logp)
    return (per_row * valid.to(logp.dtype)).sum() / valid.sum().to(logp.dtype)


if __name__ == "__main__":
    logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 0.2, 0.3]])
    labels = torch.tensor([0, 2])
    print(cross_entropy(logits, labels, label_smoothing=0.1).size())
