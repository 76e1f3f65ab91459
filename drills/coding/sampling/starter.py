import torch


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    """The distribution that the next token is drawn from: temperature, then top-k, then top-p.

    logits:      (B, V); entries may be -inf (forbidden); not modified
    temperature: >= 0; 0 puts all probability on the largest logit of each row
    top_k:       None (off) or an int >= 1; above V it keeps all
    top_p:       None (off) or in (0, 1]; the token that crosses the threshold stays

    Returns (B, V), each row summing to 1; removed tokens are exactly 0.
    """
    # Write your code here. Helper functions are welcome.
    raise NotImplementedError


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    """One token per row, drawn from exactly those probabilities; returns int64 (B,).

    generator: None (the global generator) or a torch.Generator that all randomness comes from
    """
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    logits = torch.randn(2, 10)
    probs = next_token_probs(logits, temperature=0.8, top_k=5, top_p=0.9)
    print(probs.shape)  # expected: torch.Size([2, 10])
    print(sample_next_token(logits, temperature=0.8, top_k=5, top_p=0.9))
