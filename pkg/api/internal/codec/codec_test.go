package codec

import (
	"reflect"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// testLink stands for a link of a page.
type testLink struct {
	Rel string `json:"rel"`
}

// testCodec returns a codec of few documents: two services mean another thing by "network".
func testCodec(t *testing.T) *Codec {
	t.Helper()
	type cable struct {
		Metres int `json:"metres"`
	}
	c, err := New(Schema{
		Own: []string{"urn:own"}, Links: reflect.TypeFor[testLink](),
		Roots: []Root{
			{Service: "compute", JSON: "network", Types: []reflect.Type{reflect.TypeFor[testLink]()}},
			{Service: "network", JSON: "network", Types: []reflect.Type{reflect.TypeFor[cable]()}},
			{JSON: "fault", Types: []reflect.Type{reflect.TypeFor[testLink]()}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A document is read as its own service means it: one service's declaration says nothing of another's document.
func TestRootsAreAServices(t *testing.T) {
	t.Parallel()
	c := testCodec(t)
	for _, d := range []struct{ name, service, xml, json string }{
		{"a number where it is declared", "network", `<network metres="5"/>`, `{"network":{"metres":5}}`},
		{"a text where it is declared", "compute", `<network rel="5"/>`, `{"network":{"rel":"5"}}`},
		{"not of this service", "network", `<network rel="5"/>`, `{"network":{"rel":5}}`},
		{"of every service", "volume", `<fault rel="5"/>`, `{"fault":{"rel":"5"}}`},
		{"of no service named", "", `<network rel="5"/>`, `{"network":{"rel":"5"}}`},
		{"of none at all", "volume", `<network rel="5"/>`, `{"network":{"rel":5}}`},
	} {
		got, err := c.In(d.service).ToJSON([]byte(d.xml))
		if err != nil || string(got) != d.json {
			t.Errorf("%s: %s, %v; want %s", d.name, got, err, d.json)
		}
		back, err := c.In(d.service).FromJSON(jsontext.Value(d.json))
		if err != nil {
			t.Errorf("%s: %v", d.name, err)
			continue
		}
		if again, err := c.In(d.service).ToJSON(back); err != nil || string(again) != d.json {
			t.Errorf("%s: by way of %s it is %s, %v", d.name, back, again, err)
		}
	}
}

// Two rows for one root of a service would make one of them unreadable.
func TestRootsAreDeclaredOnce(t *testing.T) {
	t.Parallel()
	row := Root{Service: "compute", JSON: "server", Types: []reflect.Type{reflect.TypeFor[testLink]()}}
	if _, err := New(Schema{Roots: []Root{row, row}}); err == nil {
		t.Error("it is not found")
	}
}

// Two declarations that share an element and contradict each other are found when the registry is built.
func TestConflictsAreFound(t *testing.T) {
	t.Parallel()
	type base struct {
		Name string     `json:"name"`
		Tags []testLink `json:"tags" xml:"tags>tag"`
	}
	for name, other := range map[string]any{
		"another type": struct {
			Name int `json:"name"`
		}{},
		"another place": struct {
			Name string `json:"name" xml:",element"`
		}{},
		"another XML name": struct {
			Name string `json:"name" xml:"title"`
		}{},
		"the same XML name": struct {
			Title string `json:"title" xml:"name"`
		}{},
		"another wrapper": struct {
			Tags []testLink `json:"tags" xml:"labels>tag"`
		}{},
		"another item": struct {
			Tags []string `json:"tags" xml:"tags>tag"`
		}{},
		"an unknown option": struct {
			Size int `json:"size" xml:",elemnt"`
		}{},
		"no place for it": struct {
			Size float32 `json:"size"`
		}{},
	} {
		if _, err := testCodec(t).unitedShape(reflect.TypeFor[base](), reflect.TypeOf(other)); err == nil {
			t.Errorf("%s: not found", name)
		}
	}
	if _, err := testCodec(t).unitedShape(reflect.TypeFor[base](), reflect.TypeFor[base]()); err != nil {
		t.Errorf("a type conflicts with itself: %v", err)
	}
}
