package cmd

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/output"
)

// cloudUpTo is a cloud with Keystone whose newest microversion is 2.newest: it refuses newer ones in Nova's words.
type cloudUpTo struct {
	newest int
	path   string   // of the endpoint
	asked  []string // of compute: what for, and in which version
	posts  int      // that it carried out
	after  int      // the newest version after the first of them, as of another host; 0: the same
}

func (c *cloudUpTo) RoundTrip(r *http.Request) (*http.Response, error) {
	header := http.Header{"Content-Type": {"application/json"}}
	reply := func(status int, body string) (*http.Response, error) { return answer(status, header, body, -1), nil }
	if strings.HasPrefix(r.URL.Path, "/v3") {
		header.Set("X-Subject-Token", "t")
		return reply(http.StatusCreated, `{"token":{"expires_at":"2099-01-01T00:00:00Z","catalog":[{"type":"compute","name":"nova","endpoints":[
			{"interface":"public","region":"R","region_id":"R","url":"https://compute.example.com`+c.path+`"}]}]}}`)
	}
	version := strings.TrimPrefix(r.Header.Get("Openstack-Api-Version"), "compute 2.")
	below := strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, c.path), "/")
	c.asked = append(c.asked, below+" "+version)
	var minor int
	switch _, err := fmt.Sscan(version, &minor); {
	case err == nil && minor > c.newest:
		return reply(http.StatusNotAcceptable, fmt.Sprintf(
			`{"computeFault":{"code":406,"message":"Version 2.%d is not supported by the API. Minimum is 2.1 and maximum is 2.%d."}}`, minor, c.newest))
	case below == "":
		return reply(http.StatusOK, fmt.Sprintf(`{"version":{"id":"v2.1","version":"2.%d","min_version":"2.1"}}`, c.newest))
	}
	if r.Method == http.MethodPost {
		c.posts++
		c.newest = cmp.Or(c.after, c.newest)
	}
	if strings.HasSuffix(below, "/tags") || strings.HasSuffix(below, "/diagnostics") {
		return reply(http.StatusOK, "")
	}
	if len(c.asked) > 20 {
		return reply(http.StatusTeapot, `{}`) // it would be asked for ever
	}
	return reply(http.StatusOK, `{"tenant_usage":`+usageOfOne+`,"tenant_usages":[`+usageOfOne+`],"servers":[],"os-keypairs":[],"keypairs":[],"flavor":{"id":"1","name":"f"},"server":{"id":"s1","name":"web","status":"BUILD"}}`)
}

const usageOfOne = `{"tenant_id":"p","total_vcpus_usage":1,"total_memory_mb_usage":1,"total_local_gb_usage":1,"server_usages":[{"instance_id":"s1"}]}`

// A cloud that takes no markers answers each with its first page: that is no further one.
func TestNovaUsageEnds(t *testing.T) {
	t.Parallel()
	for line, pages := range map[string]int{"usage": 2, "usage-list": 2, "--os-compute-api-version 2.39 usage": 1} {
		cloud := &cloudUpTo{newest: 90, path: "/v2.1"}
		environ := []string{"HOME=" + t.TempDir(), "OS_AUTH_URL=https://identity.example.com/v3", "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_ID=p"}
		err := novaOn(cloud, environ, line)
		asked := slices.DeleteFunc(cloud.asked, func(what string) bool { return !strings.HasPrefix(what, "/os-simple-tenant-usage") })
		if err != nil || len(asked) != pages {
			t.Errorf("%s: %v: %q", line, err, asked)
		}
	}
}

// The versions of a cloud are asked for once for each token, not by each command; a cloud that was set back, or has grown, is noticed.
func TestNovaKeepsVersions(t *testing.T) {
	t.Parallel()
	cloud := &cloudUpTo{newest: 90, path: "/v2.1"}
	environ := []string{"HOME=" + t.TempDir(), "XDG_CACHE_HOME=" + filepath.Join(t.TempDir(), "cache"), "OS_AUTH_URL=https://identity.example.com/v3",
		"OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=p", "OS_USER_DOMAIN_ID=default", "OS_PROJECT_DOMAIN_ID=default"}
	for _, step := range []struct {
		what   string
		newest int
		line   string
		asked  []string
	}{
		{"the first command asks", 90, "list", []string{" ", "/servers/detail 90"}},
		{"the second one knows", 90, "list", []string{"/servers/detail 90"}},
		{"another version that it has", 90, "--os-compute-api-version 2.60 keypair-list", []string{"/os-keypairs 60"}},
		{"set back", 88, "list", []string{"/servers/detail 90", " ", "/servers/detail 88"}},
		{"set back, and known", 88, "list", []string{"/servers/detail 88"}},
		{"grown, and the new one asked for", 96, "--os-compute-api-version 2.93 list", []string{" ", "/servers/detail 93"}},
		{"grown, and known", 96, "list", []string{"/servers/detail 96"}},
	} {
		cloud.newest, cloud.asked = step.newest, nil
		if err := novaOn(cloud, environ, step.line); err != nil {
			t.Errorf("%s: %v", step.what, err)
		}
		if !slices.Equal(cloud.asked, step.asked) {
			t.Errorf("%s: %q was asked for %q; want %q", step.what, step.line, cloud.asked, step.asked)
		}
	}
}

// An endpoint whose path says that there are no microversions isn't asked for them, by any command.
func TestNovaAsksNoVersionsOfV2(t *testing.T) {
	t.Parallel()
	cloud := &cloudUpTo{path: "/v2/p"}
	environ := []string{"HOME=" + t.TempDir(), "OS_AUTH_URL=https://identity.example.com/v3", "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=p"}
	if err := novaOn(cloud, environ, "list"); err != nil || !slices.Equal(cloud.asked, []string{"/servers/detail "}) {
		t.Errorf("%q; %v", cloud.asked, err)
	}
}

// Where half of a cloud's hosts have been set back, a line isn't begun again once one of them has done something.
func TestNovaPostsOnceWhereHostsDiffer(t *testing.T) {
	t.Parallel()
	cloud := &cloudUpTo{newest: 90, path: "/v2.1"}
	environ := []string{"HOME=" + t.TempDir(), "OS_AUTH_URL=https://identity.example.com/v3", "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=p",
		"OS_USER_DOMAIN_ID=default", "OS_PROJECT_DOMAIN_ID=default"}
	if err := novaOn(cloud, environ, "list"); err != nil {
		t.Fatal(err)
	}
	cloud.after = 60
	err := novaOn(cloud, environ, "boot --flavor 1 --boot-volume v1 --nic none web")
	if err == nil || cloud.posts != 1 {
		t.Errorf("%d servers were asked for: %v: %q", cloud.posts, err, cloud.asked)
	}
}

// An answer that is empty where a document is due is an error, as with nova, and neither nothing nor a bug.
func TestNovaEmptyAnswers(t *testing.T) {
	t.Parallel()
	environ := []string{"HOME=" + t.TempDir(), "OS_AUTH_URL=https://identity.example.com/v3", "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=p",
		"OS_USER_DOMAIN_ID=default", "OS_PROJECT_DOMAIN_ID=default"}
	const id = "8c9d1b52-0f6e-4d1a-9d0e-000000000001"
	for line, want := range map[string]string{"server-tag-list " + id: "'tags'", "diagnostics " + id: "the answer is empty"} {
		if err := novaOn(&cloudUpTo{newest: 90, path: "/v2.1"}, environ, line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
}

// novaOn runs a line of nova's.
func novaOn(cloud *cloudUpTo, environ []string, line string) error {
	streams, _, errs := output.Buffers("")
	root := tree(&app.App{Streams: streams, Network: cloud, Environ: environ})
	root.SetArgs(append([]string{"nova"}, strings.Fields(line)...))
	if err := root.ExecuteContext(context.Background()); err != nil {
		return fmt.Errorf("%w: %s", err, errs)
	}
	return nil
}
