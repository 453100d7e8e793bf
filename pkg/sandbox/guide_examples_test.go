package sandbox

import (
	"os"
	"path/filepath"
	"testing"
)

// The guide's creates with access addresses work as they stand: the flavor that they name is there by id, and in no list.
func TestGuideCreatesWithAccessAddresses(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for _, number := range []string{"2.10", "2.11", "2.12", "2.13"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "test", "guide", number+"_*"))
		if err != nil || len(files) != 1 {
			t.Fatalf("example %s: %v (%v)", number, files, err)
		}
		request, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		kind := "application/" + filepath.Ext(files[0])[1:]
		r := u.want(202, u.compute("POST", "/servers", string(request), "Content-Type", kind, "Accept", "application/json"))
		made := u.server(at[string](t, u.json(r), "server", "id"))
		if made["accessIPv4"] != "67.23.10.132" || at[string](t, made, "flavor", "id") != "52415800-8b69-11e0-9b19-734f1195ff37" {
			t.Errorf("example %s makes %v", number, made)
		}
	}
	if got := len(u.names("flavors", u.compute("GET", "/flavors", ""))); got != 38 {
		t.Errorf("%d flavors are listed", got)
	}
}
