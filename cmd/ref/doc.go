// Package ref finds the resource that a command line names, by id, by exact name or by URL, suggests what was likely wanted
// where nothing has the name, and completes names. A noun declares its own Finder.
package ref
