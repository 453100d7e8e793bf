// Package yamlfile reads, locks, edits and replaces the files that settings are in. What their keys say is for pkg/config: here a
// value is a text as it is written, in a line of a file, and no error quotes what the file holds.
package yamlfile
