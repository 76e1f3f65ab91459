import torch


def ein_kopf(q, k, v, groesse, kausal):
    laenge, breite = q.shape
    groesster = torch.full((laenge,), -1e38, dtype=q.dtype)
    nenner = torch.zeros(laenge, dtype=q.dtype)
    mittel = torch.zeros(laenge, v.shape[1], dtype=q.dtype)  # is kept normalised throughout
    for anfang in reversed(range(0, len(k), groesse)):
        werte = q @ k[anfang : anfang + groesse].T / breite**0.5
        if kausal:
            for i in range(laenge):
                werte[i, max(i + 1 - anfang, 0) :] = -torch.inf
        neuer = torch.maximum(groesster, werte.max(1)[0])
        alt = nenner * torch.exp(groesster - neuer)
        gewichte = torch.exp(werte - neuer[:, None])
        nenner = alt + gewichte.sum(1)
        summe = alt[:, None] * mittel + gewichte @ v[anfang : anfang + groesse]
        mittel = summe / nenner.clamp(min=1e-30)[:, None]
        groesster = neuer
    return mittel


def flash_attention(query, key, value, block_size=64, causal=False):
    ergebnis = torch.empty_like(query)
    for b in range(query.shape[0]):
        for h in range(query.shape[1]):
            ergebnis[b, h] = ein_kopf(query[b, h], key[b, h], value[b, h], block_size, causal)
    return ergebnis


if __name__ == "__main__":
    print(flash_attention(*torch.randn(3, 1, 2, 7, 4), block_size=3, causal=True).shape)
