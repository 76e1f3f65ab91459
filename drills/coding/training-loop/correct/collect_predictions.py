"""The loss of all predictions together; an object that is called; the scheduler steps before validation."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Evaluator:
    def __init__(self, loss_fn):
        self.loss_fn = loss_fn

    @torch.no_grad()
    def __call__(self, model, loader):
        model.eval()
        preds, targets = zip(*[(model(x), y) for x, y in loader])
        # predictions of all batches together: the loss is the mean over samples
        return self.loss_fn(torch.cat(preds), torch.cat(targets)).item()


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    evaluate = Evaluator(loss_fn)
    train_loss, val_loss = [], []
    for _ in range(epochs):
        model.train()
        losses = []
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            losses.append(loss.item())
        scheduler.step()
        train_loss.append(sum(losses) / len(losses))
        val_loss.append(evaluate(model, val_loader))
    return {"train_loss": train_loss, "val_loss": val_loss}


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(52, 5)
    y = torch.sign(x[:, :1])
    model = nn.Sequential(nn.Linear(5, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.PolynomialLR(optimizer, total_iters=4)
    history = train(model, DataLoader(TensorDataset(x[:37], y[:37]), 7), DataLoader(TensorDataset(x[37:], y[37:]), 7),
                    optimizer, scheduler, nn.MSELoss(), epochs=4)
    print(history)
