package main

import (
	"fmt"
	"strconv"

	"github.com/novactl/novactl/test/bench/stub"
)

// batchRows are what is done to several servers, and what takes several requests. The names of servers have a blank in them; web-2 could be
// an id as well, which costs a request more where it is asked for first.
func (b *bench) batchRows() []row {
	blank, dash := stub.Options{Servers: 2 * b.o.batch, Latency: b.o.latency, Name: "web "}, stub.Options{Servers: 2 * b.o.batch, Latency: b.o.latency}
	of := func(f func(int) string, verb ...string) []string {
		args := append([]string{"server"}, verb...)
		for n := range b.o.batch {
			args = append(args, f(n+1))
		}
		return args
	}
	named := func(prefix string) func(int) string {
		return func(n int) string { return prefix + strconv.Itoa(n) }
	}
	openstack := func(args ...string) peer { return program(append([]string{"openstack"}, args...)...) }
	create := []string{"server", "create", "new", "--image", "cirros 0.6", "--flavor", "m1 small"}
	reboot := fmt.Sprintf("`server reboot` of %d names, %d ms a request", b.o.batch, b.o.latency)
	job := func(name string, f figure, k comparison) row {
		return row{name: name, figure: f, rounds: min(b.o.rounds, 3), make: b.compare(k)}
	}
	return []row{
		job(reboot, wall, comparison{
			cloud: blank, novactl: of(named("web "), "reboot"), reach: "≤ 0.7 s, ≤ 55 requests, 8 at once",
			peers: []peer{program(append([]string{"nova"}, of(named("web "), "reboot")[1:]...)...)},
		}),
		job(reboot+", that could be ids", wall, comparison{cloud: dash, novactl: of(named("web-"), "reboot")}),
		job(fmt.Sprintf("`server delete` of %d ids `--wait`", b.o.batch), requests, comparison{
			cloud: blank, novactl: of(stub.ID, "delete", "--yes", "--wait"), reach: "≤ 60",
		}),
		job("`server show NAME`", requests, comparison{
			cloud: blank, novactl: []string{"server", "show", "web 2"}, reach: "1", peers: []peer{openstack("server", "show", "web 2")},
		}),
		job("`server show NAME`, that could be an id", requests, comparison{cloud: dash, novactl: []string{"server", "show", "web-2"}}),
		job("`server create --image NAME --flavor NAME`", chain, comparison{
			cloud: blank, novactl: create, reach: "3", peers: []peer{openstack(create...)},
		}),
		job("`server create --image NAME --flavor 1`", chain, comparison{
			cloud: blank, novactl: append(create[:5:5], "--flavor", "1"), reach: "3",
		}),
	}
}
