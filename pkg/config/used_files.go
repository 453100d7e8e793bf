package config

import (
	"os"
	"strings"
)

// UsedFile is a file that the connection's settings come from.
type UsedFile struct {
	Path   string
	Secret bool // whether what is in it is for the user alone
}

// UsedFiles returns the files that there are of those that the connection comes from, the configuration first.
func (c *Config) UsedFiles() []UsedFile {
	s := c.resolved
	var files []UsedFile
	add := func(path string, secret bool) {
		for i := range files {
			if files[i].Path == path {
				files[i].Secret = files[i].Secret || secret
				return
			}
		}
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			files = append(files, UsedFile{path, secret})
		}
	}
	add(s.file.path, false)
	add(s.profile.from, false)
	for _, row := range s.table {
		v, ok := s.secrets[row.Name]
		switch {
		case !ok:
		case v.via == viaFile:
			add(s.env.expand(v.text), true)
		case v.via == viaText && v.where != "":
			path, _, _ := strings.Cut(v.where, ", line ")
			add(path, true)
		}
	}
	for _, name := range []string{"cacert", "cert", "key"} {
		add(c.Get(name), name == "key")
	}
	return files
}
