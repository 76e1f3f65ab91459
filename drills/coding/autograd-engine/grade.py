"""A scalar autograd engine: graphs are built, and every gradient in them is read."""

import math
import re
import sys
from dataclasses import dataclass, replace

from grader import procedures
from grader.contract import PlainClass, takes
from grader.programs import Programs, Scenario


def after(make, *leaves):
    """Values and gradients of the result and of all leaves after a backward pass."""
    out = make(*leaves)
    out.backward()
    return [float(number) for one in (out, *leaves) for number in (one.data, one.grad)]


def each(V, makes, start):
    return [number for make in makes for number in after(make, V(start))]


def relu(V):
    if not hasattr(V, "relu"):
        return absent(V, [(0.0, -1.5, 0.0), (0.5, 0.5, 1.0)])

    def passes(factor):
        a = V(2.0)
        (a.relu() * V(factor)).backward()
        return bool(a.grad)

    found = [*after(lambda a: a.relu(), V(-1.5)), *after(lambda a: a.relu(), V(0.5))]
    return [*found, "blocked"] if passes(3.0) and not passes(-3.0) else found


def tanh(V):
    if not hasattr(V, "tanh"):
        return absent(V, [(math.tanh(0.7), 0.7, 1 - math.tanh(0.7) ** 2)])
    return after(lambda a: a.tanh(), V(0.7))


def absent(V, right):
    """One of the two activations may be missing: as if it were right, and the rest as in a sum."""
    if not (hasattr(V, "relu") or hasattr(V, "tanh")):
        return "missing, like the other"
    _, seed, _, passed, *_ = after(lambda a, b: a + b, V(2.0), V(-3.0))
    return [n for out, a, slope in right for n in (out, seed, a, passed * slope)]


def optional(V):
    """What the contract does not ask for, where it is there."""
    makes = {
        "__neg__": (lambda a: -a, -1.0),
        "__sub__": (lambda a: a * V(3.0) - a, 2.0),
        "__rsub__": (lambda a: 5 - a, -1.0),
        "__truediv__": (lambda a: V(6.0) / a, -0.96),
        "__rtruediv__": (lambda a: 6 / a, -0.96),
        "log": (lambda a: a.log(), 0.4),
        "sigmoid": (lambda a: a.sigmoid(), 0.25 / math.cosh(1.25) ** 2),
    }
    there = {name: pair for name, pair in makes.items() if hasattr(V, name)}
    got = {name: after(make, V(2.5))[3] for name, (make, _) in there.items()}
    wrong = [name for name, (_, right) in there.items() if abs(got[name] - right) > 1e-6]
    return ", ".join(wrong) or "right"


def outer(V):
    """Whether each operation multiplies by the gradient that arrives."""
    operations = [lambda a: a + V(0.5), lambda a: V(0.7) * a, lambda a: a**3, lambda a: a.exp()]
    names = [name for name in ("relu", "tanh") if hasattr(V, name)]
    operations += [lambda a, name=name: getattr(a, name)() for name in names]
    for make in operations:
        alone, behind = after(make, V(0.4))[3], after(lambda a: make(a) * V(3.0), V(0.4))[3]
        if alone and abs(alone - behind) < 1e-9:
            return "ignored"
    return "used"


def diamond(V, mirrored):
    """A value with three uses, one of them behind the others; inner gradients count too."""
    a, k = V(2.0), V(3.0)
    b = a * k
    c = a + b if mirrored else b + a
    d = c * b if mirrored else b * c
    e = b + d if mirrored else d + b
    e.backward()
    return [float(one.grad) for one in (e, d, c, b, a, k)]


def diamonds(x):
    for _ in range(4):
        x = x * x + x
    return x


def equal_values(a, b, c):
    """Three leaves and two inner values that are equal; each is used once."""
    return (a + b) * (c * 2)


def doublings(V, count):
    a = x = V(1.5)
    for _ in range(count):
        x = x + x
    return a, x


def lines(call):
    """How many lines of Python a call executes."""
    total = 0

    def trace(frame, event, argument):
        nonlocal total
        total += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return total


def work(V):
    """12 doublings of a value instead of 6: twice the nodes, but 64 times the paths."""
    few, many = (lines(doublings(V, count)[1].backward) for count in (6, 12))
    return "every path" if many > 16 * max(few, 20) else "every value once"


def sixty(V):
    if work(V) != "every value once":
        return "not found in time"
    a, x = doublings(V, 60)
    x.backward()
    return float(a.grad)


def deep(V):
    a, one = V(2.0), V(1.0)
    x = a
    for _ in range(2000):
        x = x + one
    try:
        x.backward()
    except RecursionError:
        return "out of reach"
    return float(a.grad)


def idle(V):
    a, unused = V(2.0), V(3.0)
    before = [float(a.grad), float(unused.grad)]
    unused * a  # not part of the result
    (a * a).backward()
    return [*before, float(unused.grad)]


POWERS = (2, 3, -1, 0.5)
CASES = {
    "sum": lambda V: after(lambda a, b: a + b, V(2.0), V(-3.0)),
    "product": lambda V: after(lambda a, b: a * b, V(2.0), V(-3.0)),
    "power": lambda V: each(V, [lambda a, n=n: a**n for n in POWERS], 2.5),
    "exponential": lambda V: after(lambda a: a.exp(), V(0.7)),
    "relu": relu,
    "tanh": tanh,
    "gradient that arrives at an operation": outer,
    "value with a number on the right": lambda V: each(V, (lambda a: a + 1, lambda a: a * 3), 2.5),
    "value with a number on the left": lambda V: each(V, (lambda a: 1 + a, lambda a: 3 * a), 2.5),
    "value of integers": lambda V: after(lambda a, b: a * b**2, V(2), V(3)),
    "value that is used twice": lambda V: each(V, (lambda a: a + a, lambda a: a * a), 3.0),
    "list of gradients in a diamond": lambda V: [*diamond(V, False), *diamond(V, True)],
    "gradient through a chain of diamonds": lambda V: after(diamonds, V(0.4)),
    "list of gradients where values are equal": lambda V: after(equal_values, V(3), V(3), V(3)),
    "work of a backward pass": work,
    "gradient through 60 doublings": sixty,
    "gradient through 2,000 operations": deep,
    "gradient of a value that is not used": idle,
    "set of further operations": optional,
}


@dataclass(frozen=True)
class Engine(Programs):
    """Operators are found missing when they are used, and of two activations one is enough."""

    @property
    def items(self):
        methods = {"__init__": takes("data"), "exp": takes(), "backward": takes()}
        return (PlainClass("Value", methods),)


def scenario(label, look):
    def run(get, setting, record):
        record["seen"] = look(get("Value"))

    return Scenario(label, run, {"seen": f"The {label}"}, once=look is deep)


_QUESTION = procedures.question(
    __file__,
    "Value",
    scenarios=tuple(scenario(label, look) for label, look in CASES.items()),
    titles={"values": "Every gradient is right, at the cost of one visit per value"},
    notes=frozenset({"recursion-limit"}),
    prints=lambda text, shapes: re.search(r"\d", text) is not None,
    no_print="Running the file does not print the gradients.",
    forbidden=(
        *(f"torch.{name}" for name in ("tensor", "Tensor", "autograd.grad", "autograd.Function")),
        *(f"{name}.grad" for name in ("jax", "autograd", "torch.func")),
    ),
)
_KIND = _QUESTION.kind
QUESTION = replace(_QUESTION, kind=Engine(_KIND.reference, _KIND.names, _KIND.cases))
STAGES = QUESTION.stages
