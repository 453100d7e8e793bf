#!/usr/bin/env bash
# The guess: a client that tries again does so where nothing can have happened: the connection wasn't made, or the request is a GET. A POST
# that makes a server, and whose answer was lost, is an error for the caller.
#
# What happens: to keystoneauth's connect_retries an answer that never came is a failed connection as well: the POST was read by the cloud,
# and is sent again, so there are two servers. It is off unless asked for. hcloud-go does it unasked: a create that a gateway answered
# with 502 is sent again, up to five times; where the first one did its work, the caller reads "server name is already used" about the
# server that was just made, and has no id of it.
#
# keystoneauth1 5.0.0 (Debian 12), keystoneauth1/session.py (_send_request); hcloud-go v2.52.0, hcloud/client_handler_retry.go.
#
# Why care: both are one setting, or none, away from a bill for two. A client tries a create again only after an answer that says it was
# not begun (429, 503 with Retry-After), and says of every other that the server may be there.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
keystoneauth
go_modules github.com/hetznercloud/hcloud-go/v2/hcloud@v2.52.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"
)

func main() {
	made := 0
	cloud := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println("  asked:", r.Method, r.URL.Path)
		made++
		if made == 1 { // it is made, and the gateway in front of it gives up
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusConflict)
		fmt.Fprint(w, `{"error":{"code":"uniqueness_error","message":"server name is already used"}}`)
	}))
	client := hcloud.NewClient(hcloud.WithEndpoint(cloud.URL), hcloud.WithToken("token"),
		hcloud.WithRetryOpts(hcloud.RetryOpts{BackoffFunc: hcloud.ConstantBackoff(0), MaxRetries: 5}))
	result, _, err := client.Server.Create(context.Background(), hcloud.ServerCreateOpts{
		Name: "web", ServerType: &hcloud.ServerType{Name: "cx22"}, Image: &hcloud.Image{Name: "debian-12"}})
	fmt.Println("  server:", result.Server, "error:", err)
}
END

{
  python - <<'END'
import socket
import threading

from keystoneauth1 import exceptions, noauth, session

listener = socket.create_server(("127.0.0.1", 0))
asked = []


def cloud():
    """Reads each request; the first time it hangs up without a word, as a proxy that is restarted does."""
    while True:
        connection, _ = listener.accept()
        asked.append(connection.recv(65536).split(b"\r\n")[0].decode())
        if len(asked) > 1:
            connection.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        connection.close()


threading.Thread(target=cloud, daemon=True).start()
client = session.Session(auth=noauth.NoAuth())
for retries in 0, 1:
    del asked[:]
    print("keystoneauth, connect_retries=%d" % retries)
    try:
        answer = client.post("http://127.0.0.1:%d/servers" % listener.getsockname()[1], json={"server": {"name": "web"}},
                             connect_retries=retries, connect_retry_delay=0.01).status_code
    except exceptions.ConnectFailure:
        answer = "ConnectFailure"
    for request in asked:
        print("  asked:", request)
    print("  answer:", answer)
END
  echo hcloud-go
  go_run
} | seen
expect <<'END'
keystoneauth, connect_retries=0
  asked: POST /servers HTTP/1.1
  answer: ConnectFailure
keystoneauth, connect_retries=1
  asked: POST /servers HTTP/1.1
  asked: POST /servers HTTP/1.1
  answer: 202
hcloud-go
  asked: POST /servers
  asked: POST /servers
  server: <nil> error: server name is already used (uniqueness_error)
END
