"""The steps that a client goes through, for the programs in Python. The list of steps is in ./run, which hands it over.

A client is a class with a method for each step, named after it. A method that returns has passed; one that raises Skip can't be
done with that client; any other exception is a failure. Each step prints one line, which ./run reads.
"""

import os
import sys
import time
import traceback

TIMEOUT = 60  # seconds: far more than anything takes, so that only what would never end runs into it


class Skip(Exception):
    """The client has no such call; its text says so."""


def main(client):
    """Takes a client through the steps, and goes on after a failure: what follows may not depend on it."""
    for step in os.environ["STEPS"].split():
        try:
            getattr(client, step.replace("-", "_"))()
        except Skip as reason:
            say("SKIP", step, reason)
        except Exception as failure:  # a client raises whatever it likes
            traceback.print_exc()
            say("FAIL", step, repr(failure))
        else:
            say("PASS", step)


def say(verdict, step, text=""):
    print(verdict, step, *str(text).split(), flush=True)


def expect(got, want, what):
    if got != want:
        raise AssertionError(f"{what} is {got!r}, want {want!r}")


def until(condition, what, pause=0.05):
    """Looks until condition() is true, where the client has no wait of its own."""
    end = time.monotonic() + TIMEOUT
    while True:
        last = condition()
        if last:
            return last
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {TIMEOUT} s, last {last!r}")
        time.sleep(pause)


def named(items, name):
    """The one of the items that has the name."""
    found = [item for item in items if item.name == name]
    expect(len(found), 1, f"the number of items named {name!r}")
    return found[0]


if __name__ == "__main__":
    sys.exit("steps.py is imported by the programs of the clients")
