package main

import (
	"context"
	"slices"

	"github.com/novactl/novactl/test/bench/stub"
)

const (
	asJSON = "application/json"
	asXML  = "application/xml"
)

// curl is curl, on the pages of all servers.
func curl(accept string, more func(*cloud) []string) peer {
	return peer{"curl", []string{"curl"}, func(c *cloud) []string {
		args := []string{"curl", "-s", "-g", "-H", "X-Auth-Token: t", "-H", "Accept: " + accept}
		if more != nil {
			args = append(args, more(c)...)
		}
		return append(args, c.Pages...)
	}}
}

// curlTo is curl of the same pages with a program behind it.
func curlTo(who, program string) peer {
	return peer{who, []string{"curl", "jq"}, func(c *cloud) []string {
		return append([]string{"sh", "-c", `curl -s -g -H "X-Auth-Token: t" "$@" | ` + program, "sh"}, c.Pages...)
	}}
}

// listRows are lists of one server, of many, and of very many.
func (b *bench) listRows() []row {
	one, long := stub.Options{Servers: 1}, stub.Options{Servers: b.o.servers}
	list := func(more ...string) []string { return append([]string{"server", "list"}, more...) }
	each := int64(b.o.servers) // bytes of a server, times
	pretty, csv := curlTo("curl | jq", "jq ."), curlTo("curl | jq @csv", `jq -r '.servers[] | [.id, .name, .status, .flavor.id] | @csv'`)
	names := curlTo("curl | jq", `jq '.servers[].name'`)
	openstack := program("openstack", "server", "list", "-f", "json", "--limit", "-1")
	job := func(name string, k comparison) row {
		k.cloud, k.minBytes = long, max(k.minBytes, 4*each)
		return row{name: name, figure: cpu, make: b.compare(k)}
	}
	js, xml := curl(asJSON, nil), curl(asXML, nil)
	rows := []row{
		{name: "list of 1, warm token", figure: cpu, rounds: 4 * b.o.rounds, make: b.compare(comparison{
			cloud: one, novactl: list(), reach: "≤ 1.1×", minBytes: 30,
			peers: []peer{js, program("nova", "list"), program("openstack", "server", "list")},
		})},
		{name: "nova's list of 1, warm token", figure: cpu, rounds: 4 * b.o.rounds, make: b.compare(comparison{
			cloud: one, novactl: []string{"nova", "list"}, reach: "≤ 0.02×", minBytes: 30, peers: []peer{program("nova", "list")},
		})},
		job("list to json, into a pipe", comparison{novactl: list("-o", "json"), reach: "≤ 2×", minBytes: 200 * each, peers: []peer{js, pretty, openstack}}),
		job("list to json, to a terminal", comparison{novactl: list("-o", "json"), reach: "≤ 4×", minBytes: 500 * each, terminal: true, peers: []peer{js}}),
		job("list to csv", comparison{novactl: list("-o", "csv"), reach: "≤ 6×", peers: []peer{js, csv}}),
		job("list to plain", comparison{novactl: list("-o", "plain"), reach: "≤ 6×", peers: []peer{js}}),
		job("list to table", comparison{novactl: list("-o", "table"), reach: "≤ 8×", peers: []peer{js, program("nova", "list", "--limit", "-1")}}),
		job("list to id", comparison{novactl: list("-o", "id"), reach: "≤ 2×", peers: []peer{js}}),
		job("list with --jq '.[].name'", comparison{novactl: list("--jq", ".[].name"), reach: "≤ 12×", peers: []peer{js, names}}),
		job("list of XML to json", comparison{novactl: list("--wire", "xml", "-o", "json"), reach: "≤ 8×", minBytes: 500 * each, peers: []peer{xml}}),
		job("list of XML to csv", comparison{novactl: list("--wire", "xml", "-o", "csv"), reach: "≤ 8×", peers: []peer{xml}}),
	}
	return slices.Concat(b.tlsRows(), rows, b.manyRows())
}

// tlsRows are a list of one server where the certificates of the whole system have to be read.
func (b *bench) tlsRows() []row {
	job := func(name string, roots func(*cloud) []string) row {
		return row{name: name, figure: cpu, rounds: 4 * b.o.rounds, make: b.compare(comparison{
			cloud: stub.Options{Servers: 1, TLS: true}, novactl: []string{"server", "list"}, reach: "≤ 1.2×", minBytes: 30,
			peers: []peer{curl(asJSON, roots)},
		})}
	}
	return []row{
		job("list of 1 over TLS with the system's roots, curl --cacert with one", func(c *cloud) []string { return []string{"--cacert", c.ca} }),
		job("list of 1 over TLS with the system's roots, curl with the same", func(c *cloud) []string { return []string{"--cacert", c.roots} }),
	}
}

// manyRows are lists of very many servers, against the same list of many.
func (b *bench) manyRows() []row {
	grows := func(name string, f figure, reach string, args ...string) row {
		return row{name: name, figure: f, rounds: min(b.o.rounds, 3), make: func(context.Context) ([]contestant, error) {
			var all []contestant
			for i, n := range b.binaries {
				for _, size := range []int{b.o.servers, b.o.many} {
					c, err := b.cloud(stub.Options{Servers: size})
					if err != nil {
						return nil, err
					}
					one, err := b.client(c, n.who, command{args: append([]string{n.path, "server", "list"}, args...), minBytes: int64(size)})
					if err != nil {
						return nil, err
					}
					one.who = n.who + ", the fewer"
					one.against = len(all)
					if size == b.o.many {
						one.who, one.against = n.who+", the many", len(all)-1
						one.reach = []string{reach, ""}[min(i, 1)]
					}
					all = append(all, one)
				}
			}
			return all, nil
		}}
	}
	return []row{
		grows("growth to ten times the servers, json", cpu, "≤ 9.2×, 32 MB", "-o", "json"),
		grows("growth to ten times the servers, table", memory, "≤ 95 MB", "-o", "table"),
		grows("growth to ten times the servers, --jq '.[].name'", memory, "≤ 60 MB", "--jq", ".[].name"),
	}
}
