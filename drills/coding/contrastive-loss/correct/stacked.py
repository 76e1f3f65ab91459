import torch
import torch.nn.functional as F


def clip_loss(image_features, text_features, temperature=0.07):
    n = image_features.shape[0]
    both = F.normalize(torch.stack([image_features, text_features]), dim=-1)
    sims = torch.einsum("id,jd->ij", both[0], both[1]) / temperature
    rows = torch.cat([sims, sims.t()])
    targets = torch.arange(2 * n, device=rows.device) % n
    return F.cross_entropy(rows, targets)


if __name__ == "__main__":
    print(clip_loss(torch.randn(4, 6), torch.randn(4, 6)).shape)
