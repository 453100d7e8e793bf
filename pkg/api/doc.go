// Package api declares the documents of the Compute API v2 and of Identity v2.0, once each: servers, images, flavors,
// metadata, addresses, faults, limits, the requests and actions, tokens and the catalog. It does no I/O.
//
// # One declaration, two forms
//
// A struct's json tags give the member names that JSON has. The XML form follows by rule: a scalar is an attribute, a
// struct is an element, a list repeats an element, a pointer or a Nullable knows None, which is null. An xml tag is
// there only where the guide's XML differs (layout in internal/codec has the grammar). Members that a declaration
// doesn't name are kept in Extra, and come out again.
//
// # The way through
//
// JSON is the form in the middle. internal/codec turns a document in XML into the JSON document that it stands for,
// and back, by the declaration of its root (registry.go). Go values are decoded from JSON alone. So there is one
// decoder, unknown members go the same way as known ones, and what came as JSON and goes out as JSON isn't decoded at
// all: ToJSON checks it, SplitPage cuts a page into its items.
//
// A root is a service's: two may both say "network". Of("network") has the documents of one service, the functions of
// the package those of all.
//
// # Lenient in reading, exact in writing
//
// Real clouds send numbers as strings, ids as numbers, "" for no image, undeclared prefixes, and bytes that aren't
// UTF-8. Unmarshal and ToJSON accept them. What isn't whole, has a DTD, or is nested or long beyond reason is refused.
// ParseFault finds the message in any body of an error.
package api
