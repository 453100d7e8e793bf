// Package api declares the documents of the Compute API v2 and of Identity v2.0, once each: servers, images, flavors,
// metadata, addresses, faults, limits, the requests and actions, tokens and the catalog. It does no I/O.
//
// # One declaration, two forms
//
// A struct's json tags give the member names that JSON has. The XML form follows by rule: a scalar is an attribute, a
// struct is an element, a list repeats an element, a pointer or a Nullable knows None, which is null. An xml tag is
// there only where the guide's XML differs (layout has the grammar). Members that a declaration doesn't name are kept in
// Extra, and come out again.
//
// # The way through
//
// JSON is the form in the middle. A document in XML is scanned into a small tree of elements (xmlscan.go), and the tree
// is turned into the JSON document by the declaration of its root (registry.go, xmlread.go); the other way round,
// xmlbuild.go and xmlwrite.go. Go values are decoded from JSON alone. So there is one decoder, unknown members take the
// same way as known ones, and what came as JSON and goes out as JSON isn't decoded at all: ToJSON checks it, SplitPage
// cuts a list into its items.
//
// # Lenient in reading, exact in writing
//
// Real clouds send numbers as strings, ids as numbers, "" for no image, undeclared prefixes, and bytes that aren't
// UTF-8. Unmarshal and ToJSON take them. What isn't whole, has a DTD, or is nested or long beyond reason is refused.
// ParseFault finds the message in any body of an error.
package api
