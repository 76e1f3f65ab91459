import torch
import torch.nn.functional as F


def clip_loss(image_features, text_features, temperature=0.07, image_weight=0.5):
    sim = F.cosine_similarity(image_features[:, None, :], text_features[None, :, :], dim=-1)
    sim = sim.div(temperature)
    target = torch.eye(len(sim), dtype=sim.dtype, device=sim.device)
    i2t = -(target * sim.log_softmax(dim=-1)).sum(dim=-1)
    t2i = -(target * sim.log_softmax(dim=-2)).sum(dim=-2)
    return torch.lerp(t2i, i2t, image_weight).mean()


if __name__ == "__main__":
    out = clip_loss(image_features=torch.randn(6, 3), text_features=torch.randn(6, 3))
    print(out.item(), out.shape)
