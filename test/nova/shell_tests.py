"""Runs novaclient's own tests of its shell with novactl in its place: each line that they try is a process, and what it asks for is answered
by novaclient's own fake of a cloud, which the tests look at afterwards. See run."""
import argparse
import builtins
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib import parse

from novaclient import api_versions, exceptions
from novaclient.tests.unit import fakes as base_fakes
from novaclient.tests.unit.v2 import fakes, test_shell

# These look at functions of novaclient's, or replace some: what reads passwords, files and the clock, sleeps, prints, or starts ssh.
INSIDE = {
    "test_boot_nics_net_name_and_net_id", "test_boot_nics_net_name_and_port_id", "test_boot_with_poll", "test_create_image_with_poll",
    "test_keypair_import_ssh", "test_keypair_import_v20", "test_keypair_import_v22", "test_keypair_import_x509", "test_print_server",
    "test_set_password", "test_ssh", "test_ssh_multinet", "test_boot_with_not_found_when_accessing_addresses_attribute",
    "test_list_sortby_index_with_sort", "test_list_sortby_index_without_sort", "test_usage_list_no_args",
}
PROJECT = "190a755eef2e4aac9f06aa6be9786385"
COMPUTE = "/v2.1/" + PROJECT


def norm(url):
    """Undoes the escapes of an address: the tests compare addresses that they write without."""
    return parse.unquote(url).replace("+", " ")


class Cloud(BaseHTTPRequestHandler):
    """Answers by novaclient's fake, and signs everybody in."""
    protocol_version = "HTTP/1.1"
    fake = None

    def log_message(self, *_):
        pass

    def reply(self, code, body, headers=None):
        data = b"" if body is None or code == 204 else json.dumps(body, default=str).encode()
        self.send_response(code)
        for name, value in (headers or {}).items():
            if name.lower() != "content-length":
                self.send_header(name, str(value))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def sign_in(self):
        services = []
        for name, kind, path in (("nova", "compute", COMPUTE), ("nova21", "computev21", COMPUTE), ("glance", "image", "/glance"),
                                 ("neutron", "network", "/neutron")):
            url = "http://127.0.0.1:%d%s" % (self.server.server_address[1], path)
            services.append({"name": name, "type": kind, "endpoints": [{"publicURL": url, "internalURL": url, "adminURL": url, "region": "RegionOne"}]})
        token = {"id": "tok", "expires": "2999-01-01T00:00:00Z", "tenant": {"id": "tenant_id", "name": "project_id"}}
        self.reply(200, {"access": {"token": token, "user": {"id": "u", "name": "username", "roles": []}, "serviceCatalog": services}})

    def answer(self):
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size)) if size else None
        if self.path.startswith("/v2.0/tokens"):
            return self.sign_in()
        version = api_versions.APIVersion(self.headers.get("X-OpenStack-Nova-API-Version") or "2.0")
        if Cloud.fake is None:
            Cloud.fake = fakes.FakeClient(api_version=version)
        client = Cloud.fake.client
        client.api_version = version
        if self.path == "/":
            client.callstack.append((self.command, "http://nova-api:8774", None))
            answer = client.get_versions()
            return self.reply(answer[0], answer[2])
        if self.path.rstrip("/") == "/v2.1":
            return self.reply(200, client.get_current_version()[2])
        prefix = next((p for p in (COMPUTE, "/glance", "/neutron") if self.path.startswith(p)), None)
        if prefix is None or self.path.rstrip("/") == COMPUTE:
            return self.reply(404, {"itemNotFound": {"message": "none", "code": 404}})
        return self.ask(client, self.path[len(prefix):], {"body": body} if self.command in ("POST", "PUT") else {})

    def ask(self, client, url, body):
        """Asks the fake; for an address that it has only with its escapes, too."""
        path, mark, query = url.partition("?")
        try:
            try:
                answer, document = client._cs_request(parse.unquote(path) + mark + query, self.command, **body)
            except AssertionError:
                answer, document = client._cs_request(url, self.command, **body)
            self.reply(answer.status_code, document, dict(answer.headers or {}))
        except exceptions.ClientException as e:
            code = e.code if isinstance(e.code, int) else 404
            self.reply(code, {"error": {"message": e.message, "code": code}})
        except Exception as e:  # what the fake says of a request that no test is for
            self.reply(501, {"error": {"message": "fake: %r" % e, "code": 501}})

    do_GET = do_POST = do_PUT = do_DELETE = answer


def error_of(code, stderr):
    """The exception that novaclient would have raised, from what was printed."""
    said = re.search(r"^ERROR \((\w+)\): (.*)", stderr, re.S | re.M)
    if code == 2:
        return SystemExit(2)
    if not said:
        return Exception(stderr) if code else None
    name, message = said.group(1), said.group(2).rstrip("\n")
    kind = next((getattr(m, name) for m in (exceptions, argparse, builtins) if hasattr(m, name)), Exception)
    if kind is exceptions.CommandError:
        return kind(message)

    def init(self):
        Exception.__init__(self, message)
        self.message, self.code = message, 0

    return type(name, (kind,), {"__init__": init, "__str__": lambda self: message})()


def run_command(test, line, api_version=None, expected_error=None):
    """Stands in for the method of the same name of novaclient's tests."""
    options = ["--os-compute-api-version", api_version, "--service-type", "computev21"] if api_version else []
    Cloud.fake = None
    typed = sys.stdin.getvalue() if isinstance(sys.stdin, io.StringIO) else ""
    environ = dict(os.environ, OS_AUTH_URL="http://127.0.0.1:%d/v2.0" % test.cloud.server_address[1], HOME=test.home, NO_PROXY="*")
    environ.pop("NOVA_URL", None)
    p = subprocess.run([test.program] + options + (line if isinstance(line, list) else line.split()), env=environ, capture_output=True,
                       input=typed, text=True, timeout=15, check=False)
    test.shell.cs = Cloud.fake or fakes.FakeClient(api_version=api_versions.APIVersion("2.0"))
    error = error_of(p.returncode, p.stderr)
    if expected_error:
        assert isinstance(error, expected_error), (error, p.stdout, p.stderr)
    elif error:
        raise error
    return p.stdout, p.stderr


def assert_called(self, method, url, body=None, pos=-1):
    got = self.client.callstack[pos]
    assert (method, norm(url)) == (got[0], norm(got[1])), "expected %s %s, got %s" % (method, url, self.client.callstack)
    assert body is None or got[2] == body, "%r != %r" % (got[2], body)


def assert_called_anytime(self, method, url, body=None):
    found = [e for e in self.client.callstack if (method, norm(url)) == (e[0], norm(e[1]))]
    assert found, "expected %s %s in %s" % (method, url, self.client.callstack)
    assert body is None or any(e[2] == body for e in found), "%r != %r" % (found[0][2], body)
    self.client.callstack = []


def main(program, names):
    base_fakes.FakeClient.assert_called, base_fakes.FakeClient.assert_called_anytime = assert_called, assert_called_anytime
    case = test_shell.ShellTest
    case.run_command, case.program = run_command, program
    case.cloud = ThreadingHTTPServer(("127.0.0.1", 0), Cloud)
    threading.Thread(target=case.cloud.serve_forever, daemon=True).start()
    loader = unittest.TestLoader()
    with tempfile.TemporaryDirectory() as case.home:
        suite = loader.loadTestsFromNames(names, test_shell) if names else loader.loadTestsFromModule(test_shell)
        result = unittest.TextTestRunner(verbosity=0).run(unittest.TestSuite(
            t for t in flat(suite) if names or t.id().rsplit(".", 1)[-1] not in INSIDE))
    failed = len(result.failures) + len(result.errors)
    print("novaclient's tests of its shell: %d passed, %d failed, %d left out that look inside of it" % (
        result.testsRun - failed - len(result.skipped), failed, 0 if names else len(INSIDE)))
    return 1 if failed else 0


def flat(suite):
    for t in suite:
        if isinstance(t, unittest.TestSuite):
            yield from flat(t)
        else:
            yield t


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
