// Release makes the parts of a release that goreleaser has no part for, and those that the gate tries without goreleaser, whose build takes minutes:
//
//	release packages -version V -date TIME -arch ARCH -out DIR BINARY   deb, rpm, apk and archlinux, as .goreleaser.yaml has them
//	release sbom -out FILE BINARY                                       what BINARY is built from, as CycloneDX
//	release image -date TIME -arch ARCH -out FILE BINARY                a container image, as an archive of an OCI layout
//
// Each writes the same bytes for the same input.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release is what the commands make something of.
type release struct {
	version, arch, out, binary string
	date                       time.Time
}

func run(args []string) error {
	commands := map[string]func(release) error{"packages": packages, "sbom": sbom, "image": image}
	if len(args) == 0 || commands[args[0]] == nil {
		return errors.New("the first argument is packages, sbom or image")
	}
	var r release
	var date string
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.StringVar(&r.version, "version", "", "version, without a v")
	flags.StringVar(&r.arch, "arch", "amd64", "processor, as Go names it")
	flags.StringVar(&r.out, "out", "", "file or folder to write")
	flags.StringVar(&date, "date", "1970-01-01T00:00:00Z", "the commit's time, RFC 3339")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if flags.NArg() != 1 || r.out == "" {
		return errors.New("needs -out and one binary")
	}
	r.binary = flags.Arg(0)
	at, err := time.Parse(time.RFC3339, date)
	if err != nil {
		return err
	}
	r.date = at.UTC()
	return commands[args[0]](r)
}
