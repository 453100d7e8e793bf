package build

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
)

// createRequest makes the request from the file of -f, where there is one, and the flags, which win. ImageRef and FlavorRef are
// still as they were typed. Next is the password that the flags have for each server, or "". It sends nothing.
func createRequest(ctx context.Context, a *app.App, f *createFlags, names []string) (req api.ServerCreate, next func() string, err error) {
	if req, err = createFile(a, f); err != nil {
		return req, nil, err
	}
	b, err := f.read(ctx, a)
	if err != nil {
		return req, nil, err
	}
	if len(names) > 0 {
		req.Name = names[0]
	}
	req.ImageRef, req.FlavorRef = cmp.Or(b.image, req.ImageRef), cmp.Or(f.flavor, req.FlavorRef)
	req.AccessIPv4, req.AccessIPv6 = cmp.Or(b.accessIPv4, req.AccessIPv4), cmp.Or(b.accessIPv6, req.AccessIPv6)
	req.DiskConfig = cmp.Or(b.diskConfig, req.DiskConfig)
	req.Metadata = merge(req.Metadata, b.metadata)
	req.Personality = append(req.Personality, b.files...)
	if len(f.networks) > 0 {
		req.Networks = networkRefs(f.networks)
	}
	if err := f.apply(&req); err != nil {
		return req, nil, err
	}
	return req, b.adminPass, complete(f.count, req)
}

// merge sets the pairs of more in m.
func merge(m, more api.Metadata) api.Metadata {
	for _, p := range more {
		i := slices.IndexFunc(m, func(old api.Pair) bool { return old.Key == p.Key })
		if i < 0 {
			m = append(m, p)
		} else {
			m[i] = p
		}
	}
	return m
}

// complete checks that nothing is missing that every server needs.
func complete(count int, req api.ServerCreate) error {
	if count < 1 {
		return fail.Usagef("--count %d: it must be 1 or more", count)
	}
	switch {
	case req.Name == "":
		return fail.Usagef("the server has no name: give it as an argument")
	case req.ImageRef == "" && len(bootDisks(req)) == 0 || req.FlavorRef == "":
		return &fail.UsageError{
			Message: "a server needs --image and --flavor",
			Advice:  "see novactl image list and novactl flavor list",
		}
	}
	return nil
}

// cut splits dst=src.
func cut(flag string) (dst, src string, ok bool) {
	dst, src, ok = strings.Cut(flag, "=")
	return dst, src, ok && dst != "" && src != ""
}

// numbered is the name of the i-th server of several.
func numbered(name string, i int) string { return fmt.Sprintf("%s-%d", name, i+1) }
