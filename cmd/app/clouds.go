package app

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/config"
)

// Location is a cloud and a region of it.
type Location struct{ Cloud, Region string }

// String returns both, as far as they have names.
func (p Location) String() string { return strings.TrimSpace(p.Cloud + " " + p.Region) }

// allRegions is the value of --region that stands for all that a cloud has.
const allRegions = "all"

// Clouds returns an App for each of the clouds and regions that --cloud a,b and --region DFW,ORD or all name, in that order, with an error in the
// place of each that can't be made. It returns none where one cloud is named, or none.
func (a *App) Clouds(ctx context.Context, cmd *cobra.Command) ([]*App, []error) {
	clouds, regions := values(cmd, "cloud"), values(cmd, "region")
	if len(clouds) < 2 && len(regions) < 2 && regions[0] != allRegions {
		return nil, nil
	}
	var asked []*App
	for _, cloud := range clouds {
		if regions[0] == allRegions {
			asked = append(asked, a.at(cmd, Location{cloud, allRegions}))
			continue
		}
		for _, region := range regions {
			asked = append(asked, a.at(cmd, Location{cloud, region}))
		}
	}
	for _, at := range asked {
		_, _ = at.Config(cmd) // one after the other, as each sets the form of errors; expand has what is wrong
	}
	found, failed := make([][]*App, len(asked)), make([]error, len(asked))
	var all bug.Group
	for i, at := range asked {
		all.Go(func() { found[i], failed[i] = at.expand(ctx, cmd) })
	}
	all.Wait()
	var apps []*App
	var errs []error
	for i := range asked {
		apps = append(apps, found[i]...)
		errs = append(errs, fail.Op("look at the cloud", asked[i].Location.String(), failed[i]))
	}
	for _, at := range apps {
		_, _ = at.Config(cmd)
	}
	return apps, errs
}

// values are the values of a flag, with commas between; one that is empty where it isn't given.
func values(cmd *cobra.Command, name string) []string {
	f := cmd.Flags().Lookup(name)
	if f == nil {
		return []string{""}
	}
	var list []string
	for v := range strings.SplitSeq(f.Value.String(), ",") {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	}
	if list == nil {
		return []string{""}
	}
	return list
}

// at is a for one place.
func (a *App) at(cmd *cobra.Command, p Location) *App {
	fs := pflag.NewFlagSet(cmd.Name(), pflag.ContinueOnError)
	config.AddFlags(fs)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if fs.Lookup(f.Name) != nil && f.Name != "cloud" && f.Name != "region" {
			_ = fs.Set(f.Name, f.Value.String()) // it was parsed before
		}
	})
	for name, value := range map[string]string{"cloud": p.Cloud, "region": p.Region} {
		if value != "" {
			_ = fs.Set(name, value)
		}
	}
	return &App{
		Streams: a.Streams, Environ: a.Environ, Version: a.Version, Network: a.Network, Curl: a.Curl, DryRun: a.DryRun, Passwords: a.Passwords,
		Others: a.Others, flags: fs, Location: p,
	}
}

// expand signs in, and returns a or, where it stands for all regions, one for each: those that the profile lists, else those of the catalog.
func (a *App) expand(ctx context.Context, cmd *cobra.Command) ([]*App, error) {
	cfg, err := a.Config(cmd)
	if err != nil {
		return nil, err
	}
	a.Location.Cloud = cmp.Or(a.Location.Cloud, cfg.Profile())
	c, err := a.Client(cmd)
	var listed *config.Error
	if a.Location.Region == allRegions && errors.As(err, &listed) && listed.Regions != nil {
		return a.each(cmd, listed.Regions), nil
	}
	if err != nil {
		return nil, err
	}
	s, err := c.Session(ctx)
	var others *identity.RegionError
	if a.Location.Region == allRegions && errors.As(err, &others) {
		return a.each(cmd, others.Available), nil
	}
	if err != nil {
		return nil, err
	}
	a.Location.Region = s.Region
	return []*App{a}, nil
}

// each is a for each of its regions.
func (a *App) each(cmd *cobra.Command, regions []string) []*App {
	apps := make([]*App, len(regions))
	for i, region := range regions {
		apps[i] = a.at(cmd, Location{a.Location.Cloud, region})
	}
	return apps
}

// Use makes a be for the place of another App.
func (a *App) Use(at *App) {
	a.cfg, a.client, a.flags, a.Location = at.cfg, at.client, at.flags, at.Location
}
