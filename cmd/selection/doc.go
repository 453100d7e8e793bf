// Package selection chooses the resources that a verb is for: by names, patterns of names, lines of standard input, and filters.
//
// A cloud may ignore a filter that it doesn't know, and answer with everything. So what it lists is always held against the filter here again, and a
// resource that doesn't say what is asked for doesn't fit.
package selection
