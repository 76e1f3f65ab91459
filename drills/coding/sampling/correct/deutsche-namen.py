import torch


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    zeilen = [verteilung(zeile, temperature, top_k, top_p) for zeile in logits.unbind(0)]
    return torch.stack(zeilen)


def verteilung(zeile, temperatur, k, p):
    """Die Verteilung einer Zeile; verworfene Tokens behalten die Null."""
    ergebnis = torch.zeros_like(zeile, dtype=torch.float32)
    if temperatur == 0:
        ergebnis[zeile.argmax()] = 1
        return ergebnis
    reihenfolge = zeile.argsort(descending=True)
    if k is not None:
        reihenfolge = reihenfolge[:k]
    anteile = torch.softmax(zeile[reihenfolge].float() / temperatur, dim=0)
    if p is not None:
        # Das Token, das die Schwelle überschreitet, gehört noch dazu.
        anzahl = 1 + int((anteile.cumsum(0) < p).sum())
        anteile = anteile[:anzahl] / anteile[:anzahl].sum()
        reihenfolge = reihenfolge[:anzahl]
    ergebnis[reihenfolge] = anteile
    return ergebnis


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    anteile = next_token_probs(logits, temperature, top_k, top_p)
    wuerfe = torch.rand(anteile.shape[0], 1, generator=generator)
    summe = anteile.cumsum(dim=1)
    # Die erste Stelle, an der die Summe über dem Wurf liegt.
    stelle = (summe <= wuerfe * summe[:, -1:]).sum(dim=1)
    return stelle.clamp(max=anteile.shape[1] - 1)


if __name__ == "__main__":
    torch.manual_seed(0)
    beispiel = torch.randn(2, 6)
    print("Form:", next_token_probs(beispiel, 0.7, 4, 0.9).shape)
    print("Tokens:", sample_next_token(beispiel, 0.7, 4, 0.9))
