import math

import torch
import torch.nn.functional as F


def clip_loss(image_features, text_features, temperature=0.07):
    """(N, D) features of pairs -> the symmetric InfoNCE loss, a tensor without dimensions."""
    image = image_features / image_features.norm(dim=1, keepdim=True)
    text = text_features / text_features.norm(dim=1, keepdim=True)
    logits = image @ text.T / temperature  # (N, N): image i against caption j
    labels = torch.arange(len(logits), device=logits.device)  # caption i belongs to image i
    image_to_text = F.cross_entropy(logits, labels)
    text_to_image = F.cross_entropy(logits.T, labels)
    return (image_to_text + text_to_image) / 2


if __name__ == "__main__":
    torch.manual_seed(0)
    images, texts = torch.randn(5, 8), torch.randn(5, 8)
    loss = clip_loss(images, texts)
    # The length of a vector does not matter, and neither does which side comes first.
    assert torch.allclose(clip_loss(3 * images, texts), loss)
    assert torch.allclose(clip_loss(texts, images), loss)
    # Equal similarities give log N, and a single pair gives 0.
    same = torch.ones(5, 8)
    assert math.isclose(clip_loss(same, same), math.log(5), abs_tol=1e-5)
    assert clip_loss(images[:1], texts[:1]) == 0
    print(loss.shape)  # torch.Size([])
