package sandbox

import (
	"fmt"
	"path/filepath"
	"testing"
)

// One request costs this much with a file that holds so many servers: opening, reading a page of twenty, closing.
func BenchmarkListPage(b *testing.B) {
	for _, servers := range []int{20, 10000} {
		u := newCloud(b, Options{Path: filepath.Join(b.TempDir(), "sandbox.db"), Quota: Quota{Instances: 1 << 20, RAM: 1 << 40}})
		for made := 0; made < servers; made += 20 {
			u.want(202, u.post(map[string]string{"min_count": "20"}))
		}
		b.Run(fmt.Sprint(servers), func(b *testing.B) {
			for b.Loop() {
				u.want(200, u.compute("GET", "/servers/detail?limit=20", ""))
			}
		})
	}
}

// The least that any request costs with a file.
func BenchmarkShow(b *testing.B) {
	u := newCloud(b, Options{Path: filepath.Join(b.TempDir(), "sandbox.db")})
	id := u.create("web")
	for b.Loop() {
		u.want(200, u.compute("GET", "/servers/"+id, ""))
	}
}

// A create, written to a file and synced.
func BenchmarkCreate(b *testing.B) {
	u := newCloud(b, Options{Path: filepath.Join(b.TempDir(), "sandbox.db"), Quota: Quota{Instances: 1 << 20, RAM: 1 << 40}})
	for b.Loop() {
		u.create("web")
	}
}
