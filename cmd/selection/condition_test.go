package selection

import (
	"testing"
	"time"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
)

var servers = &ref.Finder{Noun: "server", FilterKeys: []string{"image", "flavor", "ip", "size"}}

// What fits a filter, and what doesn't say what is asked for and so doesn't fit.
func TestConditions(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 10, 12, 0, 0, 0, time.UTC)
	facts := ref.Facts{
		ID: "i1", Name: "web-1", Status: "ACTIVE", Created: "2026-01-02T12:00:00Z",
		Metadata: api.Metadata{{Key: "role", Value: "web"}, {Key: "a,b", Value: "c,d"}},
		More:     map[string][]string{"image": {""}, "ip": {"10.0.0.7", "198.51.100.7"}, "size": {"20"}},
	}
	for text, want := range map[string]bool{
		"status=active": true, "status=ERROR": false, "status!=ERROR": true, "status=": false, "name=web-*": true, "name=web": false,
		"meta.role=web": true, "meta.role=w*": true, "meta.Role=web": false, "meta.role!=db": true, "meta.x!=db": true, "meta.x=": false, "meta.x=*": false,
		`meta.a\,b=c\,d`: true, "status=ACTIVE,meta.role=db": false, "status=ACTIVE, meta.role=web": true,
		"age>7d": true, "age>8d": false, "age>=8d": true, "age<9d": true, "age<1h": false, "age>1d12h": true,
		"ip=198.51.100.7": true, "ip=10.*": true, "ip!=10.*": false, "ip=10.0.0.8": false,
		"image=x": false, "image=": true, "flavor=": false, "flavor=*": false, // of the flavor it says nothing
		"size>10": true, "size>=20": true, "size<20": false, "flavor>1": false, "ID=i1": true,
	} {
		list, err := parse(servers, []string{text})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		fits := true
		for _, c := range list {
			fits = fits && c.fits(facts, now)
		}
		if fits != want {
			t.Errorf("%s: %v", text, fits)
		}
	}
	if (&condition{key: "age", op: ">", age: 0}).fits(ref.Facts{}, now) {
		t.Error("what has no age is older than nothing")
	}
}

// A filter that says nothing, or what nobody knows, chooses nothing: it is refused.
func TestOddFilters(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", " ", ",", "status", "status=ACTIVE,", "colour=red", "meta.=x", "=x", "age=7d", "age>x", "age>-1h", "age>", "status>ERROR", "a!b", "!status=ERROR",
	} {
		if list, err := parse(servers, []string{text}); err == nil {
			t.Errorf("%q: %+v", text, list)
		}
	}
}

// What the cloud is asked for is no more than what it answers as is meant here.
func TestAsked(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]map[string]string{
		"status=error,image=i":             {"status": "ERROR", "image": "i"},
		"status!=ERROR,age>7d,meta.a=b":    {},
		"status=E*,image=Deb*,name=web-?x": {ref.NamePrefix: "web-"},
		"status=DELETED,name=db":           {ref.NamePrefix: "db"},
	} {
		list, err := parse(servers, []string{text})
		got := asked(list)
		if err != nil || len(got) != len(want) {
			t.Errorf("%s: %v %v", text, got, err)
		}
		for k, v := range want {
			if got[k] != v {
				t.Errorf("%s: %s is %q", text, k, got[k])
			}
		}
	}
}

// A pattern of names of another noun fits ids by their names alone, whatever the id looks like. Of an id that nobody knows the name of, != doesn't fit
// either: it might be one of them.
func TestPatternOfOtherNoun(t *testing.T) {
	t.Parallel()
	const gone = "11111111-2222-3333-4444-555555555555"
	names := map[string]string{"i1": "Debian 12", "i2": "Ubuntu", "i3": "", "a12b": "Ubuntu"}
	for _, test := range []struct {
		pattern   string
		values    []string
		fits, not bool
	}{
		{"Debian*", []string{"i1"}, true, false},
		{"Debian*", []string{"i2"}, false, true},
		{"Debian*", []string{"i3"}, false, true},
		{"Debian*", []string{gone}, false, false},
		{"Debian*", []string{"9"}, false, false},
		{"Debian*", []string{""}, false, true},
		{"Debian*", []string{"", "Debian 7"}, true, false}, // it tells the name alone
		{"Debian*", []string{"", "i1"}, false, true},
		{"*12*", []string{"i1"}, true, false},
		{"*12*", []string{"a12b"}, false, true},
		{"1*", []string{gone}, false, false},
		{"*", []string{"i3"}, true, false},
		{"*", nil, false, true},
	} {
		for op, want := range map[string]bool{"=": test.fits, "!=": test.not} {
			list, err := parse(servers, []string{"image" + op + test.pattern})
			if err != nil {
				t.Fatal(err)
			}
			list[0].names = names
			if got := list[0].fits(ref.Facts{More: map[string][]string{"image": test.values}}, time.Time{}); got != want {
				t.Errorf("image%s%s of %q: %v", op, test.pattern, test.values, got)
			}
		}
	}
}
