// Package buildinfo says what this program was built from. It is told by whoever knows best: the linker of a release, then git as Go
// saw it, then the archive that the sources came in.
package buildinfo

import (
	_ "embed"
	"runtime"
	"runtime/debug"
	"strings"
)

// Set by the linker of a release, -X github.com/novactl/novactl/cmd/buildinfo.version=1.2.3; the date is the commit's, so that two
// builds of one commit are the same.
var version, commit, date string

// archive has what `git archive` writes into it, and its placeholders everywhere else: .gitattributes has it as export-subst.
//
//go:embed archive.txt
var archive string

// unknown is the version of a build that nothing is known of.
const unknown = "devel"

// Info is what is known of a build. Empty is what nobody knows.
type Info struct {
	Version  string `json:"version"` // as packages have it, without a v: 1.2.3, or 1.2.4-0.20261128123911-d83dfe8c7afd+dirty between releases
	Commit   string `json:"commit,omitzero"`
	Date     string `json:"date,omitzero"` // the commit's, RFC 3339 in UTC
	Go       string `json:"go"`
	Platform string `json:"platform"` // operating system and processor
}

// Read returns what is known of the program that is running.
func Read() Info {
	info := first(
		func() Info { return Info{Version: version, Commit: commit, Date: date} },
		func() Info { compiled, _ := debug.ReadBuildInfo(); return fromGo(compiled) },
		func() Info { return fromArchive(archive) },
	)
	info.Version = strings.TrimPrefix(info.Version, "v")
	info.Go, info.Platform = runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH
	return info
}

// first returns the answer of the first source that has a version, whole: what is of one build belongs together. It is asked at
// every start, so the others do no work.
func first(sources ...func() Info) Info {
	for _, source := range sources {
		if info := source(); info.Version != "" {
			return info
		}
	}
	return Info{Version: unknown}
}

// fromGo reads what the go command knew: the module's version as it was fetched, or as it follows from the tags of a checkout.
func fromGo(compiled *debug.BuildInfo) Info {
	if compiled == nil || compiled.Main.Version == "" || compiled.Main.Version == "(devel)" {
		return Info{}
	}
	info := fromPseudo(compiled.Main.Version)
	for _, s := range compiled.Settings {
		switch s.Key {
		case "vcs.revision":
			info.Commit = s.Value
		case "vcs.time":
			info.Date = s.Value
		}
	}
	return info
}
