"""The Jacobian of each row of softmax, built and applied."""
import torch


def attention_backward(q, k, v, grad_out):
    B, Tq, d = q.shape
    dq, dk, dv = torch.zeros_like(q), torch.zeros_like(k), torch.zeros_like(v)
    for b in range(B):
        for i in range(Tq):
            s = k[b] @ q[b, i] / d**0.5
            p = torch.softmax(s, 0)
            g = grad_out[b, i]
            dv[b] += torch.outer(p, g)
            J = torch.diag(p) - torch.outer(p, p)
            ds = J @ (v[b] @ g)
            dq[b, i] = k[b].T @ ds / d**0.5
            dk[b] += torch.outer(ds, q[b, i]) / d**0.5
    return dq, dk, dv


if __name__ == "__main__":
    grads = attention_backward(*(torch.randn(2, n, 4) for n in (3, 5, 5, 3)))
    print([g.shape for g in grads])
