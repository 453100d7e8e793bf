// Package clouds reads the files of the OpenStack tools, clouds.yaml, secure.yaml and clouds-public.yaml, and makes of them what
// openstacksdk's loader does: a vendor's values, over them the cloud's, over them the region's. What its keys mean to novactl is for
// pkg/config.
package clouds

import (
	"errors"
	"io/fs"
	"maps"
	"slices"

	"github.com/novactl/novactl/pkg/config/internal/yamlfile"
)

// document holds one of the three files.
type document struct {
	Clouds map[string]Entry `yaml:"clouds"`
	Public map[string]Entry `yaml:"public-clouds"`

	path string
}

// Files holds the three files.
type Files struct{ clouds, secure, public document }

// Location says where a file is looked for.
type Location struct {
	Paths    []string // the first one that is there counts
	Variable string   // that names the file, and the only path; or ""
}

// Read reads the files. One that isn't there is an empty one, unless a variable names it: another file's cloud of the same name may be
// quite another cloud.
func Read(clouds, secure, public Location) (Files, error) {
	var f Files
	for _, part := range []struct {
		location Location
		to       *document
	}{{clouds, &f.clouds}, {secure, &f.secure}, {public, &f.public}} {
		doc, err := part.location.read()
		if err != nil {
			return f, err
		}
		*part.to = doc
	}
	return f, nil
}

// Names returns the names of the clouds, sorted.
func (f Files) Names() []string {
	names := maps.Clone(f.clouds.Clouds)
	if names == nil {
		names = map[string]Entry{}
	}
	maps.Copy(names, f.secure.Clouds)
	return slices.Sorted(maps.Keys(names))
}

// Path returns the path of the file that a cloud is in.
func (f Files) Path(name string) string {
	if _, ok := f.clouds.Clouds[name]; ok {
		return f.clouds.path
	}
	return f.secure.path
}

func (p Location) read() (document, error) {
	read := yamlfile.Read
	if p.Variable != "" { // it may be what a shell decrypts meanwhile
		read = yamlfile.ReadNamed
	}
	for _, path := range p.Paths {
		data, err := read(path)
		switch {
		case errors.Is(err, fs.ErrNotExist) && p.Variable == "":
			continue
		case errors.Is(err, fs.ErrNotExist):
			return document{}, &yamlfile.Error{
				Message: p.Variable + " names a file that is not there: " + path,
				Advice:  "Mend or unset " + p.Variable + ".",
			}
		case err != nil:
			return document{}, err
		}
		doc := document{path: path}
		err = yamlfile.Decode(path, data, &doc)
		doc.locate()
		return doc, err
	}
	return document{}, nil
}

// locate tells every value of the document which file it is in.
func (d document) locate() {
	for _, clouds := range []map[string]Entry{d.Clouds, d.Public} {
		for name, c := range clouds {
			clouds[name] = c.in(d.path)
		}
	}
}
