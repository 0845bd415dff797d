"""What makes a check short: creators one by one, their sections as records, and answers built from parts.

One file and no dependency but the contract, to be copied along with a plugin. Sections are read as the contract's records,
because Python lifts them several times as fast as it parses JSON.
"""

import json
import random
import sys
import time

from componentize_py_types import Err
from wit_world.imports import log as host
from wit_world.imports.answering import (
    Actor,
    Arg_Instant,
    Arg_Number,
    Arg_Text,
    Curve_Opaque as points,
    Curve_Ramp,
    Curve_Step,
    Curve_Table,
    Quantity,
    Status,
    Unit,
)

__all__ = [
    "Actor", "Answer", "Creator", "Status", "Unit", "answer", "export", "instant", "points", "quantity", "ramp", "step",
    "table", "unknown",
]


def export(about, judge, settings=lambda params: None):
    """The exports of a plugin that is a check: `Plugin, CreatorCheck = export(ABOUT, judge)`.

    `about` is what `describe` says. `judge(creator, params)` gives one creator's answer; it must come from the creator and
    the params alone, because whatever is kept from one call to the next would make answers depend on who else is asked
    about. `settings(params)` says why params make no sense together, or nothing.
    """

    class Plugin:
        def describe(self):
            return json.dumps({**about, "kind": "check"}, ensure_ascii=False)

        def validate_settings(self, params):
            why = faulting(settings, json.loads(params))
            if why is not None:
                raise Err(why)

    class CreatorCheck:
        def evaluate(self, params, batch, answers):
            faulting(evaluate, json.loads(params), batch, answers)

    def evaluate(params, batch, answers):
        while (index := batch.next()) is not None:
            judge(Creator(batch, index), params).write(answers, index)

    return Plugin, CreatorCheck


class Creator:
    """One creator of the batch. Its sections are functions of the contract's `batch` without the index: `profile()`,
    `posts(limit)`, `audience()`, `history()`, `comments()` and so on; None where they are unknown."""

    def __init__(self, batch, index):
        self._batch, self._index = batch, index

    @property
    def as_of(self):
        """The moment of the decision, in milliseconds since 1970. Ages are counted to it."""
        return self._batch.as_of()

    @property
    def campaign(self):
        """The campaign; None in an audit of creators alone."""
        text = self._batch.campaign()
        return None if text is None else json.loads(text)

    def json(self, section):
        """A section as JSON, for facts that are newer than the plugin; None where it is unknown."""
        text = self._batch.section(self._index, section)
        return None if text is None else json.loads(text)

    def __getattr__(self, name):
        section = getattr(self._batch, name)
        return lambda *rest: section(self._index, *rest)


def answer(confidence):
    """An answer with known parts, and how much they can be trusted, 0 to 1."""
    return Answer().call("confidence", confidence)


def unknown(code, **given):
    """The answer that there is no telling, with the code of the reason and the arguments of its text."""
    return Answer().call("unknown").reason(code, **given)


def quantity(name, value, unit, fields, sample=None, actor=Actor.NOBODY):
    """Something measured, or None where it is unknown, with the paths of the fields that it was computed from."""
    return Quantity(name, None if value is None else float(value), unit, list(fields), sample, actor)


def ramp(worst, best):
    """From a value with 0 points to a value with 100, linear between."""
    return Curve_Ramp((float(worst), float(best)))


def table(*knots):
    """Points at given values, `(value, points)` in rising order, linear between."""
    return Curve_Table(list(knots))


def step(*steps):
    """Points from each value on, `(value, points)` in rising order."""
    return Curve_Step(list(steps))


class Answer:
    """An answer in the making. Every method gives the answer back, and nothing is written before it is complete."""

    def __init__(self):
        self._calls = []

    def call(self, method, *rest):
        """Any function of the contract's `answers`, without the creator."""
        self._calls.append((method, rest))
        return self

    def part(self, id, measured, curve, weight):
        return self.call("part", id, measured, curve, float(weight))

    def penalty(self, id, taken, measured):
        return self.call("penalty", id, float(taken), measured)

    def cap(self, id, at):
        return self.call("cap", id, float(at))

    def evidence(self, measured, bound=None):
        return self.call("evidence", measured, None if bound is None else float(bound))

    def status(self, worse):
        return self.call("status", worse)

    def veto(self, code, **given):
        return self.call("veto", code)._given(given)

    def reason(self, code, **given):
        """A reason, the most telling first. An argument is a quantity, `(number, unit)`, a number, an `instant` or a text."""
        return self.call("reason", code)._given(given)

    def missing(self, *fields):
        for field in fields:
            self.call("missing", field)
        return self

    def flag(self, name):
        return self.call("flag", name)

    def bounds(self, low, high):
        return self.call("bounds", float(low), float(high))

    def write(self, answers, index):
        for method, rest in self._calls:
            getattr(answers, method)(index, *rest)

    def _given(self, given):
        for name, value in given.items():
            self.call("given", name, _argument(value))
        return self


def instant(ms):
    """An argument that is an instant, in milliseconds since 1970."""
    return Arg_Instant(ms)


def _argument(value):
    match value:
        case Quantity():
            return Arg_Number((value.value, value.unit))
        case (number, unit):
            return Arg_Number((float(number), unit))
        case int() | float():
            return Arg_Number((float(value), Unit.NUMBER))
        case str():
            return Arg_Text(value)
    return value


def faulting(run, *given):
    """Tells the host the message and the place of an error that nobody catches, which would be a bare trap."""
    try:
        return run(*given)
    except Err:
        raise
    except BaseException as error:
        file, line = _place(error)
        host.panic(f"{type(error).__name__}: {error}", file, line, 0)
        raise


def _place(error):
    """File and line of the plugin's own code that an error came from."""
    file, line = "", 0
    frame = error.__traceback__
    while frame is not None:
        name = frame.tb_frame.f_code.co_filename.rsplit("/", 1)[-1]
        if name != "saring.py":
            file, line = name, frame.tb_lineno or 0
        frame = frame.tb_next
    return file, line


# Without WASI the random numbers are those of the build: the same in every run, but not for every creator of a batch. They
# look as if they worked, so they are errors. Clock and files end the plugin by themselves.
def _refusing(what):
    def refuse(*_given, **_named):
        raise RuntimeError(f"{what} does not exist in a plugin: there is no chance, and the time is `creator.as_of`")

    return refuse


for _name in random.__all__:
    if getattr(getattr(random, _name), "__self__", None) is random._inst:
        setattr(random, _name, _refusing(f"random.{_name}"))
for _name in ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "sleep"):
    setattr(time, _name, _refusing(f"time.{_name}"))


class _Log:
    """What is printed goes to the plugin's log, line by line."""

    def __init__(self, level):
        self._level, self._begun = level, ""

    def write(self, text):
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            host.log(self._level, line)
        return len(text)

    def flush(self):
        pass


sys.stdout, sys.stderr = _Log(host.Level.INFO), _Log(host.Level.WARN)
