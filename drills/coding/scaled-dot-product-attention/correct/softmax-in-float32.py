from typing import Optional, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor


def attention(
    query: Tensor, key: Tensor, value: Tensor, mask: Optional[Tensor] = None, causal: bool = False
) -> Tuple[Tensor, Tensor]:
    wide = torch.promote_types(query.dtype, torch.float32)
    logits = query.to(wide) @ key.to(wide).mT / query.size(-1) ** 0.5
    lowest = torch.finfo(wide).min
    if mask is not None:
        logits = logits.masked_fill(mask.logical_not(), lowest)
    if causal:
        upper = torch.ones_like(logits, dtype=torch.bool).triu(diagonal=1)
        logits = logits.masked_fill(upper, lowest)
    probs = F.softmax(logits, dim=-1).to(value.dtype)
    return probs @ value, probs


if __name__ == "__main__":
    q = torch.randn(2, 3, 8).bfloat16()
    out, probs = attention(q, q, q, causal=True)
    print(out.dtype, out.shape, probs.shape)
