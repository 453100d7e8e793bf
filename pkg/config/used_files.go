package config

import (
	"os"
	"strings"
)

// UsedFile is a file that the connection's settings come from.
type UsedFile struct {
	Path   string
	What   string // "configuration", "password", "cacert", …
	Secret bool   // whether what is in it is for the user alone
}

// UsedFiles returns the files that there are of those that the connection comes from, the configuration first.
func (c *Config) UsedFiles() []UsedFile {
	s := c.resolved
	var files []UsedFile
	add := func(path, what string, secret bool) {
		for i := range files {
			if files[i].Path == path {
				files[i].Secret = files[i].Secret || secret
				return
			}
		}
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			files = append(files, UsedFile{path, what, secret})
		}
	}
	add(s.file.path, "configuration", false)
	add(s.profile.from, "profile", false)
	for _, row := range s.table {
		v, ok := s.secrets[row.Name]
		switch {
		case !ok:
		case v.via == viaFile:
			add(s.env.expand(v.text), row.Name, true)
		case v.via == viaText && v.where != "":
			path, _, _ := strings.Cut(v.where, ", line ")
			add(path, "profile", true)
		}
	}
	for _, name := range []string{"cacert", "cert", "key"} {
		add(c.Get(name), name, name == "key")
	}
	return files
}
