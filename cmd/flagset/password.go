package flagset

import "github.com/novactl/novactl/cmd/fail"

// Password says where a password is: it is never an argument, since the process list is public.
type Password struct {
	Name, File string
	Stdin      bool
}

// Add adds --NAME-file and --NAME-stdin.
func (p *Password) Add(fs *Set, name, what string) {
	p.Name = name
	fs.String(&p.File, name+"-file", "read "+what+" from this `file`")
	fs.Bool(&p.Stdin, name+"-stdin", "", "read "+what+" from standard input")
}

// Check refuses two places for one password.
func (p *Password) Check() error {
	if p.File != "" && p.Stdin {
		return fail.Usagef("--%s-file and --%s-stdin: one will do", p.Name, p.Name)
	}
	return nil
}

// NewPassword says where a new password is, or that it is to be made up.
type NewPassword struct {
	Password
	Generate bool
	Out      string // the new file that it goes to in place of stdout; "": none
}

// Add adds --NAME-file, --NAME-stdin, --generate and --admin-pass-out.
func (p *NewPassword) Add(fs *Set, name, what string) {
	p.Password.Add(fs, name, what)
	fs.Bool(&p.Generate, "generate", "", "make up "+what+", and print it")
	fs.String(&p.Out, "admin-pass-out", "write the password to this new `file`, a line of JSON a server, and don't print it")
}
