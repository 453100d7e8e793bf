package sandbox

import (
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// readPairs reads metadata in the order of the document. Values have to be strings.
func readPairs(v jsontext.Value) (api.Metadata, error) {
	members, ok := asObject(v)
	if !ok {
		return nil, errMalformedBody
	}
	for _, key := range slices.Sorted(maps.Keys(members)) {
		if _, ok := members.text(key); !ok {
			return nil, badRequest("Invalid metadata: The input is not a string or unicode")
		}
	}
	var pairs api.Metadata
	if err := api.Unmarshal(v, &pairs); err != nil {
		return nil, errMalformedBody
	}
	return merge(nil, pairs), nil
}

// merge adds pairs to those that are there: a key that is there stays where it is and gets the new value.
func merge(have, more api.Metadata) api.Metadata {
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

// checkServerPairs checks a server's metadata against the limits (fact 18, errors.tsv).
func (q Quota) checkServerPairs(pairs api.Metadata) error {
	if exceeds(len(pairs), q.Metadata) {
		return overLimit("Maximum number of metadata items exceeds %d", q.Metadata)
	}
	for _, p := range pairs {
		switch {
		case p.Key == "":
			return badRequest("Invalid metadata: Metadata property key blank")
		case utf8.RuneCountInString(p.Key) > maxText:
			return overLimit("Invalid metadata size: Metadata property key greater than 255 characters")
		case utf8.RuneCountInString(p.Value) > maxText:
			return overLimit("Invalid metadata size: Metadata property value greater than 255 characters")
		}
	}
	return nil
}

// checkImagePairs checks an image's, which Nova refuses in other words, and whose values it doesn't look at (errors.tsv).
func (q Quota) checkImagePairs(pairs api.Metadata) error {
	if exceeds(len(pairs), q.Metadata) {
		return overLimit("Image metadata limit exceeded")
	}
	for _, p := range pairs {
		switch {
		case p.Key == "":
			return badRequest("Image metadata key cannot be blank")
		case utf8.RuneCountInString(p.Key) > maxText:
			return badRequest("Image metadata key too long")
		}
	}
	return nil
}
