package build

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/config"
)

// applyFileKeys removes the keys of a file that are flags from its document, and sets the flags to their values, where the command line
// hasn't. What is left are members of the API; a key that is neither is a mistake that the cloud might ignore, and so an error.
func applyFileKeys(flags map[string]*pflag.Flag, doc jsontext.Value) (jsontext.Value, error) {
	members, err := serverMembers(doc)
	if err != nil {
		return nil, err
	}
	known := serverKeys()
	for _, key := range slices.Sorted(maps.Keys(members)) {
		f, isFlag := flags[key]
		switch {
		case isFlag:
			if err := apply(f, members[key]); err != nil {
				return nil, err
			}
			delete(members, key)
		case !slices.Contains(known, key) && !strings.Contains(key, ":"): // OS-DCF:diskConfig and its like are extensions
			return nil, unknownKey(key, append(slices.Sorted(maps.Keys(flags)), known...))
		}
	}
	return json.Marshal(members, json.Deterministic(true))
}

// serverMembers are the members of the server in a document, with or without its root, less the hints, which stand beside it.
func serverMembers(doc jsontext.Value) (members map[string]jsontext.Value, err error) {
	if err := api.Unmarshal(doc, &members); err != nil {
		return nil, fail.Usagef("it is no document of a server")
	}
	for _, root := range hintRoots {
		delete(members, root)
	}
	inner, rooted := members["server"]
	if !rooted {
		return members, nil
	}
	delete(members, "server")
	for key := range members {
		return nil, &fail.UsageError{
			Message: key + " stands beside server, where nothing is read",
			Advice:  "to send a document as it is: novactl api POST /servers -d @FILE",
		}
	}
	if err := api.Unmarshal(inner, &members); err != nil {
		return nil, fail.Usagef("its server has no members")
	}
	return members, nil
}

// laterMembers are members of a create that ServerCreate doesn't name, and clouds take.
var laterMembers = []string{
	"config_drive", "description", "hostname", "host", "hypervisor_hostname", "tags", "trusted_image_certificates",
	"block_device_mapping", "return_reservation_id", "minCount", "maxCount", "links",
}

// serverKeys are the members of the API's document.
func serverKeys() []string {
	keys := slices.Clone(laterMembers)
	for f := range reflect.TypeFor[api.ServerCreate]().Fields() {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			keys = append(keys, name)
		}
	}
	return keys
}

func unknownKey(key string, known []string) error {
	err := fail.Usagef("unknown key %q", key)
	err.Advice = "the keys are the flags of server create and the members of the API's document"
	if nearest := config.Nearest(key, known); nearest != "" {
		err.Advice = "did you mean " + nearest + "?"
	}
	return err
}

// apply sets a flag to what a file says, unless the command line has set it; a list has the file's values first, since later ones win.
func apply(f *pflag.Flag, v jsontext.Value) error {
	texts, err := flagTexts(f.Name, v)
	if err != nil {
		return err
	}
	list, isList := f.Value.(pflag.SliceValue)
	switch {
	case isList && f.Changed:
		return list.Replace(append(texts, list.GetSlice()...))
	case isList:
		f.Changed = true
		return list.Replace(texts)
	case f.Changed:
		return nil
	case len(texts) != 1:
		return fail.Usagef("%s must be one value", f.Name)
	}
	if err := f.Value.Set(texts[0]); err != nil {
		return fail.Usagef("%s can't be %q", f.Name, texts[0])
	}
	f.Changed = true
	return nil
}

// flagTexts is a value as it would be typed after a flag. A mapping is key=value: of metadata and files each pair by itself, of disks and
// networks all pairs with commas.
func flagTexts(name string, v jsontext.Value) ([]string, error) {
	switch v.Kind() {
	case '[':
		var items []jsontext.Value
		if err := json.Unmarshal(v, &items); err != nil {
			return nil, err
		}
		var all []string
		for _, item := range items {
			texts, err := flagTexts(name, item)
			if err != nil {
				return nil, err
			}
			all = append(all, texts...)
		}
		return all, nil
	case '{':
		var m map[string]jsontext.Value
		if err := json.Unmarshal(v, &m); err != nil {
			return nil, err
		}
		var pairs []string
		for _, key := range slices.Sorted(maps.Keys(m)) {
			text, err := scalar(name, m[key])
			if err != nil {
				return nil, err
			}
			pairs = append(pairs, key+"="+text)
		}
		if name == "nic" || name == "block-device" {
			return []string{strings.Join(pairs, ",")}, nil
		}
		return pairs, nil
	}
	text, err := scalar(name, v)
	return []string{text}, err
}

func scalar(name string, v jsontext.Value) (string, error) {
	switch v.Kind() {
	case '"':
		var text string
		err := json.Unmarshal(v, &text)
		return text, err
	case '0', 't', 'f':
		return string(v), nil
	}
	return "", fail.Usagef("a value of %s is neither text nor a number", name)
}
