// Package compare holds the sandbox's Compute v2.1 against a real one, request by request, at several microversions: the same status, the same
// members of documents, the same refusals. testdata/recorded-*.json have what a Nova 34 (2026.2) answered: no values but the texts of refusals,
// and those without ids. With NOVACTL_COMPARE_COMPUTE, the URL of a real one, and NOVACTL_COMPARE_VERSION they are recorded anew: cloud_test.go
// says what else that needs; as the user admin the requests of an administrator are.
package compare

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// versions are those that were recorded.
var versions = []string{"2.1", "2.26", "2.60", "2.93", "2.104"}

// answer is what counts of an answer.
type answer struct {
	Status  int      `json:"status"`
	Message string   `json:"message,omitempty"` // of a refusal
	Members []string `json:"members,omitempty"` // with their types
}

// part is some of the requests: a user's, in testdata/requests.txt, or an administrator's.
type part struct {
	suffix   string // of its files
	versions []string
	user     func(testing.TB) *cloud
}

var parts = []part{
	{"", versions, newSandbox},
	{"-admin", []string{"2.1", "2.104"}, newSandboxOfAdmin},
}

// recordedFile has the answers of the real cloud at a version.
func (p part) recordedFile(version string) string {
	return "testdata/recorded" + p.suffix + "-" + version + ".json"
}

// TestCompare sends the requests to the sandbox, and compares its answers with those that were recorded.
func TestCompare(t *testing.T) {
	t.Parallel()
	if os.Getenv("NOVACTL_COMPARE_COMPUTE") != "" {
		p := parts[0]
		if os.Getenv("OS_USERNAME") == "admin" {
			p = parts[1]
		}
		p.record(t, os.Getenv("NOVACTL_COMPARE_VERSION"))
		return
	}
	needed := map[string]bool{}
	for _, p := range parts {
		p.compare(t, needed)
	}
	for name := range differences {
		if !needed[name] {
			t.Errorf("%s: there is no difference any more", name)
		}
	}
}

// compare sends the requests of a part to the sandbox at each version, and notes which differences there are.
func (p part) compare(t *testing.T, needed map[string]bool) {
	t.Helper()
	for _, version := range p.versions {
		data, err := os.ReadFile(p.recordedFile(version))
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]answer{}
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
		got := map[string]answer{}
		p.run(t, p.user(t), version, func(name string, a answer) { got[name] = a })
		for _, name := range slices.Sorted(maps.Keys(want)) {
			switch diff := compare(want[name], got[name]); {
			case diff == "":
			case differences[name] != "":
				needed[name] = true
			default:
				t.Errorf("%s %s: %s", version, name, diff)
			}
		}
	}
}

// compare says how an answer differs from the real one; "": not.
func compare(want, got answer) string {
	if want.Status != got.Status || anonymous(want.Message) != anonymous(got.Message) {
		return fmt.Sprintf("\n\treal    %d %s\n\tsandbox %d %s", want.Status, want.Message, got.Status, got.Message)
	}
	var diff []string
	for _, m := range want.Members {
		if !slices.Contains(got.Members, m) {
			diff = append(diff, "-"+m)
		}
	}
	for _, m := range got.Members {
		if !slices.Contains(want.Members, m) {
			diff = append(diff, "+"+m)
		}
	}
	return strings.Join(diff, " ")
}

// record asks the real cloud at a version, and writes its answers down as they come: a slow cloud takes long.
func (p part) record(t *testing.T, version string) {
	t.Helper()
	all := map[string]answer{}
	c := newRealCloud(t)
	c.tidy(t)
	p.run(t, c, version, func(name string, a answer) {
		all[name] = a
		data, err := json.MarshalIndent(all, "", " ")
		if err == nil {
			err = os.WriteFile(p.recordedFile(version), append(data, '\n'), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	c.tidy(t)
}

// run sends all requests of a part at a version.
func (p part) run(t *testing.T, c *cloud, version string, see func(name string, a answer)) {
	t.Helper()
	script, err := os.ReadFile("testdata/requests" + p.suffix + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var body string
	for line := range strings.Lines(string(script)) {
		line = strings.TrimSpace(line)
		fields := strings.SplitN(line, " ", 4)
		switch {
		case line == "" || line[0] == '#':
		case fields[0] == ">":
			then(t, c, fields[1:], body)
		default:
			sent := ""
			if len(fields) == 4 {
				sent = c.fill(fields[3], version)
			}
			var status int
			status, body = c.send(t, fields[1], c.fill(fields[2], version), version, sent)
			see(fields[0], reduce(status, body))
		}
	}
}

// then does what a line with > says with the answer before it.
func then(t *testing.T, c *cloud, words []string, body string) {
	t.Helper()
	switch words[0] {
	case "save":
		var v any
		_ = json.Unmarshal([]byte(body), &v)
		for step := range strings.SplitSeq(words[2], ".") {
			switch at := v.(type) {
			case map[string]any:
				v = at[step]
			case []any:
				if i, err := strconv.Atoi(step); err == nil && i < len(at) {
					v = at[i]
				}
			}
		}
		text, _ := v.(string)
		if number, ok := v.(float64); ok {
			text = strconv.Itoa(int(number))
		}
		if text == "" {
			t.Fatalf("%v: nothing in %s", words, body)
		}
		c.names[words[1]] = text
	case "wait":
		c.waitFor(t, words[1])
	case "gone":
		c.waitFor(t, "")
	}
}

var (
	uuids     = regexp.MustCompile(`[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|\b1704\d\d\b|\b010101\b`)
	flavorRef = regexp.MustCompile(`'flavorRef': '[0-9]+'`)
	aggregate = regexp.MustCompile(`(?i)(aggregate '?)[0-9]+`)
	hosts     = regexp.MustCompile(`\bcompute-?[0-9]\b`)
	loopback  = regexp.MustCompile(`https?://[^/\s"]+`)
)

// reduce leaves of an answer what is to be the same in every cloud.
func reduce(status int, body string) answer {
	a := answer{Status: status}
	var doc any
	if json.Unmarshal([]byte(body), &doc) != nil {
		return a
	}
	root, _ := doc.(map[string]any)
	if status >= 400 {
		for name, fault := range root {
			if members, ok := fault.(map[string]any); ok {
				text, _ := members["message"].(string)
				a.Message = name + ": " + anonymous(text)
			}
		}
		return a
	}
	seen := map[string]bool{}
	members("", doc, seen)
	a.Members = slices.Sorted(maps.Keys(seen))
	return a
}

// anonymous is a text without what only one cloud has.
func anonymous(text string) string {
	if before, names, ok := strings.Cut(text, " is not one of ["); ok {
		list := strings.Split(strings.TrimSuffix(names, "]"), ", ") // the real one has some of them in another order each time
		slices.Sort(list)
		text = before + " is not one of [" + strings.Join(list, ", ") + "]"
	}
	text = flavorRef.ReplaceAllString(text, "'flavorRef': '{flavor}'")
	text = hosts.ReplaceAllString(aggregate.ReplaceAllString(text, "${1}{id}"), "{host}")
	return loopback.ReplaceAllString(uuids.ReplaceAllString(text, "{uuid}"), "{url}")
}

// free are the members whose own members are names of a user's.
var free = []string{"addresses", "metadata", "extra_specs", "properties", "scheduler_hints", "meta"}

// filled are those of them that one cloud has something in, and the other hasn't.
var filled = []string{"extra_specs", "properties", "scheduler_hints"}

// members notes the members of a document, with their types.
func members(path string, v any, seen map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		if slices.Contains(filled, path[strings.LastIndexByte(path, '.')+1:]) {
			seen[path+" {}"] = true
			return
		}
		for name, member := range v {
			if last := path[strings.LastIndexByte(path, '.')+1:]; slices.Contains(free, last) {
				name = "*"
			}
			members(strings.TrimPrefix(path+"."+name, "."), member, seen)
		}
		if len(v) > 0 {
			return
		}
		seen[path+" {}"] = true
	case []any:
		for _, item := range v {
			members(path+"[]", item, seen)
		}
		if len(v) == 0 {
			seen[path+" []"] = true
		}
	case string:
		seen[path+" text"] = true
	case float64:
		seen[path+" number"] = true
	case bool:
		seen[path+" truth"] = true
	case nil:
		seen[path+" null"] = true
	}
}
