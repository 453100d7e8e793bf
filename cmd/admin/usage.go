package admin

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

var usages = resource.Type{
	ResourceType: client.ResourceType{Noun: "usage", One: "tenant_usage"},
	Columns: []resource.Column{
		{Name: "Project", Member: "tenant_id", Help: "id of the project"},
		{Name: "Servers", Member: "server_usages.instance_id", Unit: resource.Count, Help: "how many servers were there"},
		{Name: "Hours", Member: "total_hours", Unit: resource.Hours, Help: "hours that servers were there, all added up"},
		{Name: "VCPU Hours", Member: "total_vcpus_usage", Unit: resource.Hours, Help: "the same, times their processors"},
		{Name: "RAM MB Hours", Member: "total_memory_mb_usage", Unit: resource.Hours, Help: "the same, times their memory in MB"},
		{Name: "Disk GB Hours", Member: "total_local_gb_usage", Unit: resource.Hours, Help: "the same, times their disks in GB"},
		{Name: "Start", Member: "start", Help: "since when it is counted"},
		{Name: "Stop", Member: "stop", Help: "until when"},
	},
}

// Usage is the command `usage`.
func Usage(a *app.App) *cobra.Command {
	cmd := &cobra.Command{Use: "usage", Short: "Show what a project has used of servers", Long: `Show for how long a project had servers, in the last 28 days unless --start and --end say otherwise. Nova counts a server's hours from when it was
last resized, rebuilt, rescued or unshelved: what it had before that is gone, from months that are over too.`}
	var start, end string
	fs := flagset.Of(cmd)
	fs.String(&start, "start", "the first `day`, or a time: 2026-11-01, 2026-11-01T12:00:00Z, or 7d for seven days ago (default: 28 days ago)")
	fs.String(&end, "end", "the `day` or time before which it ends (default: tomorrow)")
	return one(a, cmd, usages, func(ctx context.Context, s rest.Service, project string) (client.Document, error) {
		q := url.Values{"detailed": {"1"}} // without times Nova counts from now until now (fact 70)
		today := time.Now().UTC().Truncate(24 * time.Hour)
		if err := cmp.Or(setUsageTime(q, "start", start, today.AddDate(0, 0, -28)), setUsageTime(q, "end", end, today.AddDate(0, 0, 1))); err != nil {
			return client.Document{}, err
		}
		r := client.Request{Op: "show usage", Path: rest.Path("os-simple-tenant-usage", project), Query: q, Since: usagePagesFrom}
		doc, err := usagePages(ctx, s, r)
		if errors.As(err, new(*transport.OptionError)) { // a cloud of before has no pages
			doc, err = usagePages(ctx, s, client.Request{Op: r.Op, Path: r.Path, Query: q})
		}
		return doc, err
	})
}

// setUsageTime sets a parameter to a day, a time, or how long ago, in the one form that Nova takes.
func setUsageTime(q url.Values, name, text string, t time.Time) error {
	if ago, err := flagset.ParseDays(text); err == nil {
		t = time.Now().Add(-ago)
	} else if text != "" {
		if t, err = api.ParseTime(text); err != nil {
			return fail.Usagef("--%s %s: it is neither a day (2026-11-01), nor a time (2026-11-01T12:00:00Z), nor a duration (7d)", name, text)
		}
	}
	q.Set(name, t.UTC().Format("2006-01-02T15:04:05"))
	return nil
}

// usagePagesFrom is the microversion from which on usage comes in pages of servers: below it is of the first thousand (fact 96).
const usagePagesFrom = 40

// usagePages reads all pages of a project's usage, and makes one document of them.
func usagePages(ctx context.Context, s rest.Service, r client.Request) (client.Document, error) {
	var sum map[string]jsontext.Value
	for marker := ""; ; {
		if marker != "" {
			r.Query.Set("marker", marker)
		}
		resp, err := s.Do(ctx, r)
		if err != nil {
			return client.Document{}, err
		}
		doc, err := resp.Document(usages.One)
		if err != nil {
			return doc, err
		}
		_, last := api.Member(resp.JSON, usages.One+"_links")
		if last != nil && sum == nil {
			return doc, nil
		}
		var page map[string]jsontext.Value
		if err := json.Unmarshal(doc.Raw, &page); err != nil {
			return doc, err
		}
		sum = addUsage(sum, page)
		item, err := resource.Read(doc.Raw, nil)
		ids := strings.Split(item.Text("server_usages.instance_id"), ", ")
		next := ids[len(ids)-1]
		if err != nil {
			return doc, err
		}
		if last != nil || next == "" || next == marker {
			doc.Raw, err = json.Marshal(sum, json.Deterministic(true))
			return doc, err
		}
		marker = next
	}
}

// addUsage adds a page to the sum of those before it: its numbers and its servers.
func addUsage(sum, page map[string]jsontext.Value) map[string]jsontext.Value {
	if sum == nil {
		return page
	}
	for name, v := range page {
		switch is := sum[name]; {
		case is.Kind() == '0' && v.Kind() == '0':
			a, _ := strconv.ParseFloat(string(is), 64)
			b, _ := strconv.ParseFloat(string(v), 64)
			sum[name] = strconv.AppendFloat(nil, a+b, 'f', -1, 64)
		case is.Kind() == '[' && len(is) > len("[]") && v.Kind() == '[' && len(v) > len("[]"):
			sum[name] = append(append(is[:len(is)-1:len(is)-1], ','), v[1:]...)
		}
	}
	return sum
}
