#!/usr/bin/env bash
# The guess: whoever can read a server can read the list of servers: both answers are JSON, and the Go library decodes both alike.
#
# What happens: an item is decoded whatever the answer's Content-Type says; a list only where that begins with "application/json".
# Otherwise its body is a Go string, and the error is that a string can't be unmarshaled into a map. Nothing names the header.
#
# gophercloud v2.15.0, pagination/http.go, PageResultFromParsed and PageResultFrom (v1.14.1 does the same).
#
# Why care: a proxy, a recording or a test server that leaves the header out, or says application/vnd.api+json, works with `get` and
# breaks every `list` of Terraform and of what else stands on this library, with an error that points to the wrong place.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"
)

func main() {
	for _, contentType := range []string{"application/json", "application/json; charset=utf-8", "text/json", "application/vnd.api+json", ""} {
		cloud := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = []string{contentType}
			if r.URL.Path == "/servers/detail" {
				fmt.Fprint(w, `{"servers": [{"id": "1"}]}`)
			} else {
				fmt.Fprint(w, `{"server": {"id": "1"}}`)
			}
		}))
		client := &gophercloud.ServiceClient{ProviderClient: &gophercloud.ProviderClient{}, Endpoint: cloud.URL + "/"}
		server, err := servers.Get(context.Background(), client, "1").Extract()
		fmt.Printf("%q: get: %v", contentType, err)
		if err == nil {
			fmt.Printf(", id %s", server.ID)
		}
		_, err = servers.List(client, nil).AllPages(context.Background())
		fmt.Printf("; list: %v\n", err)
		cloud.Close()
	}
}
END
go_run | seen
expect <<'END'
"application/json": get: <nil>, id 1; list: <nil>
"application/json; charset=utf-8": get: <nil>, id 1; list: <nil>
"text/json": get: <nil>, id 1; list: json: cannot unmarshal string into Go value of type map[string]interface {}
"application/vnd.api+json": get: <nil>, id 1; list: json: cannot unmarshal string into Go value of type map[string]interface {}
"": get: <nil>, id 1; list: json: cannot unmarshal string into Go value of type map[string]interface {}
END
