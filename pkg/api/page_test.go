package api

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// A page gives every item byte by byte as it came, and the collection's links.
func TestSplitPage(t *testing.T) {
	t.Parallel()
	const next = `{"rel":"next","href":"http://h/servers?marker=2"}`
	for _, c := range []struct {
		name, doc string
		items     []string
		next      bool
	}{
		{"a page", `{"servers":[{"id":"1","x": 1.0},{"id" : "2"}],"servers_links":[` + next + `]}`, []string{`{"id":"1","x": 1.0}`, `{"id" : "2"}`}, true},
		{"links first, blanks", "{ \"servers_links\" : [" + next + "] ,\n \"servers\" : [ {\"a\":\"]}\\\"\"} , null ] }", []string{`{"a":"]}\""}`, "null"}, true},
		{"empty", `{"servers":[]}`, nil, false},
		{"null", `{"servers":null,"other":{"servers":[1]}}`, nil, false},
		{"repeated", `{"servers":[1],"servers":[2]}`, []string{"2"}, false},
	} {
		page, err := SplitPage(jsontext.Value(c.doc), "servers")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var items []string
		for item := range page.Items {
			items = append(items, string(item))
		}
		if !slices.Equal(items, c.items) || page.Len != len(c.items) {
			t.Errorf("%s: %d items %q", c.name, page.Len, items)
		}
		if link, ok := page.Link("next"); ok != c.next || ok && link.Href != "http://h/servers?marker=2" {
			t.Errorf("%s: next is %+v, %v", c.name, link, ok)
		}
	}
}

// An item that is appended to must not run into the next.
func TestSplitPageItemsAreApart(t *testing.T) {
	t.Parallel()
	page, err := SplitPage(jsontext.Value(`{"servers":[{"id":"1"},{"id":"2"}]}`), "servers")
	if err != nil {
		t.Fatal(err)
	}
	items := slices.Collect(page.Items)
	_ = append(items[0], "xxx"...)
	if string(items[1]) != `{"id":"2"}` {
		t.Errorf("the second is %s", items[1])
	}
}

// A list that isn't whole is an error, never a shorter list.
func TestSplitPageRefuses(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{"", "{}", `[]`, `{"servers":{}}`, `{"servers":[1,]}`, `{"servers":[{"id":"1"}`, `{"servers":[1]`, `{"servers":[1]}x`,
		`{"images":[]}`, `{"servers":[],"servers_links":5}`} {
		if page, err := SplitPage(jsontext.Value(doc), "servers"); err == nil {
			t.Errorf("%s is %d items", doc, page.Len)
		}
	}
}

func TestMember(t *testing.T) {
	t.Parallel()
	v, err := Member(jsontext.Value(`{"a":1, "server" : {"id": "1"} }`), "server")
	if err != nil || string(v) != `{"id": "1"}` {
		t.Errorf("%s, %v", v, err)
	}
	if _, err := Member(jsontext.Value(`{"a":1}`), "server"); err == nil || !strings.Contains(err.Error(), "server") {
		t.Errorf("a member that is missing: %v", err)
	}
}

// A page that is written is a page that is read, in both formats.
func TestMarshalPage(t *testing.T) {
	t.Parallel()
	for _, f := range []Format{JSON, XML} {
		body, err := MarshalPage(f, "servers", []Server{{ID: "1"}, {ID: "2"}}, []Link{{Rel: "next", Href: "h&m"}})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := ToJSON(f, body)
		if err != nil {
			t.Fatal(err)
		}
		if want := `{"servers":[{"id":"1"},{"id":"2"}],"servers_links":[{"rel":"next","href":"h&m"}]}`; string(doc) != want {
			t.Errorf("%s: %s", f, doc)
		}
	}
	if body, err := MarshalPage[Server](JSON, "servers", nil, nil); string(body) != `{"servers":[]}` || err != nil {
		t.Errorf("no items: %s, %v", body, err)
	}
}
