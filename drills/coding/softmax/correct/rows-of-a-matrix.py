import torch


def as_rows(x, dim):
    """`dim` last, everything else flattened: one slice a row."""
    last = x.transpose(dim, -1)
    return last.reshape(-1, last.size(-1)), last.shape


def back(rows, shape, dim):
    return rows.reshape(shape).transpose(dim, -1)


def softmax(x, dim=-1):
    rows, shape = as_rows(x, dim)
    rows = rows - rows.amax(1)[:, None]
    e = torch.exp(rows)
    sums = e @ e.new_ones(e.size(1), 1)
    return back(e / sums, shape, dim)


def log_softmax(x, dim=-1):
    rows, shape = as_rows(x, dim)
    rows = rows - rows.amax(1)[:, None]
    sums = torch.exp(rows).sum(1)[:, None]
    return back(rows - torch.log(sums), shape, dim)


if __name__ == "__main__":
    t = torch.randn(2, 3, 4, 5)
    out = softmax(t, dim=1)
    print(out.shape, out.sum(1).min().item(), out.sum(1).max().item())
