import torch


def attention(query, key, value, mask=None, causal=False):
    """
    query:  (B, Tq, d)
    key:    (B, Tk, d)
    value:  (B, Tk, d_v)
    mask:   None, or boolean (Tq, Tk), (B, Tq, Tk) or (B, 1, Tk); True = may attend
    causal: if True, query i sees keys 0 to i; used with Tq = Tk, alone or with a mask

    Returns (B, Tq, d_v), or the pair (output, attention weights).
    """
    # Start here: the scores.
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    query = torch.randn(2, 5, 8)
    key = torch.randn(2, 7, 8)
    value = torch.randn(2, 7, 6)
    output = attention(query, key, value)
    print(output.shape)  # expected: torch.Size([2, 5, 6])
