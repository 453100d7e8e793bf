// Run measures novactl side by side with its peers and prints the table of docs/performance.md as Markdown:
//
//	go run ./test/bench/run                          the whole table; some minutes
//	go run ./test/bench/run -base OLD -rows list     the rows of lists alone, with a column for an older binary
//	go run ./test/bench/run -list                    the names of the rows
//
// What a row compares runs in turn (A B C A B C …), so that all have the same weather; a ratio is that of two neighbours, and min, median
// and max are of those ratios. CPU is user and system time of the process and all its children, as the kernel counts them. The cloud is
// a stub on loopback (test/bench/stub), in a process of its own. Peers that aren't installed are left out.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"time"
)

// options are what the command line says.
type options struct {
	binary, base string
	peers        bool
	rounds       int
	rows         string
	list         bool
	servers      int // of an ordinary long list
	many         int // of a very long one
	batch        int // of what is done to several
	latency      int // milliseconds of an answer, where round trips are what matters
	busy         time.Duration
}

func main() {
	o := options{}
	flag.StringVar(&o.binary, "binary", "", "novactl to measure; without it, it is built")
	flag.StringVar(&o.base, "base", "", "an older novactl, to compare it with")
	flag.BoolVar(&o.peers, "peers", true, "measure those peers too that are installed")
	flag.IntVar(&o.rounds, "rounds", 7, "how often each row runs, after one round that isn't counted")
	flag.StringVar(&o.rows, "rows", "", "only the rows whose names match this regular expression")
	flag.BoolVar(&o.list, "list", false, "print the names of the rows and end")
	flag.IntVar(&o.servers, "servers", 10000, "servers of a long list")
	flag.IntVar(&o.many, "many", 100000, "servers of a very long list")
	flag.IntVar(&o.batch, "batch", 50, "servers that a batch is about")
	flag.IntVar(&o.latency, "latency", 50, "milliseconds that an answer takes in the rows of batches")
	flag.DurationVar(&o.busy, "busy", 500*time.Millisecond, "CPU time that a sandbox is kept busy for each of its figures, which the kernel tells in hundredths of a second")
	stubOptions := flag.String("stub", "", "serve a stub with these options; the program starts itself so")
	flag.Parse()
	if *stubOptions != "" {
		exitOn(serveStub(*stubOptions))
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Stdout, o)
	stop()
	exitOn(err)
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "run:", err)
		os.Exit(1)
	}
}

// run measures the rows that are asked for. One that fails is said in the table and fails the whole at the end: a number that is missing
// isn't to be overlooked.
func run(ctx context.Context, out io.Writer, o options) error {
	wanted, err := regexp.Compile(o.rows)
	if err != nil {
		return err
	}
	b, err := newBench(ctx, o)
	if err != nil {
		return err
	}
	defer b.close()
	if !o.list {
		if _, err := io.WriteString(out, machine(ctx, o)+"\n"+tableHead); err != nil {
			return err
		}
	}
	var failed []string
	for _, r := range b.rows() {
		if !wanted.MatchString(r.name) {
			continue
		}
		text := r.name + "\n"
		if !o.list {
			var err error
			if text, err = b.measure(ctx, r); err != nil {
				failed = append(failed, fmt.Sprintf("%s: %v", r.name, err))
				text = fmt.Sprintf("| %s | failed |\n", r.name)
			}
		}
		if _, err := io.WriteString(out, text); err != nil {
			return err
		}
	}
	if failed != nil {
		return fmt.Errorf("%s", strings.Join(failed, "\n"))
	}
	return ctx.Err()
}

// binary is a novactl that is measured.
type binary struct{ who, path string }

// bench is a run of the table, with what its rows share.
type bench struct {
	o        options
	dir      string // for all files of the run
	binaries []binary
	stubs    map[string]*cloud
	closing  []func()
}

func newBench(ctx context.Context, o options) (*bench, error) {
	dir, err := os.MkdirTemp("", "novactl-bench-")
	if err != nil {
		return nil, err
	}
	b := &bench{o: o, dir: dir, stubs: map[string]*cloud{}}
	b.closing = append(b.closing, func() { _ = os.RemoveAll(dir) })
	if o.list {
		return b, nil
	}
	if err := b.installAll(ctx); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// installAll installs the programs that are compared: novactl, of this checkout where none is given, and the one of before.
func (b *bench) installAll(ctx context.Context) error {
	program := func() (string, error) { return b.build(ctx, "novactl", "github.com/novactl/novactl") }
	if b.o.binary != "" {
		program = func() (string, error) { return b.install("novactl", b.o.binary) }
	}
	path, err := program()
	if err != nil {
		return err
	}
	b.binaries = []binary{{"novactl", path}}
	if b.o.base == "" {
		return nil
	}
	path, err = b.install("before", b.o.base)
	b.binaries = append(b.binaries, binary{"before", path})
	return err
}

// close ends what the rows started, the last first.
func (b *bench) close() {
	for i := range b.closing {
		b.closing[len(b.closing)-1-i]()
	}
}
