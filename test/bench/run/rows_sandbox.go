package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
)

// seed writes a seed of so many servers.
func (b *bench) seed(servers int) (string, error) {
	path := filepath.Join(b.dir, "seed-"+strconv.Itoa(servers)+".yaml")
	text := fmt.Sprintf("quotas:\n  - {tenant: \"010101\", instances: -1, ram: -1, cores: -1}\nservers:\n"+
		"  - {name: web, count: %d, image: 80fbcb55-b206-41f9-9bc2-2dd7aac6c061, flavor: 2}\n", servers)
	return path, os.WriteFile(path, []byte(text), 0o600)
}

// sandboxRows measure the embedded cloud: as a server, and in the process of a command.
func (b *bench) sandboxRows() []row {
	exact := func(servers int) string {
		return "/servers/detail?limit=1000&name=" + url.QueryEscape("^web-"+strconv.Itoa(servers/2)+"$")
	}
	few, many := b.o.servers, b.o.many
	return []row{
		b.served("sandbox: page of 100 of many", few, "≥ 1500/s", "/servers/detail?limit=100"),
		b.served("sandbox: GET ?name= among many", few, "≥ 2000/s", exact(few)),
		b.servedBy("sandbox: GET ?name= among very many", many, "≥ 2000/s", exact(many), b.binaries[:min(1, len(b.binaries))]),
		b.seeding(),
		b.shown(),
	}
}

// served is a row about requests of one kind to `sandbox serve`: how many it answers in a second of CPU.
func (b *bench) served(name string, servers int, reach, path string) row {
	return b.servedBy(name, servers, reach, path, b.binaries)
}

func (b *bench) servedBy(name string, servers int, reach, path string, binaries []binary) row {
	return row{name: name, figure: rate, make: func(ctx context.Context) (all []contestant, err error) {
		seed, err := b.seed(servers)
		if err != nil {
			return nil, err
		}
		for i, n := range binaries {
			s, err := b.serve(ctx, n, seed)
			if err != nil {
				return nil, err
			}
			all = append(all, contestant{
				who: n.who, reach: []string{reach, ""}[min(i, 1)], against: len(binaries) - 1,
				do: func(ctx context.Context) (sample, error) { return s.get(ctx, path, b.o.busy) },
			})
		}
		return all, nil
	}}
}

// inProcess is a command of novactl's on its own sandbox.
func (b *bench) inProcess(n binary, home string, args ...string) contestant {
	return contestant{who: n.who, do: func(ctx context.Context) (sample, error) {
		if err := os.MkdirAll(filepath.Join(b.dir, home), 0o700); err != nil {
			return sample{}, err
		}
		return command{
			args: append([]string{n.path, "--cloud", "sandbox"}, args...),
			env:  []string{"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Join(b.dir, home)},
		}.run(ctx)
	}}
}

// seeding is a row about setting up five times as many servers.
func (b *bench) seeding() row {
	return row{name: "sandbox: seeding five times as many", figure: cpu, rounds: min(b.o.rounds, 3), make: func(context.Context) (all []contestant, err error) {
		for i, n := range b.binaries {
			for more, servers := range []int{b.o.servers, 5 * b.o.servers} {
				path, err := b.seed(servers)
				if err != nil {
					return nil, err
				}
				one := b.inProcess(n, "seeding-"+n.who, "sandbox", "reset", "--yes", "--seed", path)
				one.who, one.against = fmt.Sprintf("%s, %d", n.who, servers), len(all)-more
				if more > 0 && i == 0 {
					one.reach = "≤ 5.5×"
				}
				all = append(all, one)
			}
		}
		return all, nil
	}}
}

// shown is a row about showing one of many servers by its name, against one of ten.
func (b *bench) shown() row {
	return row{name: "sandbox in process: `show NAME`", figure: cpu, rounds: 4 * b.o.rounds, make: func(ctx context.Context) (all []contestant, err error) {
		for i, n := range b.binaries {
			for more, servers := range []int{10, b.o.servers} {
				path, err := b.seed(servers)
				if err != nil {
					return nil, err
				}
				home := fmt.Sprintf("shown-%s-%d", n.who, servers)
				if _, err := b.inProcess(n, home, "sandbox", "reset", "--yes", "--seed", path).do(ctx); err != nil {
					return nil, err
				}
				one := b.inProcess(n, home, "server", "show", "web-"+strconv.Itoa(servers/2))
				one.who, one.against = fmt.Sprintf("%s, %d", n.who, servers), len(all)-more
				if more > 0 && i == 0 {
					one.reach = "≤ 1.2×"
				}
				all = append(all, one)
			}
		}
		return all, nil
	}}
}
