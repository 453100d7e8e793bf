package tables

import "testing"

// Every flavor and extension of the tables is whole, as the service listed it: a cell in the wrong column would be a size that nobody ever bought.
func TestFlavorsAndExtensions(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range append(allFlavors(), RetiredFlavors()...) {
		class, _ := f.ExtraSpecs.Get("class")
		if f.ID == "" || seen[f.ID] || f.Name == "" || *f.RAM < 256 || *f.VCPUs < 1 || *f.Disk < 0 || *f.Ephemeral < 0 || len(f.Swap) == 0 || len(f.RxTxFactor) < 4 || class == "" {
			t.Errorf("%+v", f)
		}
		seen[f.ID] = true
	}
	if len(seen) != 39 || len(AllExtensions()) != 25 {
		t.Errorf("%d flavors, %d extensions", len(seen), len(AllExtensions()))
	}
	for _, e := range AllExtensions() {
		if e.Alias == "" || e.Name == "" || e.Namespace[:7] != "http://" || len(e.Updated) < len("2011-09-27T00:00:00Z") || e.Description == "" {
			t.Errorf("%+v", e)
		}
	}
}
