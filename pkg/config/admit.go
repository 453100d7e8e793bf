package config

// admission is which environment names of a setting count.
type admission int

const (
	allNames admission = iota
	ownNames           // NOVACTL_… only
	noNames
)

// trust is how the profile was chosen, which decides what the environment may change of its connection.
type trust int

const (
	trustAll     trust = iota // no profile, or the one that config.yaml makes current
	trustNamed                // a profile that was named
	trustLending              // a built-in profile without credentials: it borrows the environment's
	trustSandbox
)

// admitted is the table: rows how the profile was chosen, columns the group of the setting. Groups that are not in
// it are no part of the connection, and all names count.
func admitted(t trust, g Group) admission {
	return map[trust]map[Group]admission{
		trustAll:     {},
		trustNamed:   {GroupAddress: noNames, GroupCredential: ownNames, GroupChannel: ownNames},
		trustLending: {GroupAddress: noNames, GroupCredential: allNames, GroupChannel: ownNames},
		trustSandbox: {GroupAddress: noNames, GroupCredential: noNames, GroupChannel: noNames, GroupPlace: ownNames},
	}[t][g]
}

// admit drops from the environment's layers what doesn't count.
func admit(t trust, table []Setting, own, others layer) {
	for _, s := range table {
		switch admitted(t, s.Group) {
		case allNames:
		case ownNames:
			others.drop(s.Name)
		case noNames:
			own.drop(s.Name)
			others.drop(s.Name)
		}
	}
}
