import math
import torch
import torch.nn.functional as F


def attention(abfrage, schluessel, wert, mask=None, causal=False, dropout_p=0.0, scale=None):
    faktor = 1 / math.sqrt(abfrage.size(-1)) if scale is None else scale
    punkte = torch.einsum("...id,...jd->...ij", abfrage, schluessel) * faktor

    erlaubt = mask
    if causal:
        laenge = punkte.size(-1)
        dreieck = torch.ones(punkte.size(-2), laenge, device=punkte.device).tril().bool()
        erlaubt = dreieck if erlaubt is None else torch.logical_and(erlaubt, dreieck)
    if erlaubt is not None:
        punkte = punkte.masked_fill(torch.logical_not(erlaubt), -math.inf)

    gewichte = F.softmax(punkte, dim=-1)
    if dropout_p > 0:
        gewichte = F.dropout(gewichte, dropout_p)
    return [torch.einsum("...ij,...jv->...iv", gewichte, wert), gewichte]


if __name__ == "__main__":
    satz = torch.randn(2, 5, 8)
    ausgabe, _ = attention(satz, satz, satz, causal=True)
    print("Form der Ausgabe:", ausgabe.shape)
