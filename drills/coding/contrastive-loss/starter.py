import torch


def clip_loss(image_features, text_features, temperature=0.07):
    """
    image_features: (N, D), not normalised
    text_features:  (N, D); row i is the caption of image i
    temperature:    a positive float, or a 0-dimensional tensor

    Returns the mean of both directions, as a 0-dimensional tensor.
    """
    # Start here: what does entry (i, j) of the table of similarities compare?
    raise NotImplementedError


if __name__ == "__main__":
    features = torch.eye(3)
    print(clip_loss(features, features, temperature=1.0))  # expected: tensor(0.5514)
    print(clip_loss(features, 5 * features, temperature=1.0))  # expected: the same
