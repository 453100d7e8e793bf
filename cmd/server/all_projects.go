package server

import "github.com/novactl/novactl/cmd/flagset"

// allProjects is --all-projects, and nova's own name for it.
type allProjects struct{ projects, tenants bool }

func (p *allProjects) add(fs *flagset.Set) {
	fs.Bool(&p.projects, "all-projects", "", "those of all projects; for administrators")
	fs.Bool(&p.tenants, "all-tenants", "", "").Hidden = true
}

func (p *allProjects) given() bool { return p.projects || p.tenants }
