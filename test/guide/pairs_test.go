package guide

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
)

// otherValues are pairs of the guide that are about two resources: their members and types agree, values don't.
var otherValues = map[string]bool{
	"attach-volume-request":                          true,
	"change-administrator-password-request":          true,
	"create-server-with-access-ip-request":           true,
	"create-server-with-multiple-access-ips-request": true,
	"extended-server-response":                       true,
	"get-image-details-response":                     true,
	"get-limits-response":                            true,
	"get-server-details-response":                    true,
	"list-addresses-response":                        true,
	"list-images-response":                           true,
	"place-a-server-in-rescue-mode-response":         true,
	"rescue-server-request":                          true,
	"rescue-server-response":                         true,
	"resize-server-with-os-dcf-diskconfig-request":   true,
	"server-in-error-state":                          true,
	"update-server-access-address-response":          true,
	"update-server-name-response":                    true,
}

// otherMembers are pairs that don't even have the same members, and which.
var otherMembers = map[string]string{
	"full-image-reference-in-create-server-request-request": "networks only in JSON, disk configuration only in XML",
	"get-flavor-details-response":                           "OS-FLV-DISABLED:disabled only in JSON",
	"image-reference-in-create-server-request-request":      "networks only in JSON",
	"list-addresses-by-network-response":                    "JSON is read as clouds write it, {\"public\":[…]} (fact 37)",
	"list-flavors-response":                                 "OS-FLV-DISABLED:disabled only in JSON",
	"rebuild-server-request":                                "flavorRef only in JSON",
	"rebuild-server-response":                               "config_drive only in JSON",
	"rebuild-server-with-os-dcf-diskconfig-request":         "flavorRef only in JSON",
}

// Where the guide shows a document in JSON and in XML, the XML reads as that JSON, and the JSON writes as that XML.
func TestPairs(t *testing.T) {
	t.Parallel()
	sides := map[string]map[api.Format]example{}
	for _, e := range examples(t, ".") {
		if sides[e.title()] == nil {
			sides[e.title()] = map[api.Format]example{}
		}
		sides[e.title()][e.format] = e
	}
	pairs := 0
	for title, pair := range sides {
		if len(pair) == 2 {
			pairs++
			t.Run(title, func(t *testing.T) {
				t.Parallel()
				checkPair(t, pair, otherValues[title], otherMembers[title])
			})
		}
	}
	if pairs != 60 {
		t.Errorf("%d pairs: files were lost or renamed", pairs)
	}
	checkTables(t, sides, otherValues, otherMembers)
}

// checkTables says that the exceptions are about pairs that exist.
func checkTables(t *testing.T, sides map[string]map[api.Format]example, values map[string]bool, members map[string]string) {
	t.Helper()
	for title := range values {
		if len(sides[title]) != 2 || members[title] != "" {
			t.Errorf("the exception %s is no pair, or is there twice", title)
		}
	}
	for title := range members {
		if len(sides[title]) != 2 {
			t.Errorf("the exception %s is no pair", title)
		}
	}
}

// checkPair compares the two sides of a pair. One that differs must say so in a table, and one in a table must differ.
func checkPair(t *testing.T, pair map[api.Format]example, values bool, members string) {
	t.Helper()
	inJSON := pair[api.JSON].data
	doc, err := api.ToJSON(api.XML, pair[api.XML].data)
	if err != nil {
		t.Fatal(err)
	}
	exact := cmp.Diff(canonicalJSON(t, inJSON), canonicalJSON(t, doc))
	want, got := skeleton(t, inJSON), skeleton(t, doc)
	dropNulls(want, got)
	shape := cmp.Diff(want, got)
	switch {
	case members != "" && shape == "":
		t.Errorf("the members are the same: the exception (%s) is stale", members)
	case members != "":
	case shape != "":
		t.Errorf("MEMBERS the XML reads with other members or types (-JSON +XML):\n%s", shape)
	case values && exact == "":
		t.Error("the values are the same: the exception is stale")
	case !values && exact != "":
		t.Errorf("VALUES the XML reads as another document (-JSON +XML):\n%s", exact)
	}
}
