// Package verb holds what the commands of every noun share: list, show, delete and wait as functions over a declared Noun,
// and what a verb makes of several resources, a Batch.
//
// A noun (package cmd/server, say) declares its resource once, as a Noun: its columns, how it is fetched, how it is found by
// name. A command is then a declaration too: a List, a Show, an Act, with its help and its flags.
package verb
