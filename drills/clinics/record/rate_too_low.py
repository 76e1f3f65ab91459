"""A learning rate far below the best one: the loss comes down, but nobody will live to see the end."""

from learning_rate import GOOD, record_at


def record(repaired):
    return record_at(GOOD if repaired else 1e-4)


def claims(faulty, repaired):
    wrong = faulty["charts"]["loss"]["series"]["training"]
    right = repaired["charts"]["loss"]["series"]["training"]
    ratio = faulty["charts"]["update-ratio"]["series"]["update to weights"]
    return {
        "the loss has only begun to fall": 1.5 < sum(wrong[-10:]) / 10 < sum(wrong[:10]) / 10,
        "steps are tiny": max(ratio) < 1e-3,
        "the repaired run comes down": sum(right[-10:]) / 10 < 0.3,
    }
