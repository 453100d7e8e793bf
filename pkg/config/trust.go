package config

// envNames says which environment names of a setting count.
type envNames int

const (
	allNames envNames = iota
	ownNames          // NOVACTL_… only
	noNames
)

// trust says how the profile was chosen, which decides what the environment may change of its connection.
type trust int

const (
	trustAll       trust = iota // no profile, or the one that config.yaml makes current
	trustNamed                  // a profile that was named
	trustBorrowing              // a built-in profile without credentials: it borrows the environment's
	trustClosed                 // the sandbox, or a recording
)

// restrictions are the names that count for a group of settings: the rows are how the profile was chosen. Groups that are not in a row
// are no part of the connection, and all names count.
var restrictions = [...][]struct {
	group Group
	names envNames
}{
	trustAll:       {},
	trustNamed:     {{GroupAddress, noNames}, {GroupCredential, ownNames}, {GroupChannel, ownNames}},
	trustBorrowing: {{GroupAddress, noNames}, {GroupCredential, allNames}, {GroupChannel, ownNames}},
	trustClosed:    {{GroupAddress, noNames}, {GroupCredential, noNames}, {GroupFactor, noNames}, {GroupChannel, noNames}, {GroupLocation, ownNames}},
}

// namesAllowed looks the names up that count for a group of settings.
func namesAllowed(t trust, g Group) envNames {
	for _, r := range restrictions[t] {
		if r.group == g {
			return r.names
		}
	}
	return allNames
}

// applyTrust drops from the environment's layers what doesn't count.
func applyTrust(t trust, table []Setting, own, others layer) {
	for _, s := range table {
		switch namesAllowed(t, s.Group) {
		case allNames:
		case ownNames:
			others.drop(s.Name)
		case noNames:
			own.drop(s.Name)
			others.drop(s.Name)
		}
	}
}
