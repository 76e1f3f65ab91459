import torch


def attention(query, key, value, mask=None, causal=False):
    # half of the scale on each side keeps the products small in half precision
    root = query.shape[-1] ** 0.25
    logits = (query / root).matmul((key / root).transpose(-1, -2))
    if mask is not None:
        logits = logits.where(mask, logits.new_tensor(float("-inf")))
    if causal:
        visible = torch.ones(logits.shape[-2:], device=logits.device, dtype=torch.bool).tril()
        logits = logits.where(visible, logits.new_tensor(float("-inf")))
    return logits.log_softmax(-1).exp().matmul(value)


if __name__ == "__main__":
    x = torch.randn(2, 3, 64)
    print(attention(x, x, x, None, True).shape)
