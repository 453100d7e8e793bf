package jsondoc

import (
	"github.com/go-json-experiment/json/jsontext"
)

// withoutRepeats returns doc with each member once, at any depth: in the first one's place, with the last one's value.
func withoutRepeats(doc jsontext.Value) (jsontext.Value, error) {
	switch doc.Kind() {
	case jsontext.KindBeginObject:
		return objectWithoutRepeats(doc)
	case jsontext.KindBeginArray:
		return arrayWithoutRepeats(doc)
	}
	return doc, nil
}

func objectWithoutRepeats(doc jsontext.Value) (jsontext.Value, error) {
	list, err := Members(doc)
	if err != nil {
		return nil, err
	}
	once := jsontext.Value("{")
	for i, m := range lastOfEach(list) {
		if i > 0 {
			once = append(once, ',')
		}
		once, _ = jsontext.AppendQuote(once, m.Name) // always UTF-8: it was decoded
		value, err := withoutRepeats(m.Value)
		if err != nil {
			return nil, err
		}
		once = append(append(once, ':'), value...)
	}
	return append(once, '}'), nil
}

func arrayWithoutRepeats(doc jsontext.Value) (jsontext.Value, error) {
	list, err := elements(doc)
	if err != nil {
		return nil, err
	}
	once := jsontext.Value("[")
	for i, v := range list {
		if i > 0 {
			once = append(once, ',')
		}
		item, err := withoutRepeats(v)
		if err != nil {
			return nil, err
		}
		once = append(once, item...)
	}
	return append(once, ']'), nil
}

// lastOfEach returns list with each name once.
func lastOfEach(list []Member) []Member {
	at := make(map[string]int, len(list))
	kept := list[:0]
	for _, m := range list {
		if i, again := at[m.Name]; again {
			kept[i] = m
			continue
		}
		at[m.Name] = len(kept)
		kept = append(kept, m)
	}
	return kept
}
