package guide

import (
	"fmt"
	"testing"

	"github.com/go-json-experiment/json"
)

// skeleton is a document without its values: the names of members and their types, as paths. Two documents about
// different servers have the same one.
func skeleton(t *testing.T, doc []byte) map[string]string {
	t.Helper()
	var v any
	if err := json.Unmarshal(doc, &v); err != nil {
		t.Fatal(err)
	}
	paths := map[string]string{}
	walk(paths, "", v)
	return paths
}

func walk(paths map[string]string, at string, v any) {
	switch v := v.(type) {
	case map[string]any:
		paths[at] = "object"
		for name, member := range v {
			if keyed[lastName(at)] {
				name = "*"
			}
			walk(paths, at+"/"+name, member)
		}
	case []any:
		paths[at] = "list"
		for _, item := range v {
			walk(paths, at+"/[]", item)
		}
	case nil:
		if _, ok := paths[at]; !ok {
			paths[at] = "null"
		}
	default:
		paths[at] = fmt.Sprintf("%T", v)
	}
}

// dropNulls takes out of both skeletons what one of them has as null: that is any type.
func dropNulls(a, b map[string]string) {
	for _, pair := range [][2]map[string]string{{a, b}, {b, a}} {
		for path, kind := range pair[0] {
			if kind == "null" && pair[1][path] != "" {
				delete(pair[0], path)
				delete(pair[1], path)
			}
		}
	}
}

// keyed are the objects whose members' names are data.
var keyed = map[string]bool{"metadata": true, "addresses": true, "absolute": true, "OS-FLV-WITH-EXT-SPECS:extra_specs": true}

func lastName(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			return path[i+1:]
		}
	}
	return path
}
