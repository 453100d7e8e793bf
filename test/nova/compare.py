"""Runs lines of nova by python-novaclient and by novactl against the same stub, and compares what came of them: the requests that change
something, stdout, and the exit code. See run."""
import json
import os
import shlex
import subprocess
import sys
import tempfile

import cloud

HERE = os.path.dirname(os.path.abspath(__file__))


def lines(path):
    """Yields each line of a file, once for each of the versions that stand before it in brackets."""
    for text in open(path, encoding="utf-8"):
        text = text.strip()
        if not text or text.startswith("#"):
            continue
        versions = [None]
        if text.startswith("["):
            versions, text = text[1:].split("]", 1)
            versions = [v.strip() for v in versions.split(",")]
        for v in versions:
            yield (["--os-compute-api-version", v] if v else []) + shlex.split(text)


def environment(stub, home):
    keep = {k: os.environ[k] for k in ("PATH", "LANG") if k in os.environ}
    return dict(keep, HOME=home, OS_AUTH_URL="http://127.0.0.1:%d/identity/v3" % stub.server_address[1], OS_USERNAME="me", OS_PASSWORD="secret",
                OS_PROJECT_NAME="p", OS_USER_DOMAIN_ID="default", OS_PROJECT_DOMAIN_ID="default", NOVACLIENT_ISHOULDNTBEDOINGTHIS="1", NO_PROXY="*",
                LC_ALL="C.UTF-8", COLUMNS="80", TZ="UTC")


def theirs(args, env, folder):
    """Runs python-novaclient in a child of this process, which has loaded it already."""
    out, err = os.path.join(folder, "out"), os.path.join(folder, "err")
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            for path, fd in ((out, 1), (err, 2)):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), fd)
            os.environ.clear()
            os.environ.update(env)
            import novaclient.shell
            sys.stdin = open(os.devnull, encoding="utf-8")
            try:
                novaclient.shell.main(args)
                code = 0
            except SystemExit as e:
                code = e.code or 0
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), open(out, encoding="utf-8", newline="").read(), open(err, encoding="utf-8").read()


def ours(args, env, program):
    p = subprocess.run([program] + args, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def changes(requests):
    return [r for r in requests if r[0] != "GET"]


def difference(a, b, asked_a, asked_b, silent):
    """Says how two runs differ; "" where they don't."""
    found = []
    if a[0] != b[0]:
        found.append("exit code %d, not %d (%s)" % (b[0], a[0], b[2].strip().splitlines()[-1:] or a[2].strip().splitlines()[-1:]))
    if changes(asked_a) != changes(asked_b):
        found.append("requests\n    theirs %s\n    ours   %s" % (json.dumps(changes(asked_a)), json.dumps(changes(asked_b))))
    if a[1] != b[1] and not silent:
        found.append("stdout\n--- theirs\n%s--- ours\n%s" % (a[1], b[1]))
    return "\n  ".join(found)


def main(program, path):
    import novaclient.shell  # loaded once, for all children
    import novaclient.v2.shell
    known = set(open(os.path.join(HERE, "differences.txt"), encoding="utf-8").read().split("\n"))
    stub = cloud.start()
    total = reads = 0
    differing, expected, same = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        env = environment(stub, folder)
        os.chdir(folder)
        for name, text in (("data.txt", "some data\n"), ("key.pub", "ssh-rsa AAAA me\n")):
            with open(name, "w", encoding="utf-8") as f:
                f.write(text)
        for args in lines(path):
            total += 1
            stub.requests.clear()
            a = theirs(args, env, folder)
            asked_a = list(stub.requests)
            stub.requests.clear()
            b = ours(args, env, program)
            asked_b = list(stub.requests)
            line = shlex.join(args)
            help_text = "help" in args or "--help" in args or "-h" in args or "--version" in args or "bash-completion" in args
            d = difference(a, b, asked_a, asked_b, help_text)
            reads += asked_a == asked_b
            if not d:
                same.append(line)
            elif line in known:
                expected.append(line)
            else:
                differing.append(line)
                print("%s\n  %s" % (line, d))
    gone = [k for k in known if k in same and novaclient.__version__ == "18.1.0"]  # those that are known are of this one, on Python 3.11; newer ones have none
    for k in gone:
        print("no difference any more: take it out of differences.txt: " + k)
    print("%d lines, %d with all requests the same; %d differ as differences.txt says, %d otherwise" % (total, reads, len(expected), len(differing)))
    return 1 if differing or gone else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])))
