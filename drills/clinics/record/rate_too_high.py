"""A learning rate far above the best one: the loss jumps about and does not come down."""

from learning_rate import GOOD, record_at


def record(repaired):
    return record_at(GOOD if repaired else 0.4)


def claims(faulty, repaired):
    wrong = [v for v in faulty["charts"]["loss"]["series"]["training"] if v is not None]
    right = repaired["charts"]["loss"]["series"]["training"]
    late = wrong[len(wrong) // 2 :]
    return {
        "the loss stays high": sum(late) / len(late) > 1,
        "and jumps": max(late) > 1.5 * min(late),
        "it is finite": len(wrong) == len(right),
        "the repaired run comes down": sum(right[-10:]) / 10 < 0.3,
    }
