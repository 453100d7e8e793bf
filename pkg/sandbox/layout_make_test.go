package sandbox

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// The files of TestStoreOfLayout1 were made with this flag. It is for the next layout's; a file that is there is not made again, since it
// has to stay as the old release wrote it.
var makeLayout = flag.Bool("sandbox.makelayout", false, "make the testdata of this layout")

// layoutToken is good in every file of testdata.
const layoutToken = "11111111-1111-4111-8111-111111111111"

// TestMakeLayout writes a store with something of every kind, and what it says.
func TestMakeLayout(t *testing.T) {
	if !*makeLayout {
		t.Skip("only with -sandbox.makelayout")
	}
	name := fmt.Sprintf("testdata/layout-%d", model.Layouts().Newest())
	if _, err := os.Stat(name + ".json"); err == nil {
		t.Fatalf("%s.json is there", name)
	}
	path := filepath.Join(t.TempDir(), "sandbox.db")
	u := newCloud(t, Options{Path: path})
	u.furnish()
	after := u.clock.Now().Sub(newClock().Now())
	if _, err := u.Tick(after); err != nil { // so that the file's own time is right by a clock that stands where tests begin
		t.Fatal(err)
	}
	u.clock.advance(-after)
	u.token = layoutToken
	answers := map[string]any{}
	paths := []string{
		"/servers/detail", "/servers/detail?changes-since=2013-01-01T00:00:00Z", "/images/detail?type=snapshot", "/os-keypairs", "/limits",
	}
	for _, id := range u.ids() {
		paths = append(paths, "/servers/"+id+"/os-volume_attachments", "/servers/"+id+"/os-instance-actions")
	}
	for _, path := range paths {
		answers["GET /DFW/v2/010101"+path] = u.json(u.want(200, u.compute("GET", path, "")))
	}
	answers["GET /_sandbox/faults"] = u.json(u.want(200, u.send("GET", "/_sandbox/faults", "")))
	text, err := json.Marshal(answers, json.Deterministic(true), jsontext.WithIndent(" "))
	if err != nil {
		t.Fatal(err)
	}
	write(t, name+".json", string(text)+"\n")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(data)
	_ = w.Close()
	write(t, name+".db.gz", packed.String())
}

// furnish makes servers in all kinds of states, and what else there is.
func (u *cloudUnderTest) furnish() {
	u.t.Helper()
	accept := func(r reply) {
		u.t.Helper()
		if r.status >= 300 {
			u.t.Fatalf("%d %s", r.status, r.body)
		}
	}
	web := u.active("web")
	accept(u.compute("PUT", "/servers/"+web+"/metadata", `{"metadata":{"role":"front"}}`))
	accept(u.compute("POST", "/servers/"+web+"/os-volume_attachments", `{"volumeAttachment":{"volumeId":"`+tables.Volumes[0].ID+`"}}`))
	accept(u.compute("POST", "/os-keypairs", `{"keypair":{"name":"mine"}}`))
	accept(u.act(web, `{"createImage":{"name":"gold","metadata":{"a":"b"}}}`))
	accept(u.act(u.active("bigger"), `{"resize":{"flavorRef":"3"}}`))
	accept(u.act(u.active("rescued"), `{"rescue":null}`))
	u.failing(inject.Rule{On: "server.reboot", Times: 1, EndInError: "no host"})
	accept(u.act(u.active("failing"), `{"reboot":{"type":"HARD"}}`))
	u.failing(inject.Rule{On: "server.create", Name: "unlucky-*", Times: 3, Status: 503, RetryAfter: "3"})
	back := u.active("back")
	accept(u.act(back, `{"resize":{"flavorRef":"4"}}`))
	accept(u.compute("DELETE", "/servers/"+u.active("gone"), ""))
	accept(u.act(back, `{"revertResize":null}`))
	locked := u.active("locked")
	accept(u.act(locked, `{"os-stop":null}`))
	u.clock.advance(2 * time.Second)
	accept(u.act(locked, `{"lock":null}`))
	accept(u.act(u.active("rebuilding"), `{"rebuild":{"imageRef":"`+precise+`"}}`))
	accept(u.compute("DELETE", "/servers/"+u.create("dying"), ""))
	u.create("building")
	u.clock.advance(500 * time.Millisecond)
	err := u.db.Store.Update(u.t.Context(), func(t store.Tx) error {
		data, err := json.Marshal(model.Token{ID: layoutToken, User: tables.User, Method: "PASSWORD", Expires: u.clock.Now().AddDate(10, 0, 0)})
		if err != nil {
			return err
		}
		return t.Put(model.TokenBucket, layoutToken, data)
	})
	if err != nil {
		u.t.Fatal(err)
	}
}
