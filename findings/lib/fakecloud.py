"""A cloud of a few canned answers on a port of the loopback, which notes what it was asked."""
import http.server
import json
import sys
import threading


class Cloud:
    """Answers from `routes`, {"GET /path": document or (status, headers, document) or callable}, and keeps `asked`."""

    def __init__(self, routes):
        self.asked = []
        cloud = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                cloud.asked.append((self.command, self.path, dict(self.headers), body))
                path, _, query = self.path.partition("?")
                found = cloud.routes.get(f"{self.command} {self.path}", cloud.routes.get(f"{self.command} {path}"))
                if callable(found):
                    found = found(query, body)
                status, headers, document = found if isinstance(found, tuple) else (200 if found is not None else 404, {}, found)
                data = document.encode() if isinstance(document, str) else json.dumps(document).encode() if document is not None else b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Type" not in headers:
                    self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d" % self.server.server_port
        self.routes = {**self.identity(), **routes}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def identity(self):
        """Identity v3 and v2.0, with Compute alone in the catalog."""
        v3 = {"id": "v3.14", "status": "stable", "updated": "2020-04-07T00:00:00Z",
              "links": [{"rel": "self", "href": self.url + "/v3/"}],
              "media-types": [{"base": "application/json", "type": "application/vnd.openstack.identity-v3+json"}]}
        endpoints = [{"id": "e", "interface": "public", "region": "RegionOne", "region_id": "RegionOne", "url": self.url + "/v2.1"}]
        token = {"token": {"methods": ["password"], "expires_at": "2099-01-01T00:00:00.000000Z", "issued_at": "2014-01-01T00:00:00.000000Z",
                           "user": {"id": "u1", "name": "u", "domain": {"id": "default", "name": "Default"}},
                           "project": {"id": "p1", "name": "A", "domain": {"id": "default", "name": "Default"}},
                           "roles": [{"id": "r", "name": "member"}], "audit_ids": ["a"], "is_domain": False,
                           "catalog": [{"type": "compute", "name": "nova", "id": "c", "endpoints": endpoints}]}}
        compute = {"id": "v2.1", "status": "CURRENT", "version": "2.90", "min_version": "2.1", "updated": "2013-07-23T11:33:21Z",
                   "links": [{"rel": "self", "href": self.url + "/v2.1/"}]}
        return {
            "GET /v3": {"version": v3}, "GET /v3/": {"version": v3},
            "GET /": (300, {}, {"versions": {"values": [v3]}}),
            "POST /v3/auth/tokens": (201, {"X-Subject-Token": "token"}, token),
            "GET /v2.1": {"version": compute}, "GET /v2.1/": {"version": compute},
        }
