"""Twenty records of each patient, split at random: the model knows every patient of the validation set."""

import torch
from recorder import Recorder, mlp, scores, seeded
from torch import nn

PATIENTS, EACH, FEATURES = 60, 20, 24
STEPS = 300


def people(count, generator):
    """Records that say little about the illness and a lot about who the patient is."""
    ill = torch.randint(0, 2, (count,), generator=generator)
    signature = torch.randn(count, FEATURES, generator=generator)
    signature[:, 0] += 0.9 * (ill * 2.0 - 1)
    who = torch.arange(count).repeat_interleave(EACH)
    records = signature[who] + 0.25 * torch.randn(len(who), FEATURES, generator=generator)
    return records, ill[who], who


def split(x, y, who, by_patient, generator):
    if by_patient:
        held_out = torch.randperm(PATIENTS, generator=generator)[: PATIENTS // 4]
        mask = torch.isin(who, held_out)
    else:
        mask = torch.rand(len(x), generator=generator) < 0.25
    return (x[~mask], y[~mask], who[~mask]), (x[mask], y[mask], who[mask])


def train(repaired, recorder=None, permuted=False):
    generator = seeded(7)
    x, y, who = people(PATIENTS, generator)
    new_x, new_y, _ = people(200, generator)
    if permuted:
        y = torch.randint(0, 2, (PATIENTS,), generator=generator)[who]
    (x, y, seen), (val_x, val_y, other) = split(x, y, who, repaired, generator)
    model = mlp(FEATURES, 64, 2)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.1)
    for step in range(STEPS + 1):
        if recorder and step % 5 == 0:
            (loss, right), (unseen, new_right) = scores(model, x, y), scores(model, val_x, val_y)
            recorder.point("accuracy", step, training=right, validation=new_right)
            recorder.point("loss", step, training=loss, validation=unseen)
            recorder.point("new-patients", step, validation=new_right,
                           patients_of_another_clinic=scores(model, new_x, new_y)[1])
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    if recorder:
        near = torch.cdist(val_x, x).min(1).values.median()
        far = torch.cdist(new_x, x).min(1).values.median()
        recorder.table("neighbours", ["records", "median distance to the nearest training record"],
                       [["validation", float(near)], ["another clinic", float(far)]])
        both = set(seen.tolist()) & set(other.tolist())
        recorder.table("patients", ["", "patients"], [
            ["in the training set", len(set(seen.tolist()))],
            ["in the validation set", len(set(other.tolist()))],
            ["in both", len(both)],
        ])
        recorder.table("balance", ["set", "records", "share that is ill"], [
            ["training", len(y), float(y.float().mean())],
            ["validation", len(val_y), float(val_y.float().mean())],
            ["another clinic", len(new_y), float(new_y.float().mean())],
        ])
    return scores(model, val_x, val_y)[1]


def record(repaired):
    recorder = Recorder()
    train(repaired, recorder)
    recorder.table("permuted", ["labels", "validation accuracy"], [
        ["true", train(repaired)],
        ["drawn at random for each patient", train(repaired, permuted=True)],
    ])
    return recorder.data()


def claims(faulty, repaired):
    wrong = faulty["charts"]["new-patients"]["series"]
    right = repaired["charts"]["new-patients"]["series"]
    other = "patients of another clinic"
    return {
        "validation looks perfect": wrong["validation"][-1] > 0.97,
        "new patients do not": wrong[other][-1] < 0.8,
        "random labels are predicted too": faulty["tables"]["permuted"]["rows"][1][1] > 0.95,
        "the repaired validation is honest": abs(right["validation"][-1] - right[other][-1]) < 0.12,
    }
