package clouds

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A vendor's values, over them the cloud's, over them the secrets', over them the region's; and each knows its line.
func TestIn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name, text string) Location {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return Location{Paths: []string{filepath.Join(dir, "none"), path}}
	}
	f, err := Read(
		at("clouds.yaml", "clouds:\n  c:\n    profile: v\n    region-name: r0\n    b: cloud\n    regions:\n    - r1\n    - {name: r2, values: {c: region}}\n  odd: [1]\n"),
		at("secure.yaml", "clouds:\n  c: {c: secure, auth: {password: p}}\n  s: {}\n"),
		at("clouds-public.yaml", "public-clouds:\n  v: {a: vendor, b: vendor, auth: {auth_url: 'https://{region_name}.v'}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(f.Names(), " "); got != "c odd s" {
		t.Errorf("clouds %q", got)
	}
	c, note, err := f.In("c", Wanted{Region: "r2"})
	if err != nil || note != "" {
		t.Fatal(note, err)
	}
	for key, want := range map[string]string{"a": "vendor", "b": "cloud", "c": "region", "region_name": "r2"} {
		if got := c.Top[key].Text; got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if c.Auth["password"].Text != "p" || c.Auth["auth_url"].Text != "https://r2.v" {
		t.Errorf("auth %v", c.Auth)
	}
	if got, want := c.Top["b"].Where, filepath.Join(dir, "clouds.yaml")+", line 5"; got != want {
		t.Errorf("b is in %q, want %q", got, want)
	}
	if _, _, err := f.In("c", Wanted{Region: "r3", Where: "flag --region"}); err == nil || !strings.Contains(err.Error(), `no region "r3" (flag --region)`) {
		t.Errorf("error %v", err)
	}
	if _, _, err := f.In("odd", Wanted{}); err == nil || !strings.Contains(err.Error(), "clouds.yaml, line 9") {
		t.Errorf("error %v", err)
	}
}
