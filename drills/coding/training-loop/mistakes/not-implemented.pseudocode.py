import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    # for each epoch:
    #   set train mode
    #   for each batch: zero grad, forward, loss, backward, clip, step
    #   set eval mode, go through the validation loader without gradients
    #   step the scheduler
    ...


if __name__ == "__main__":
    x = torch.randn(30, 4)
    y = torch.randn(30, 1)
    loader = DataLoader(TensorDataset(x, y), batch_size=8)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1)
    print(train(model, loader, loader, optimizer, scheduler, nn.MSELoss(), 2))
