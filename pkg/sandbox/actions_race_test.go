package sandbox

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// Of actions that come at once one is accepted, and the others are told what is going on; metadata that many add is all kept.
func TestActionsAtOnce(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	var rebuilt, refused atomic.Int64
	var all sync.WaitGroup
	for i := range 32 {
		all.Go(func() {
			r := u.compute("POST", "/servers/"+id+"/metadata", fmt.Sprintf(`{"metadata":{"k%d":"v"}}`, i))
			if r.status != 200 {
				t.Errorf("metadata: %s", r.body)
			}
		})
		all.Go(func() {
			switch r := u.act(id, `{"resize":{"flavorRef":"3"}}`); r.status {
			case 202:
				rebuilt.Add(1)
			case 409:
				refused.Add(1)
			default:
				t.Errorf("resize: %s", r.body)
			}
		})
	}
	all.Wait()
	if rebuilt.Load() != 1 || refused.Load() != 31 {
		t.Errorf("%d accepted, %d refused", rebuilt.Load(), refused.Load())
	}
	if got := at[map[string]any](t, u.server(id), "metadata"); len(got) != 32 {
		t.Errorf("%d items: %v", len(got), got)
	}
	if got := at[float64](t, u.json(u.compute("GET", "/limits", "")), "limits", "absolute", "totalRAMUsed"); got != 1024 {
		t.Errorf("RAM used: %v", got)
	}
}
