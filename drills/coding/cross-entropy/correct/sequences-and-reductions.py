import torch


def cross_entropy(
    logits, target, ignore_index=-100, label_smoothing=0.0, weight=None, reduction="mean"
):
    if logits.dim() == 3:  # (B, T, C)
        logits, target = logits.reshape(-1, logits.size(-1)), target.reshape(-1)
    mask = target.ne(ignore_index)
    y = torch.where(mask, target, torch.zeros_like(target))

    x_max = logits.max(dim=-1, keepdim=True).values.detach()
    lse = torch.log(torch.sum(torch.exp(logits - x_max), dim=-1, keepdim=True)) + x_max
    log_p = logits - lse

    nll = -log_p.gather(-1, y[:, None])[:, 0]
    if weight is not None:
        nll = nll * weight[y]
    loss = nll
    if label_smoothing > 0:
        loss = (1 - label_smoothing) * nll - label_smoothing * log_p.sum(-1) / log_p.size(-1)
    loss = torch.where(mask, loss, torch.zeros_like(loss))
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    return loss.sum() / mask.sum() if mask.any() else loss.sum()


if __name__ == "__main__":
    B, T, C = 2, 3, 11
    value = cross_entropy(torch.randn(B, T, C), torch.randint(0, C, (B, T)))
    print(value.shape)
