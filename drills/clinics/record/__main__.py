"""
Records the runs of the clinics: `python drills/clinics/record [--check] [ID ...]`; without ids, it records all of them.

Every case has a run with its fault and a repaired one, from the same seed, on the CPU. `--check` records again, writes
nothing, and prints one JSON line per case: whether what the case claims is true of the new recording, and the largest
difference from the stored one in the first twentieth of each curve, relative to the curve's size. (Later on, a chaotic
run may diverge from the stored one on another processor, so curves of fewer than twenty points are not compared.)
"""

import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
RUNS = HERE.parent / "runs"
CASES = {
    "nan-loss": "nan_loss",
    "overfitting": "overfitting",
    "underfitting": "underfitting",
    "dying-relu": "dying_relu",
    "rate-too-high": "rate_too_high",
    "rate-too-low": "rate_too_low",
    "no-shuffling": "no_shuffling",
    "leakage": "leakage",
    "exploding-gradients": "exploding_gradients",
    "forgotten-eval": "forgotten_eval",
    "mode-collapse": "mode_collapse",
    "vanishing-gradients": "vanishing_gradients",
    "class-imbalance": "class_imbalance",
}


def difference(new: dict, old: dict) -> float:
    """Infinite if the two do not have the same curves."""
    worst = 0.0
    for name, chart in old["charts"].items():
        for series, values in chart["series"].items():
            again = new["charts"].get(name, {}).get("series", {}).get(series, [])
            first = len(values) // 20
            pairs = list(zip(values[:first], again[:first]))
            if len(pairs) < min(first, len(values)) or any((a is None) != (b is None) for a, b in pairs):
                return float("inf")
            known = [(a, b) for a, b in pairs if a is not None]
            scale = max((abs(a) for a, _ in known), default=0) or 1
            worst = max([worst, *(abs(a - b) / scale for a, b in known)])
    return worst


def main(arguments: list) -> None:
    check = "--check" in arguments
    for case in [one for one in arguments if not one.startswith("--")] or CASES:
        module = importlib.import_module(CASES[case])
        recorded = {"faulty": module.record(False), "repaired": module.record(True)}
        claims = module.claims(recorded["faulty"], recorded["repaired"])
        broken = [claim for claim, true in claims.items() if not true]
        file = RUNS / case / "recorded.json"
        if check:
            stored = json.loads(file.read_text())
            far = max(difference(recorded[one], stored[one]) for one in ("faulty", "repaired"))
            print(json.dumps({"case": case, "broken": broken, "difference": far}), flush=True)
            continue
        if broken:
            sys.exit(f"{case} is not the case it claims to be: not true that {'; '.join(broken)}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(recorded, separators=(",", ":")) + "\n")
        print(f"{case}: {file.stat().st_size} bytes", flush=True)


main(sys.argv[1:])
