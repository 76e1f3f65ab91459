import torch
import torch.nn.functional as F


def cross_entropy(logits, target, ignore_index=-100, label_smoothing=0.0):
    """Mean cross-entropy over the rows whose target is not `ignore_index`."""
    counted = target != ignore_index
    # An ignored target may be no class at all; any class will do, since its row is dropped below.
    safe = target.masked_fill(~counted, 0)

    shifted = logits - logits.amax(dim=1, keepdim=True)
    log_total = shifted.exp().sum(dim=1, keepdim=True).log()
    log_probs = shifted - log_total

    true_class = -log_probs.gather(1, safe.unsqueeze(1)).squeeze(1)
    uniform = -log_probs.mean(dim=1)
    losses = (1 - label_smoothing) * true_class + label_smoothing * uniform

    total = losses.masked_fill(~counted, 0).sum()
    return total / counted.sum().clamp(min=1)  # 0 if every row is ignored


if __name__ == "__main__":
    torch.manual_seed(0)
    logits = torch.randn(6, 4)
    target = torch.tensor([2, -100, 0, 1, -100, 3])
    loss = cross_entropy(logits, target, label_smoothing=0.1)
    assert torch.allclose(loss, F.cross_entropy(logits, target, label_smoothing=0.1))
    padded = target.masked_fill(target == -100, 0)
    loss = cross_entropy(logits, padded, ignore_index=0)
    assert torch.allclose(loss, F.cross_entropy(logits, padded, ignore_index=0))

    # The true class is far below: the loss is large, and finite.
    print(cross_entropy(torch.tensor([[0.0, -2000.0]]), torch.tensor([1])))  # tensor(2000.)
    print(loss.shape)  # torch.Size([])
