import torch


def log_softmax(z, dim):
    z = z - z.amax(dim=dim, keepdim=True)
    return z - z.exp().sum(dim=dim, keepdim=True).log()


def unit(x, eps=1e-8):
    return x / (x.pow(2).sum(-1, keepdim=True).sqrt() + eps)


def clip_loss(image_features, text_features, temperature=0.07):
    scores = unit(image_features).matmul(unit(text_features).transpose(0, 1))
    scores = scores / temperature
    over_texts = log_softmax(scores, dim=1).diagonal()
    over_images = log_softmax(scores, dim=0).diagonal()
    return -0.5 * (over_texts.mean() + over_images.mean())


if __name__ == "__main__":
    value = clip_loss(torch.randn(3, 5), torch.randn(3, 5), torch.tensor(0.1))
    print(value, value.shape)
