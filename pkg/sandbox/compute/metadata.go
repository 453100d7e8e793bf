package compute

import (
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// ReadPairs reads metadata in the order of the document. Values have to be strings.
func ReadPairs(v jsontext.Value) (api.Metadata, error) {
	members, ok := document.ObjectOf(v)
	if !ok {
		return nil, fault.ErrMalformedBody
	}
	for _, key := range slices.Sorted(maps.Keys(members)) {
		if _, ok := members.Text(key); !ok {
			return nil, fault.BadRequest("Invalid metadata: The input is not a string or unicode")
		}
	}
	var pairs api.Metadata
	if err := api.Unmarshal(v, &pairs); err != nil {
		return nil, fault.ErrMalformedBody
	}
	return Merge(nil, pairs), nil
}

// Merge adds pairs to those that are there: a key that is there stays where it is and gets the new value.
func Merge(have, more api.Metadata) api.Metadata {
	merged := append(api.Metadata{}, have...)
	for _, p := range more {
		at := slices.IndexFunc(merged, func(q api.Pair) bool { return q.Key == p.Key })
		if at < 0 {
			merged = append(merged, p)
		} else {
			merged[at].Value = p.Value
		}
	}
	return merged
}

// CheckServerPairs checks a server's metadata against the limits (fact 18, errors.tsv).
func (q Quota) CheckServerPairs(pairs api.Metadata) error {
	if exceeds(len(pairs), q.Metadata) {
		return fault.OverLimit("Maximum number of metadata items exceeds %d", q.Metadata)
	}
	for _, p := range pairs {
		switch {
		case p.Key == "":
			return fault.BadRequest("Invalid metadata: Metadata property key blank")
		case utf8.RuneCountInString(p.Key) > MaxText:
			return fault.OverLimit("Invalid metadata size: Metadata property key greater than 255 characters")
		case utf8.RuneCountInString(p.Value) > MaxText:
			return fault.OverLimit("Invalid metadata size: Metadata property value greater than 255 characters")
		}
	}
	return nil
}

// CheckImagePairs checks an image's, which Nova refuses in other words, and whose values it doesn't look at (errors.tsv).
func (q Quota) CheckImagePairs(pairs api.Metadata) error {
	if exceeds(len(pairs), q.Metadata) {
		return fault.OverLimit("Image metadata limit exceeded")
	}
	for _, p := range pairs {
		switch {
		case p.Key == "":
			return fault.BadRequest("Image metadata key cannot be blank")
		case utf8.RuneCountInString(p.Key) > MaxText:
			return fault.BadRequest("Image metadata key too long")
		}
	}
	return nil
}
