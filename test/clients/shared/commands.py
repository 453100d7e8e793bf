"""Running the commands of a client."""

import json
import os
import re
import subprocess

import steps


class Refused(Exception):
    """The command failed; its text is what it said."""


def run(*command, key=False, stdin="", **environ):
    """What a command prints. It finds the cloud by the environment alone; by the API key in it with key=True, else by the password."""
    environment = {**os.environ, **environ}
    if key:
        del environment["OS_PASSWORD"]
        environment["OS_AUTH_TYPE"] = "rackspace_apikey"
    done = subprocess.run(
        [str(word) for word in command], env=environment, input=stdin, capture_output=True, text=True, timeout=steps.TIMEOUT, check=False
    )
    if done.returncode != 0:
        raise Refused(f"{' '.join(command)}: exit {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def read(*command, **options):
    """The JSON that a command prints, behind what it says while it waits."""
    text = run(*command, "-f", "json", **options)
    return json.loads(text[re.search(r"[\[{]", text).start():])


def refused(*command, **options):
    """What a command said that is to fail."""
    try:
        run(*command, **options)
    except Refused as refusal:
        return str(refusal)
    raise AssertionError(f"{' '.join(command)} was not refused")
