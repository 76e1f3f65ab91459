"""Gradient accumulation: the gradient, the rate and the loss of each optimizer step."""

import re

import torch
from torch import autograd

from grader import procedures
from grader.programs import Scenario
from grader.switches import bug

from .grading.watch import FACETS, SAMPLES, epoch


def cut(total, size):
    """The groups, each a range of micro-batches, and those that are left over at the end."""
    shift = (
        bug("boundary-off-by-one") or bug("boundary-off-by-one.mean-logged")
        or bug("boundary-off-by-one.own-size") or bug("boundary-off-by-one.planned-size")
    )  # fmt: skip
    ends = [end for end in range(1, total + 1) if (end - shift) % size == 0]
    if total not in ends and not bug("remainder-dropped"):
        ends.append(total)
    starts = [0, *ends]
    return [range(*pair) for pair in zip(starts, ends)], range(starts[-1], total)


def divisors(at, group, size, total):
    """What a micro-batch's gradient and its logged loss are divided by."""
    planned = bug("boundary-off-by-one.planned-size")
    own = min(size, total - at + at % size) if planned else len(group)
    fixed = bug("boundary-off-by-one.mean-logged") or bug("remainder-scaled-wrong")
    by = size if fixed or bug("boundary-off-by-one") else own
    short = bug("loss-logged-wrong.short-group") or bug("boundary-off-by-one")
    return 1 if bug("loss-not-scaled") else by, size if short else own


def share_kept(group, before):
    """How much of what stands in .grad a group starts with."""
    if before is None:
        if bug("stale-gradients-kept.divided"):
            return 1 / len(group)
        if bug("stale-gradients-kept.by-samples"):
            return 1 / len(group) / SAMPLES
        return float(bug("stale-gradients-kept") or bug("zero-grad-missing.never"))
    if bug("zero-grad-missing.sums"):
        return len(before) / len(group)
    if bug("zero-grad-missing.divided-again"):
        return 1 / len(group)
    return float(bug("zero-grad-missing") or bug("zero-grad-missing.never"))


def clip(grads, limit):
    if limit is not None and not bug("clip-missing"):
        norm = torch.cat([g.flatten() for g in grads]).norm()
        for g in grads:
            g.mul_((limit / (norm + 1e-6)).clamp(max=1.0))


def entry(losses, shares, past):
    """What is logged for a group. ``shares`` are its divided losses, ``past`` those so far."""
    if bug("loss-logged-wrong.summed"):
        return sum(losses)
    if bug("loss-logged-wrong.last"):
        return losses[-1]
    if bug("loss-logged-wrong.divided-last"):
        return shares[-1]
    if bug("loss-logged-wrong.divided-twice"):
        return sum(shares) / len(shares)
    return sum(past if bug("loss-logged-wrong.never-reset") else shares)


def add(params, loss, by, limit):
    """Backward of one micro-batch."""
    if bug("zero-grad-per-micro-batch") or bug("step-per-micro-batch.zeroed"):
        for p in params:
            p.grad.zero_()
    if bug("clip-per-micro-batch.before-backward"):
        clip([p.grad for p in params], limit)
    grads = autograd.grad(loss / by, params)
    if bug("clip-per-micro-batch.each-gradient") or bug("clip-per-micro-batch.each-share"):
        clip(grads, limit and limit / (by if bug("clip-per-micro-batch.each-gradient") else 1))
    for p, g in zip(params, grads):
        p.grad += g
    if bug("clip-per-micro-batch") or bug("clip-per-micro-batch.undivided"):
        clip([p.grad for p in params], limit and limit / (1 if bug("clip-per-micro-batch") else by))


def finish(params, by, limit):
    """Clipping before a step."""
    if bug("clip-per-micro-batch.before-division"):
        clip([p.grad for p in params], limit and limit / by)
    elif not (
        bug("clip-per-micro-batch.each-gradient") or bug("clip-per-micro-batch.each-share")
        or bug("clip-per-micro-batch.before-backward") or bug("clip-per-micro-batch.undivided")
    ):  # fmt: skip
        clip([p.grad for p in params], limit)


def train_epoch(
    model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None
):
    if not bug("train-mode-not-restored"):
        model.train()
    params, batches, total = list(model.parameters()), iter(loader), len(loader)
    size = 1 if bug("step-per-micro-batch.ordinary-loop") else accumulation_steps
    history, past, before = [], [], None
    groups, rest = cut(total, size)
    for group in [*groups, *([rest] if rest else [])]:
        for p in params:
            stands = torch.zeros_like(p) if p.grad is None else p.grad
            p.grad = stands * share_kept(group, before)
        losses, shares, waiting = [], [], []
        for at in group:
            inputs, targets = next(batches)
            loss, (by, log) = loss_fn(model(inputs), targets), divisors(at, group, size, total)
            losses.append(loss.detach() if bug("loss-tensor-kept") else loss.item())
            shares.append(losses[-1] / log)
            waiting.append(loss)
            ends = at == group[-1] and group is not rest
            while waiting and (ends or not bug("graph-kept-until-step")):
                add(params, waiting.pop(0), by, max_grad_norm)
            if bug("scheduler-per-micro-batch"):
                scheduler.step()
            if ends or bug("step-per-micro-batch") or bug("step-per-micro-batch.zeroed"):
                whole = [p.grad.clone() for p in params]
                finish(params, by, max_grad_norm)
                optimizer.step()
                for p, g in zip(params, whole if bug("zero-grad-missing.sums") else ()):
                    p.grad = g
            if ends and not (
                bug("scheduler-per-epoch") or bug("scheduler-not-stepped")
                or bug("scheduler-per-micro-batch") or bug("scheduler-per-micro-batch.after-step")
            ):  # fmt: skip
                scheduler.step()
            if bug("scheduler-per-micro-batch.after-step"):
                scheduler.step()
        past, before = [*past, *shares], group
        if bug("loss-logged-wrong") or bug("loss-logged-wrong.per-micro-batch"):
            history += shares if bug("loss-logged-wrong") else losses
        elif group is not rest:
            history.append(entry(losses, shares, past))
    if bug("scheduler-per-epoch"):
        scheduler.step()
    return history


WHOLE = ("parameters", "losses")
STAGE = {"graphs": "micro", "mode": "micro", "rates": "rate", "rate": "rate", "losses": "losses"}


def scenario(where, *sizes, facets=("counts", "gradients", "losses"), **options):
    named = {facet: f"{FACETS[facet]} {where}" for facet in facets}
    return Scenario(where, lambda *given: epoch(*given, *sizes, **options), named, STAGE)


QUESTION = procedures.question(
    train_epoch,
    scenarios=(
        scenario("with 8 micro-batches in groups of 3", 8, 3, facets=tuple(FACETS)[:-1]),
        scenario("with a limit that clips", 7, 3, limit=1.5),
        scenario("with gradients from before the call", 4, 2, limit=1e3, stale=True),
        scenario("with fewer micro-batches than accumulation_steps", 2, 5),
        scenario("in groups of one", 3, 1, limit=1.5),
        scenario("for a DataLoader", 8, 3, base=0.02, listed=False, facets=WHOLE),
    ),
    titles={
        "steps": "Each step uses the mean gradient of its group",
        "micro": "Each micro-batch runs by itself, in train mode",
        "rate": "The scheduler steps once after each optimizer step",
        "losses": "The list holds the mean loss of each group",
    },
    prints=lambda text, shapes: re.search(r"\d\.\d|\d\.?e-?\d|nan|inf", text) is not None,
    no_print="Running the file does not print the list of losses.",
)
STAGES = QUESTION.stages
