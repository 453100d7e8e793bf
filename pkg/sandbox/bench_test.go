package sandbox

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/seed"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// crowded is a cloud in a file with so many servers, and as many that are deleted.
func crowded(b *testing.B, servers int) (u *cloudUnderTest, ids []string) {
	b.Helper()
	u = newCloud(b, Options{Path: filepath.Join(b.TempDir(), "sandbox.db"), Quota: vast})
	u.fill(servers)
	u.deleteAll()
	u.fill(servers)
	return u, u.ids()
}

// One request costs this much with a file that holds so many servers: opening, reading a page of twenty, closing. The last page
// costs what the first does, and ten thousand servers cost what twenty do.
func BenchmarkListPage(b *testing.B) {
	for _, servers := range []int{20, 10000} {
		u, ids := crowded(b, servers)
		for name, marker := range map[string]string{"first": "", "last": ids[max(0, len(ids)-21)]} {
			b.Run(fmt.Sprint(servers, "/", name), func(b *testing.B) {
				for b.Loop() {
					u.want(200, u.compute("GET", "/servers/detail?limit=20&marker="+marker, ""))
				}
			})
		}
	}
}

// What is done to one server among ten thousand, and what looks at all of them: filters, and what has changed.
func BenchmarkAmong(b *testing.B) {
	for _, servers := range []int{20, 10000} {
		u, ids := crowded(b, servers)
		get := func(path string) func() { return func() { u.want(200, u.compute("GET", path, "")) } }
		for name, do := range map[string]func(){
			"show":    get("/servers/" + ids[len(ids)/2]),
			"limits":  get("/limits"),
			"create":  func() { u.create("web") },
			"change":  func() { u.want(200, u.compute("PUT", "/servers/"+ids[0], `{"server":{"name":"x"}}`)) },
			"filter":  get("/servers/detail?name=none"),
			"changes": get("/servers/detail?limit=20&changes-since=2030-01-01"),
			"status": func() {
				if _, err := u.Status(); err != nil {
					b.Error(err)
				}
			},
		} {
			b.Run(fmt.Sprint(servers, "/", name), func(b *testing.B) {
				for b.Loop() {
					do()
				}
			})
		}
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
	u := newCloud(b, Options{Path: filepath.Join(b.TempDir(), "sandbox.db"), Quota: compute.Quota{Instances: 1 << 20, RAM: 1 << 40}})
	for b.Loop() {
		u.create("web")
	}
}

// A seed of so many servers, into a file that there is not yet.
func BenchmarkSeed(b *testing.B) {
	for _, servers := range []int{2000, 10000, 50000} {
		b.Run(fmt.Sprint(servers), func(b *testing.B) {
			all := seed.Seed{
				Quotas:  []tables.TenantQuota{{Tenant: tables.Tenant, Quota: compute.NoQuota()}},
				Servers: []seed.Server{{Name: "web", Count: servers, Image: precise, Flavor: "2"}},
			}
			for b.Loop() {
				u := newCloud(b, Options{Path: filepath.Join(b.TempDir(), "sandbox.db")})
				if err := u.ResetTo(b.Context(), all); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A page of a hundred of ten thousand servers that nothing happens to, again and again.
func BenchmarkPageOfSettled(b *testing.B) {
	u := newCloud(b, Options{Path: filepath.Join(b.TempDir(), "sandbox.db")})
	err := u.ResetTo(b.Context(), seed.Seed{
		Quotas:  []tables.TenantQuota{{Tenant: tables.Tenant, Quota: compute.NoQuota()}},
		Servers: []seed.Server{{Name: "web", Count: 10000, Image: precise, Flavor: "2"}},
	})
	if err != nil {
		b.Fatal(err)
	}
	u.token = u.signIn(tables.User, tables.Password)
	for b.Loop() {
		u.want(200, u.compute("GET", "/servers/detail?limit=100", ""))
	}
}
