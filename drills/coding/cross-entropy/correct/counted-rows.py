import torch
import torch.nn.functional as F


def cross_entropy(logits, target, ignore_index=-100, label_smoothing=0.0):
    keep = target != ignore_index
    logits, target = logits[keep], target[keep]
    logp = F.log_softmax(logits, dim=-1)
    n = len(target)
    nll = -logp[torch.arange(n), target]
    smooth = -logp.mean(-1)
    # with nothing kept this is the mean of nothing: nan, as in PyTorch
    return ((1 - label_smoothing) * nll + label_smoothing * smooth).mean()


if __name__ == "__main__":
    x = torch.randn(5, 3)
    y = torch.tensor([0, 1, -100, 2, 2])
    out = cross_entropy(x, y)
    print(out.shape, out)
