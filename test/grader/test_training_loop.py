"""Training loops that no listed mistake explains: they fail, and nothing is named."""

import unittest

from .edited import EditedSolution

ZERO = "        optimizer.zero_grad()\n"
BACKWARD = "        loss.backward()\n"
CLIP = "        nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)\n"
STEP = "        optimizer.step()\n"
MEASURED = "append(evaluate(model, val_loader, loss_fn))\n"
SCHEDULED = "        scheduler.step()  # the schedule counts epochs\n"
RETURN = "    return history\n"


class TrainingLoop(EditedSolution):
    drill = "training-loop"
    head = "import copy\n"

    def test_a_copy_may_be_validated(self) -> None:
        copied = MEASURED.replace("model", "copy.deepcopy(model)")
        self.assert_passes((MEASURED, copied))

    def test_a_gradient_scaler_that_unscales(self) -> None:
        unscaled = "        for p in model.parameters():\n            p.grad /= 1024\n"
        self.assert_passes((BACKWARD, "        (loss * 1024).backward()\n" + unscaled))

    def test_scaled_loss(self) -> None:
        said = "The gradient at each step"
        self.assert_unnamed(said, (BACKWARD, "        (loss / 4).backward()\n"))
        self.assert_unnamed(said, (BACKWARD, "        (loss * 1024).backward()\n"))
        unscaled = "+        for p in model.parameters():\n            p.grad /= 1024\n"
        scaled = "        (loss * 1024).backward()\n"
        self.assert_unnamed(said, (BACKWARD, scaled), (CLIP, unscaled))

    def test_other_clipping(self) -> None:
        said = "The gradient at each step"
        for clip in (
            "model.parameters(), max_grad_norm, norm_type=float('inf')",
            "model.parameters(), max_grad_norm, norm_type=1.0",
            "list(model.parameters())[:2], max_grad_norm",
            "model.parameters(), max_grad_norm * 2",
        ):
            call = f"        nn.utils.clip_grad_norm_({clip})\n"
            self.assert_unnamed(said, (CLIP, call))
        always = (
            "        norm = nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)\n"
            "        for p in model.parameters():\n"
            "            p.grad *= max_grad_norm / min(max_grad_norm, norm)\n"
        )
        self.assert_unnamed(said, (CLIP, always))

    def test_zeroed_now_and_then(self) -> None:
        zero = "        if (count // 3) % 2 == 0:\n            optimizer.zero_grad()\n"
        self.assert_unnamed("The gradient at each step", (ZERO, zero))

    def test_mixed_up_data(self) -> None:
        mixed = "+        inputs = 0.7 * inputs + 0.3 * inputs.flip(0)\n"
        self.assert_unnamed("The list of samples in the training batches", (ZERO, mixed))

    def test_two_forward_passes(self) -> None:
        again = "+        guess = model(inputs).detach()\n"
        self.assert_unnamed("The number of further passes over training samples", (STEP, again))

    def test_other_weights(self) -> None:
        shrunk = "+        next(model.parameters()).data.mul_(0.999)\n"
        self.assert_unnamed("What changed the weights", (STEP, shrunk))
        kept = '    best = copy.deepcopy(model.state_dict())\n    history = {"train_loss"'
        restored = "    model.load_state_dict(best)\n" + RETURN
        changes = ('    history = {"train_loss"', kept), (RETURN, restored)
        self.assert_unnamed("What changed the weights", *changes)
        averaged = (
            "        mean = copy.deepcopy(model)\n"
            "        for p in mean.parameters():\n            p.data.mul_(0.9)\n"
            '        history["val_loss"].append(evaluate(mean, val_loader, loss_fn))\n'
        )
        measured = '        history["val_loss"].' + MEASURED
        self.assert_unnamed("The state of the model in validation", (measured, averaged))

    def test_what_raises_tells_nothing_else(self) -> None:
        for place, raised in (
            (BACKWARD, "+        loss.backward()\n"),
            (STEP, "+        next(model.parameters()).mul_(2)\n"),
            (MEASURED, "append(evaluate(model, val_loader, loss_fn.missing))\n"),
        ):
            named = [mistake["id"] for mistake in self.graded((place, raised))["mistakes"]]
            self.assertEqual(named, ["raises"], raised)

    def test_history(self) -> None:
        rounded = MEASURED.replace("evaluate", "round(evaluate").replace("fn)", "fn), 3)")
        self.assert_unnamed("The validation loss of each epoch", (MEASURED, rounded))
        patient = (
            '+        losses = history["val_loss"]\n'
            "        if len(losses) > 2 and min(losses[-2:]) > losses[0]:\n            break\n"
        )
        self.assert_unnamed("entries; it should have 16", (SCHEDULED, patient))


if __name__ == "__main__":
    unittest.main()
