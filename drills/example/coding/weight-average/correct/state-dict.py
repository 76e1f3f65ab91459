import copy

import torch
import torch.nn as nn


class WeightAverage:
    def __init__(self, model, decay=0.99):
        self.source = model
        self.shadow = copy.deepcopy(model)
        self.decay = decay

    def update(self):
        new = dict(self.source.named_parameters())
        with torch.no_grad():
            for name, value in self.shadow.named_parameters():
                value.lerp_(new[name], 1 - self.decay)

    def copy_to(self, model):
        model.load_state_dict(self.shadow.state_dict())


if __name__ == "__main__":
    net = nn.Linear(4, 1)
    ema = WeightAverage(net, decay=0.9)
    ema.update()
    ema.copy_to(net)
    print(net.weight.shape)
