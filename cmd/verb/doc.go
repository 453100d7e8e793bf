// Package verb holds what the commands of every noun share: the verbs list, show, delete and wait as functions over a
// declared Noun, the lookup of names, the confirmation of what destroys data, the completion of names, and App, which
// makes settings and client when a command first asks for them.
//
// A noun (package cmd/server, say) declares its resource once, as a Noun: its columns, how it is fetched, how it is found by name.
// A command is then a declaration too: a List, a Show, an Act, with its help and its flags.
package verb
