import torch
from torch import nn


def train_epoch(model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None):
    model.train()
    pertes = []
    restants = len(loader)  # micro-lots qui restent à lire
    attendus = 0            # micro-lots qui manquent encore au groupe
    for entrees, cibles in loader:
        if attendus == 0:
            attendus = taille = min(accumulation_steps, restants)
            remettre_a_zero(model)
            somme = 0.0
        perte = loss_fn(model(entrees), cibles)
        (perte * (1.0 / taille)).backward()
        somme += perte.item()
        attendus -= 1
        restants -= 1
        if attendus == 0:
            if max_grad_norm is not None:
                nn.utils.clip_grad_norm_(model.parameters(), max_norm=max_grad_norm)
            optimizer.step()
            scheduler.step()
            pertes.append(somme / taille)
    return pertes


def remettre_a_zero(model):
    for parametre in model.parameters():
        if parametre.grad is not None:
            parametre.grad.zero_()


if __name__ == "__main__":
    torch.manual_seed(6)
    lots = [(torch.randn(4, 2), torch.randn(4, 2)) for _ in range(5)]
    reseau = nn.Linear(2, 2)
    optimiseur = torch.optim.SGD(reseau.parameters(), lr=0.1)
    calendrier = torch.optim.lr_scheduler.StepLR(optimiseur, step_size=1, gamma=0.5)
    print("pertes", train_epoch(reseau, lots, nn.MSELoss(), optimiseur, calendrier, 2))
