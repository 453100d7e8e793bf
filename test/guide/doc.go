// Package guide holds the documents that pin pkg/api: the examples of the Cloud Servers developer guide (REPAIRS.md),
// pairs of Rackspace's later guide (rackspace2016), and answers of a Nova 26 (nova26). The tests derive their lists from
// the files, so that none is skipped unsaid.
package guide
