package sandbox

import (
	"path/filepath"
	"testing"
	"time"
)

// What a list shows of a server doesn't depend on what was shown of it before: a cloud that showed it all along agrees, at each step of
// each server's plan and of its traffic, just before and after, with one that was opened now. So it does after changes, this process's and
// another's and when the clock is behind, in both forms.
func TestListsShowWhatIs(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	u := newCloud(t, Options{Path: path})
	u.furnish()
	check := func(when string) {
		t.Helper()
		for _, list := range []string{"/servers/detail", "/servers", "/servers/detail?limit=3", "/servers/detail?name=e", "/servers/detail?status=ACTIVE"} {
			for _, form := range []string{"application/json", "application/xml"} {
				fresh := newCloudOn(t, u, path).compute("GET", list, "", "Accept", form)
				for range 3 { // met, kept, found
					if got := u.compute("GET", list, "", "Accept", form); got.body != fresh.body || got.status != 200 {
						t.Fatalf("%s: %s in %s\nshows %d %s\nand is %s", when, list, form, got.status, got.body, fresh.body)
					}
				}
			}
		}
	}
	check("at first")
	for _, step := range []time.Duration{
		time.Nanosecond, 499 * ms, ms, ms, 498 * ms, ms, ms, time.Second, time.Second, time.Second, 5 * time.Second, 9*time.Minute + 40*time.Second,
		20 * time.Second, 9 * time.Minute, time.Minute - time.Nanosecond, time.Nanosecond, time.Nanosecond, 80 * time.Minute, 17 * time.Hour, 5 * time.Hour,
	} {
		u.clock.advance(step)
		check("after " + step.String())
	}
	u.clock.advance(-time.Minute)
	check("a minute back")
	id := u.create("new")
	for _, change := range []func(*cloudUnderTest){
		func(c *cloudUnderTest) {
			c.want(200, c.compute("PUT", "/servers/"+id, `{"server":{"name":"renewed"}}`))
		},
		func(c *cloudUnderTest) { c.clock.advance(time.Minute) },
		func(c *cloudUnderTest) { c.want(202, c.act(id, `{"reboot":{"type":"HARD"}}`)) },
		func(c *cloudUnderTest) { c.want(204, c.compute("DELETE", "/servers/"+id, "")) },
		func(c *cloudUnderTest) { c.clock.advance(time.Minute) },
	} {
		change(newCloudOn(t, u, path)) // another process
		check("after another's change")
	}
}

const ms = time.Millisecond

// newCloudOn is a cloud that was opened now, on the file of another, with its clock and its user.
func newCloudOn(t *testing.T, u *cloudUnderTest, path string) *cloudUnderTest {
	t.Helper()
	c, err := Open(Options{Path: path, Clock: u.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	return &cloudUnderTest{Cloud: c, t: t, clock: u.clock, token: u.token}
}
