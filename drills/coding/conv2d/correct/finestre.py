import torch


def riempi(immagine, bordo):
    if bordo == 0:
        return immagine
    n, c, altezza, larghezza = immagine.shape
    lato = immagine.new_zeros(n, c, altezza, bordo)
    immagine = torch.cat([lato, immagine, lato], dim=3)
    sopra = immagine.new_zeros(n, c, bordo, larghezza + 2 * bordo)
    return torch.cat([sopra, immagine, sopra], dim=2)


def conv2d(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    ampia = riempi(x, padding)
    uscite, _, kh, kw = weight.shape
    alto = (ampia.shape[2] - kh) // stride + 1
    largo = (ampia.shape[3] - kw) // stride + 1
    risultato = torch.empty(x.shape[0], uscite, alto, largo, dtype=x.dtype)
    for i in range(alto):
        for j in range(largo):
            finestra = ampia[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for o in range(uscite):
                risultato[:, o, i, j] = (finestra * weight[o]).sum(dim=(1, 2, 3))
    if bias is not None:
        risultato += bias.view(-1, 1, 1)
    return risultato


if __name__ == "__main__":
    print("forma", conv2d(torch.randn(1, 1, 5, 4), torch.randn(2, 1, 3, 3), padding=1).shape)
