"""Keys in blocks of two: an online softmax first, then each block's part of the gradients."""
import torch


def attention_backward(q, k, v, grad_out, block=2):
    scale = q.shape[-1] ** -0.5
    m = q.new_full(q.shape[:-1] + (1,), -1e30)
    total, output = torch.zeros_like(m), torch.zeros_like(grad_out)
    for kj, vj in zip(k.split(block, 1), v.split(block, 1)):
        s = q @ kj.transpose(1, 2) * scale
        new = torch.maximum(m, s.amax(-1, keepdim=True))
        e, shrink = torch.exp(s - new), torch.exp(m - new)
        total = total * shrink + e.sum(-1, keepdim=True)
        output = output * shrink + e @ vj
        m = new
    delta = (grad_out * output / total).sum(-1, keepdim=True)
    dq, dk, dv = torch.zeros_like(q), [], []
    for kj, vj in zip(k.split(block, 1), v.split(block, 1)):
        p = torch.exp(q @ kj.transpose(1, 2) * scale - m) / total
        ds = p * (grad_out @ vj.transpose(1, 2) - delta) * scale
        dq += ds @ kj
        dk.append(ds.transpose(1, 2) @ q)
        dv.append(p.transpose(1, 2) @ grad_out)
    return dq, torch.cat(dk, 1), torch.cat(dv, 1)


if __name__ == "__main__":
    dq, dk, dv = attention_backward(*torch.randn(4, 2, 5, 8))
    print(dq.shape, dk.shape, dv.shape)
