package client

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/novactl/novactl/pkg/client/wait"
)

// That many are gone is read off lists; by themselves are looked at those of which no list tells. None is taken for deleted before it is.
func TestManyGone(t *testing.T) {
	t.Parallel()
	const n = 50
	soon := func(i int) life { return life{{0, deleting}, {time.Duration(2+i%3) * time.Second, ""}} }
	for name, test := range map[string]struct {
		life    func(i int) life
		edit    func(*liveCloud)
		listed  bool // before the wait
		details int  // lists in detail
		briefs  int  // lists in brief
		single  int  // looks at one
	}{
		"a cloud of today":                       {life: soon, details: 4, briefs: 2},
		"a cloud without a list of changes":      {life: soon, edit: func(c *liveCloud) { c.noChanges = true }, details: 4, single: 2 * n},
		"gone before the first look":             {life: func(int) life { return life{{0, ""}} }, listed: true, details: 1, single: 1},
		"gone before any list had them":          {life: func(int) life { return life{{0, ""}} }, details: 1, single: n},
		"another project's":                      {life: soon, edit: func(c *liveCloud) { c.hidden = func(string) bool { return true } }, details: 4, single: 3*n + 33},
		"a cell that can't be read for a minute": {life: late, edit: downCell, details: 9, single: 25 * 9},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				cloud := newLiveCloud(map[string]life{"other": {{-time.Hour, active}}})
				var targets []wait.Target
				for i := range n {
					id := fmt.Sprintf("s%d", i)
					cloud.lives[id] = test.life(i)
					targets = append(targets, server(id, GoalGone()))
					targets[i].Listed = test.listed
				}
				if test.edit != nil {
					test.edit(cloud)
				}
				f := &fakeCloud{handle: cloud.answer}
				progress := func(s wait.State) {
					if doc, _ := cloud.now(s.ID); s.Is("DELETED") && doc != "" {
						t.Errorf("%s is taken for deleted and is there", s.ID)
					}
				}
				for _, o := range awaitAll(t.Context(), f.newClient(t), targets, wait.Options{Parallel: 8, Progress: progress}) {
					if o.Err != nil || !o.Last.Is("DELETED") {
						t.Errorf("%+v", o)
					}
				}
				details, briefs, single := countLooks(f.seen())
				if details != test.details || briefs != test.briefs || single != test.single {
					t.Errorf("%d lists, %d in brief, %d looks at one; want %d, %d, %d", details, briefs, single, test.details, test.briefs, test.single)
				}
			})
		})
	}
}

// countLooks counts the requests of a wait.
func countLooks(requests []string) (details, briefs, single int) {
	for _, r := range requests {
		switch {
		case strings.Contains(r, "/servers/detail"):
			details++
		case strings.Contains(r, "/servers?"):
			briefs++
		default:
			single++
		}
	}
	return details, briefs, single
}

// late are half of the servers gone after two seconds, the others after 40.
func late(i int) life {
	return life{{0, deleting}, {time.Duration(2+i%2*38) * time.Second, ""}}
}

// downCell has the lists leave out every other server from the first second on.
func downCell(c *liveCloud) {
	start := time.Now()
	c.hidden = func(id string) bool {
		var i int
		_, _ = fmt.Sscanf(id, "s%d", &i)
		return i%2 == 1 && time.Since(start) >= time.Second
	}
}

// Attachments of one server are looked at with one list a round, and all but one are read off it when they are gone.
func TestAttachmentsAreListed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
			there := time.Since(start) < 2*time.Second
			switch {
			case strings.HasSuffix(r.URL, "/os-volume_attachments") && there:
				var docs []string
				for _, id := range []string{"u", "v", "w", "x"} { // as from microversion 2.89 on
					docs = append(docs, `{"attachment_id":"a-`+id+`","volumeId":"`+id+`","device":"/dev/vdb"}`)
				}
				return respond(200, `{"volumeAttachments":[`+strings.Join(docs, ",")+`]}`), nil
			case strings.HasSuffix(r.URL, "/os-volume_attachments"):
				return respond(200, `{"volumeAttachments":[]}`), nil
			}
			return respond(404, `{"itemNotFound":{"code":404,"message":"not found"}}`), nil
		}}
		var targets []wait.Target
		for _, id := range []string{"u", "v", "w", "x"} {
			targets = append(targets, wait.Target{Kind: "attachment", Parent: "s", ID: id, Name: id, Goal: GoalGone()})
		}
		var seen []string
		o := wait.Options{Interval: time.Second, Progress: func(s wait.State) { seen = append(seen, s.Name+" "+s.Status) }}
		for _, out := range awaitAll(t.Context(), f.newClient(t), targets, o) {
			if out.Err != nil || !out.Last.Is("DELETED") {
				t.Errorf("%+v", out)
			}
		}
		want := strings.Fields("u ATTACHED v ATTACHED w ATTACHED x ATTACHED u DELETED v DELETED w DELETED x DELETED")
		if got := strings.Fields(strings.Join(seen, " ")); !slices.Equal(got, want) || len(f.seen()) != 3+1 {
			t.Errorf("%q after %q", got, f.seen())
		}
	})
}
