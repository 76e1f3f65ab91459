"""Eight clusters on a ring; the generator finds one place that fools the discriminator and puts everything there."""

import math

import torch
from recorder import Recorder, mlp, seeded
from torch import nn

STEPS, BATCH, EVERY = 1500, 128, 15
PACK = 4


def ring(count, generator):
    angle = torch.randint(0, 8, (count,), generator=generator) * (math.pi / 4)
    centres = torch.stack([angle.cos(), angle.sin()], dim=1)
    return 2 * centres + 0.05 * torch.randn(count, 2, generator=generator)


def covered(samples):
    """Those of the eight clusters that get at least 2% of the samples, and the share of samples near any cluster."""
    angle = torch.arange(8) * (math.pi / 4)
    centres = 2 * torch.stack([angle.cos(), angle.sin()], dim=1)
    distance, nearest = torch.cdist(samples, centres).min(1)
    near = distance < 0.3
    counts = torch.bincount(nearest[near], minlength=8)
    return int((counts >= 0.02 * len(samples)).sum()), float(near.float().mean()), counts.tolist()


def record(repaired):
    recorder = Recorder()
    data = seeded(10)
    pack = PACK if repaired else 1
    generator, critic = mlp(16, 64, 64, 2), mlp(2 * pack, 64, 64, 1)
    opt_g = torch.optim.Adam(generator.parameters(), lr=3e-3, betas=(0.5, 0.999))
    opt_d = torch.optim.Adam(critic.parameters(), lr=1e-3, betas=(0.5, 0.999))
    bce = nn.functional.binary_cross_entropy_with_logits

    def judge(x):
        return critic(x.view(-1, 2 * pack))

    for step in range(STEPS + 1):
        real = ring(BATCH * pack, data)
        fake = generator(torch.randn(BATCH * pack, 16))
        on_real, on_fake = judge(real), judge(fake.detach())
        loss_d = bce(on_real, torch.ones_like(on_real)) + bce(on_fake, torch.zeros_like(on_fake))
        opt_d.zero_grad()
        loss_d.backward()
        opt_d.step()
        fooled = judge(fake)
        loss_g = bce(fooled, torch.ones_like(fooled))
        opt_g.zero_grad()
        loss_g.backward()
        opt_g.step()
        if step % EVERY == 0:
            with torch.no_grad():
                samples = generator(torch.randn(2000, 16))
            count, share, hits = covered(samples)
            recorder.point("loss", step, generator=float(loss_g), discriminator=float(loss_d))
            recorder.point("modes", step, clusters_that_get_samples=count)
            recorder.point("near", step, samples_near_a_cluster=share)
            right = ((on_real > 0).float().mean() + (on_fake < 0).float().mean()) / 2
            recorder.point("discriminator", step, accuracy=float(right))
            recorder.point("spread", step, generated=float(samples.std(0).mean()),
                           real=float(real.std(0).mean()))
    recorder.table("clusters", ["cluster", "of 2000 samples"], [[k + 1, n] for k, n in enumerate(hits)])
    return recorder.data()


def claims(faulty, repaired):
    late = faulty["charts"]["modes"]["series"]["clusters that get samples"][-20:]
    right = repaired["charts"]["modes"]["series"]["clusters that get samples"]
    return {
        "few clusters at any time": max(late) <= 3,
        "the repaired run finds most": min(right[-10:]) >= 6,
    }
