#!/usr/bin/env bash
# The guess: go-discover's provider "os", by which Consul and Nomad find each other in OpenStack, gives one address for each server of a tag,
# the same one each time.
#
# What happens: it gives every fixed address of every network, those of IPv6 and of networks that lead nowhere too, and in an order that
# changes from run to run where a server has two networks. The tag that it asks for is metadata: a server with Nova's tag isn't found. A cloud
# that doesn't say which of its addresses are fixed (OS-EXT-IPS:type) gives none, without an error. And with an openrc file of today
# it can't sign in: it doesn't know OS_USER_DOMAIN_NAME.
#
# github.com/hashicorp/go-discover of 2025-09-22, provider/os: it ranges over Server.Addresses, which is a Go map.
#
# Why care: agents join at the first address that answers, so the same configuration works today over a storage network and tomorrow not at
# all. A CLI that prints addresses for others should keep their order, and say of which network each is.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/hashicorp/go-discover@v1.1.1-0.20250922102917-55e5010ad859

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"sort"

	provider "github.com/hashicorp/go-discover/provider/os"
)

const servers = `{"servers":[
 {"id":"1","name":"web-1","status":"ACTIVE","metadata":{"role":"web"},"tags":[],"addresses":{
  "lan":[{"addr":"10.0.0.5","version":4,"OS-EXT-IPS:type":"fixed"},{"addr":"2001:db8::5","version":6,"OS-EXT-IPS:type":"fixed"},
         {"addr":"203.0.113.5","version":4,"OS-EXT-IPS:type":"floating"}],
  "storage":[{"addr":"192.168.9.5","version":4,"OS-EXT-IPS:type":"fixed"}]}},
 {"id":"2","name":"web-2","status":"ACTIVE","metadata":{},"tags":["role=web","web"],"addresses":{
  "lan":[{"addr":"10.0.0.6","version":4,"OS-EXT-IPS:type":"fixed"}]}},
 {"id":"3","name":"old-1","status":"ACTIVE","metadata":{"role":"old"},"addresses":{"private":[{"addr":"10.0.0.7","version":4}]}}]}`

func main() {
	log.SetOutput(io.Discard)
	var cloud *httptest.Server
	cloud = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch {
		case r.Method == http.MethodPost:
			w.Header().Set("X-Subject-Token", "token")
			w.WriteHeader(http.StatusCreated)
			fmt.Fprintf(w, `{"token":{"expires_at":"2099-01-01T00:00:00.000000Z","catalog":[{"type":"compute","name":"nova","endpoints":[
				{"interface":"public","region":"RegionOne","region_id":"RegionOne","url":"%s/v2.1"}]}]}}`, cloud.URL)
		case r.URL.Query().Get("marker") != "":
			fmt.Fprint(w, `{"servers":[]}`)
		default:
			fmt.Fprint(w, servers)
		}
	}))
	find := func(key, value string) []string {
		found, err := new(provider.Provider).Addrs(map[string]string{"provider": "os", "tag_key": key, "tag_value": value, "project_id": "p",
			"auth_url": cloud.URL + "/v3/", "user_name": "u", "password": "p", "domain_name": "d"}, nil)
		if err != nil {
			panic(err)
		}
		return found
	}
	orders := map[string]bool{}
	for range 100 {
		orders[fmt.Sprint(find("role", "web"))] = true
	}
	var all []string
	for order := range orders {
		all = append(all, order)
	}
	sort.Strings(all)
	for _, order := range all {
		fmt.Println("role=web:", order)
	}
	fmt.Println("role=old:", find("role", "old"))

	os.Setenv("OS_USER_DOMAIN_NAME", "d")
	_, err := new(provider.Provider).Addrs(map[string]string{"provider": "os", "project_id": "p", "auth_url": cloud.URL + "/v3/", "user_name": "u",
		"password": "p"}, nil)
	fmt.Println("with OS_USER_DOMAIN_NAME:", err)
}
END
go_run | seen
expect <<'END'
role=web: [10.0.0.5 2001:db8::5 192.168.9.5]
role=web: [192.168.9.5 10.0.0.5 2001:db8::5]
role=old: []
with OS_USER_DOMAIN_NAME: discover-os: Authentication failed: You must provide exactly one of DomainID or DomainName to authenticate by Username
END
