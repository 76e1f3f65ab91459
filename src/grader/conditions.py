"""What is asked of every drill, whatever it is about.

A condition runs the cases again in another setting, or looks at how they ran. What it finds is
looked up like any other result: a scale that is missing only in train mode is still that mistake.
What a condition finds has a name where the drill gives it one (``Question.names``).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from torch import Tensor, autograd, bfloat16, equal, float32, float64, get_rng_state, ones

from . import common
from .candidate import Attempt
from .cases import Case, Seen, Setting
from .findings import Finding
from .judgement import Condition, Group, Judgement
from .numbers import SINGLE, Tolerance, flat, max_error, precision, randn, seeded
from .observation import digest
from .question import Question
from .subject import Subject

# bfloat16 has 8 significant bits, and a few roundings follow one another.
_HALF = 5e-2


_FAINT = 1e-6  # a gradient below this is that of a saturated function


def again(
    question: Question, subject: Subject, judgement: Judgement, setting: Setting, when: str
) -> Iterator[Finding]:
    """Runs all cases in another setting; what differs there is named, or told."""
    with precision(setting.dtype):
        seen = question.repeat(subject, judgement.prepared, setting)
    yield from compare(question, subject, judgement, seen, setting, when)


def compare(
    question: Question,
    subject: Subject,
    judgement: Judgement,
    seen: dict[str, Seen],
    setting: Setting,
    when: str,
) -> Iterator[Finding]:
    """Holds what was seen in a setting against what the reference gives for the same inputs."""
    tolerance = SINGLE if setting.dtype == float32 else judgement.tolerance
    yield from _changes(question, seen, when)
    found = question.digests(seen)
    match = question.table.explain(found, tolerance)
    if match is not None and not match.bugs:
        return
    ways, wrong = question.table.differing(found, tolerance)
    if match is None and not wrong:
        return
    other = replace(
        judgement, setting=setting, tolerance=tolerance, seen=seen, match=match, ways=ways
    )
    cases = [case for case in question.repeated if case.id in wrong]
    yield from question.findings(subject, other, cases, when)


def _unchanged(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    yield from _changes(question, judgement.seen, "")


def _changes(question: Question, seen: Mapping[str, Seen], when: str) -> Iterator[Finding]:
    """The first arguments that hold other values after a call."""
    changed = next((one.changed for one in seen.values() if one.changed), ())
    if changed and "unchanged" not in question.off:
        names = " and ".join(f"`{name}`" for name in changed)
        verb = "holds" if len(changed) == 1 else "hold"
        lead = f"{when}, after" if when else "After"
        what = f"{lead} the call, {names} {verb} different values"
        text = f"{what}, so the caller's data was changed."
        yield Finding(question.names.get("unchanged"), text, weight=0.8, blocks=False)


def _strided(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    setting = judgement.setting.with_(strided=True)
    yield from again(question, subject, judgement, setting, "With inputs that are not contiguous")


def _single(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    setting = judgement.setting.with_(dtype=float32)
    seen = _anew(question, subject, judgement, setting)
    yield from compare(question, subject, judgement, seen, setting, "In float32")
    yield from _same_dtype(question, seen, setting)


def _half(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """Compared with what float64 makes of the same rounded inputs."""
    setting = judgement.setting.with_(dtype=bfloat16)
    seen = _anew(question, subject, judgement, setting)
    exact = judgement.setting.with_(dtype=float64, rounded=bfloat16)
    with precision(float64), question.choosing(judgement.ways):
        wanted = question.digests(question.expected(exact, question.repeated))
    found = question.digests(seen)
    for case in question.repeated:
        # A score of 9,000 is known to within 32 in bfloat16, whatever is subtracted from it later.
        rounding = Tolerance(_HALF, _HALF + seen[case.id].size / 64)
        if not found[case.id].agrees(wanted[case.id], rounding):
            other = replace(judgement, setting=exact, seen=seen, match=None)
            yield from question.findings(subject, other, [case], "In bfloat16")
            return
    yield from _same_dtype(question, seen, setting)


def _anew(
    question: Question, subject: Subject, judgement: Judgement, setting: Setting
) -> dict[str, Seen]:
    """What the program gives when it is prepared for another dtype."""
    with precision(float32):
        prepared = question.anew(subject, judgement, setting)
        return question.repeat(subject, prepared, setting)


def _same_dtype(question: Question, seen: dict[str, Seen], setting: Setting) -> Iterator[Finding]:
    other = next((s.dtype for s in seen.values() if s.dtype not in (None, setting.dtype)), None)
    if other is not None and "dtype" in question.names:
        given, got = (str(one).split(".")[-1] for one in (setting.dtype, other))
        text = f"For {given} inputs, the result is {got}."
        yield Finding(question.names["dtype"], text, severity="note")


def _device(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """Tensors that the program makes stand where its arguments stand. Told as a note, and only
    where torch names the two devices: what looks at values cannot run on a device without any."""
    if "device" not in question.names:
        return
    setting = judgement.setting.with_(device="meta", grad=False)
    with precision(setting.dtype):
        seen = question.repeat(subject, judgement.prepared, setting)
    errors = [str(one.error) for one in seen.values()]
    if any("on the same device" in text or "the expected device" in text for text in errors):
        yield Finding(question.names["device"], severity="note")


def _again(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """The cases in reverse order: what an earlier call left behind shows."""
    seen = _reversed(question, subject, judgement, lambda: None)
    when = "When it is called again"
    yield from compare(question, subject, judgement, seen, judgement.setting, when)


def _reversed(
    question: Question, subject: Subject, judgement: Judgement, between: Callable[[], Any]
) -> dict[str, Seen]:
    seen: dict[str, Seen] = {}
    with precision(judgement.setting.dtype):
        for case in reversed(question.repeated):
            between()
            seen[case.id] = case.observe(judgement.prepared, judgement.setting, subject.attempt)
    return {case.id: seen[case.id] for case in question.repeated}


def _train(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """Train mode changes nothing but dropout. A dropout written by hand cannot be switched off:
    a program that is random in train mode is left alone."""
    setting = judgement.setting.with_(training=True)
    if next(random_in(question, subject, judgement.prepared, setting), None) is None:
        yield from again(question, subject, judgement, setting, "In train mode")


def _instances(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """As ``_again``, with a second instance at work in between: what instances share shows."""
    with precision(judgement.setting.dtype):
        other = question.anew(subject, judgement, judgement.setting)
    case = question.repeated[0]

    def between() -> None:
        case.observe(other, judgement.setting, subject.attempt)

    seen = _reversed(question, subject, judgement, between)
    when = "With a second instance in use"
    shared = list(compare(question, subject, judgement, seen, judgement.setting, when))
    # One instance alone is the plainer account.
    yield from (list(_again(question, subject, judgement)) or shared) if shared else ()


def _repeated(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """Everything once more, from the start: what the first run left behind shows."""
    with precision(judgement.setting.dtype):
        prepared = question.anew(subject, judgement, judgement.setting)
        seen = question.repeat(subject, prepared, judgement.setting)
    when = "When it is run again"
    yield from compare(question, subject, judgement, seen, judgement.setting, when)


def _chance(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """Another state of the global generator changes nothing in eval mode."""
    setting = judgement.setting.with_(still=False)  # a dropout that is left on counts
    for case in random_in(question, subject, judgement.prepared, setting):
        text = f"Two calls with the same arguments give different results. {case.what} is random."
        yield Finding(question.names.get("chance"), text)
        return


def random_in(
    question: Question, subject: Subject, prepared: Any, setting: Setting
) -> Iterator[Case]:
    """The first case of each part whose result depends on the state of a random generator."""
    with precision(setting.dtype):
        for case in _first_cases(question):
            # The same state gives the same result, unless an earlier call left something behind.
            one, drawn = _drawn(case, prepared, setting, subject, 7)
            three, _ = _drawn(case, prepared, setting, subject, 7)
            if one.error or three.error or digest(one.value) != digest(three.value):
                continue
            # What happens once in ten calls shows only after some.
            for seed in range(8, 60 if drawn else 9):
                two, _ = _drawn(case, prepared, setting, subject, seed)
                if two.error is None and digest(two.value) != digest(one.value):
                    yield case
                    break


def _drawn(
    case: Case, prepared: Any, setting: Setting, subject: Subject, seed: int
) -> tuple[Seen, bool]:
    """What a case gives with random generators in the state of a seed, and whether it drew."""
    drew = False

    def call(function: Any, *arguments: Any, **named: Any) -> Attempt:
        def watched() -> Any:
            nonlocal drew
            before = get_rng_state(), random.getstate()
            try:
                return function(*arguments, **named)
            finally:
                drew = drew or not equal(before[0], get_rng_state())
                drew = drew or before[1] != random.getstate()

        random.seed(seed)
        return subject.attempt(watched)

    kept = random.getstate()
    try:
        with seeded(seed):
            seen = case.run(prepared, setting, call)
    finally:
        random.setstate(kept)
    return seen, drew


def _first_cases(question: Question) -> Iterator[Case]:
    yield from {case.part: case for case in reversed(question.repeated)}.values()


def _gradients(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """A backward pass from the result reaches every input that the reference's reaches."""
    with precision(judgement.setting.dtype), question.choosing(judgement.ways):
        wanted = question.expected(judgement.setting, question.repeated)
    for case in question.repeated:
        theirs = wanted[case.id]
        if not isinstance(theirs.value, Tensor) or not theirs.value.requires_grad:
            continue
        expected = gradients(theirs)
        # Run again: what a module keeps is then as it was in the forward pass.
        with precision(judgement.setting.dtype):
            mine = case.observe(judgement.prepared, judgement.setting, subject.attempt)
        try:
            actual = gradients(mine)
        except RuntimeError as error:
            if "backward" in question.names and "inplace operation" in str(error):
                yield question.named(question.names["backward"])
            else:
                yield common.explain(subject, error)
            return
        for place, (one, other) in enumerate(zip(actual, expected)):
            size = 0.0 if other is None else max(map(abs, flat(other)), default=0.0)
            if other is None or size < _FAINT:
                continue
            if one is None or not bool((one != 0).any()):
                text = f"{case.what} sends no gradient back to argument {place + 1}."
                yield Finding(question.names.get("gradients"), text)
                return
            if max_error(one, other) > judgement.tolerance.allows(size) * 10:
                text = f"{case.what} has the right value but the wrong gradient."
                yield Finding(question.names.get("gradients"), text)
                return


def gradients(seen: Seen) -> list[Tensor | None]:
    """The gradients that one fixed direction of the result sends back to the inputs."""
    value = seen.value
    if not seen.inputs or not isinstance(value, Tensor) or not value.requires_grad:
        return [None] * len(seen.inputs)
    pull = randn(*value.shape, seed=5, dtype=value.dtype)
    kept = value.isfinite()
    total = (value.masked_fill(~kept, 0) * pull).sum()
    return list(autograd.grad(total, seen.inputs, retain_graph=True, allow_unused=True))


def warm(question: Question) -> None:
    """Does ahead of a check what takes long the first time: the tables are made to be searched,
    and torch 2 imports SymPy for the first product on a device without values."""
    for table in question.table.parts:
        _ = table.indexes, table.rows_by_cell
    if "device" in question.names:
        _ = ones(1, 1, 1, device="meta") @ ones(1, 1, 1, device="meta")


UNCHANGED = Condition("unchanged", _unchanged, needs_clean=False)
STRIDED = Condition("strided", _strided)
FLOAT32 = Condition("float32", _single)
BFLOAT16 = Condition("bfloat16", _half)
DEVICE = Condition("device", _device)
AGAIN = Condition("again", _again)
REPEATED = Condition("repeated", _repeated)
CHANCE = Condition("chance", _chance, needs_clean=False)
TRAIN = Condition("train", _train)
INSTANCES = Condition("instances", _instances)
GRADIENTS = Condition("gradients", _gradients)

INPUTS = Group(
    "inputs",
    "Inputs stay as they are, in any layout and precision",
    (UNCHANGED, STRIDED, FLOAT32),
)
