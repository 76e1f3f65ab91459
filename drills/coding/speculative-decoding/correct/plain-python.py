import torch


def residuo(bersaglio, bozza):
    eccessi = [max(a - b, 0.0) for a, b in zip(bersaglio, bozza)]
    somma = sum(eccessi)
    return [e / somma for e in eccessi] if somma else list(bersaglio)


def residual_distribution(p, q):
    return torch.tensor(residuo(p.tolist(), q.tolist()), dtype=p.dtype, device=p.device)


def verify_drafts(draft_tokens, draft_probs, target_probs, uniforms):
    gettoni, bozze = draft_tokens.tolist(), draft_probs.tolist()
    bersagli, sorti = target_probs.tolist(), uniforms.tolist()
    posto = 0
    while posto < len(gettoni):
        g = gettoni[posto]
        soglia = min(1.0, bersagli[posto][g] / bozze[posto][g])
        if sorti[posto] > soglia:
            break
        posto += 1
    ultima = bersagli[posto] if posto == len(gettoni) else residuo(bersagli[posto], bozze[posto])
    return [posto, torch.tensor(ultima, dtype=target_probs.dtype)]


if __name__ == "__main__":
    p = torch.tensor([[0.2, 0.8]])
    print(verify_drafts(torch.zeros(0, dtype=torch.long), p[:0], p, torch.zeros(0))[1].shape)
