package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"github.com/novactl/novactl/test/bench/stub"
)

// rows is the table. Each row makes what it needs when it runs.
func (b *bench) rows() []row {
	return slices.Concat(b.batchRows(), b.listRows(), b.startRows(), b.sandboxRows())
}

// comparison is a job that novactl and its peers do on one cloud.
type comparison struct {
	cloud    stub.Options
	novactl  []string // its arguments
	reach    string   // what it is to reach, against the first peer
	peers    []peer   // those that are installed take part; the first divides the others
	terminal bool     // the output goes to a terminal
	minBytes int64    // bytes that each prints at least
}

// peer is somebody else's command for the same job.
type peer struct {
	who   string
	needs []string // programs
	args  func(*cloud) []string
}

// program is a peer whose arguments don't depend on the cloud.
func program(args ...string) peer {
	return peer{args[0], args[:1], func(*cloud) []string { return args }}
}

func (p peer) installed() bool {
	for _, name := range p.needs {
		if _, err := exec.LookPath(name); err != nil {
			return false
		}
	}
	return true
}

// compare returns the contestants of a job. Where no peer is installed, the older novactl is divided by the newer.
func (b *bench) compare(k comparison) func(context.Context) ([]contestant, error) {
	return func(context.Context) (all []contestant, err error) {
		c, err := b.cloud(k.cloud)
		if err != nil {
			return nil, err
		}
		add := func(who, reach string, args []string) error {
			one, err := b.client(c, who, command{args: args, terminal: k.terminal, minBytes: k.minBytes})
			one.reach = reach
			all = append(all, one)
			return err
		}
		for _, p := range k.peers {
			if !b.o.peers || !p.installed() {
				continue
			}
			if err := add(p.who, "", p.args(c)); err != nil {
				return nil, err
			}
		}
		for i, n := range b.binaries {
			if err := add(n.who, []string{k.reach, ""}[min(i, 1)], append([]string{n.path}, k.novactl...)); err != nil {
				return nil, err
			}
		}
		return all, nil
	}
}

// startRows measure the start of a process.
func (b *bench) startRows() []row {
	return []row{{name: "start (`version`)", figure: cpu, rounds: 4 * b.o.rounds, make: func(ctx context.Context) ([]contestant, error) {
		k := comparison{novactl: []string{"version"}, reach: "≤ 3.6×"}
		if b.o.peers {
			hello, err := b.hello(ctx)
			if err != nil {
				return nil, err
			}
			k.peers = []peer{hello, program("hcloud", "version"), program("gh", "--version"), program("nova", "--version"), program("openstack", "--version")}
		}
		return b.compare(k)(ctx)
	}}}
}

// hello builds the least that a Go program can be.
func (b *bench) hello(ctx context.Context) (peer, error) {
	source := filepath.Join(b.dir, "hello.go")
	text := "package main\n\nimport \"os\"\n\nfunc main() { os.Stdout.WriteString(\"hello, world\\n\") }\n"
	if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
		return peer{}, err
	}
	path, err := b.build(ctx, "hello", source)
	return peer{"hello, world", []string{path}, func(*cloud) []string { return []string{path} }}, err
}
