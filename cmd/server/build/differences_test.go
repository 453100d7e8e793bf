package build

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
)

// A server that was made of a request differs from it in nothing; what is changed, or asked for otherwise, is named with what it is and was to be.
func TestCompare(t *testing.T) {
	t.Parallel()
	asked := api.ServerCreate{
		Name: "web", ImageRef: "https://h/v2/t/images/I", FlavorRef: "F", KeyName: "k", AccessIPv4: "198.51.100.9", UserData: "aGk=",
		Metadata: api.Metadata{{Key: "role", Value: "web"}}, SecurityGroups: []api.SecurityGroup{{Name: "g"}}, AvailabilityZone: "nova:host",
	}
	const doc = `{"id":"S","name":"web","status":"ACTIVE","image":{"id":"I"},"flavor":{"id":"F"},"key_name":"k","accessIPv4":"198.51.100.9",` +
		`"metadata":{"role":"web","more":"x","novactl-ensure":"MARK"},"security_groups":[{"name":"g"}],"OS-EXT-AZ:availability_zone":"nova"}`
	for _, test := range []struct {
		name, old, now string // what is replaced in the document
		ask            func(*api.ServerCreate)
		want           string // member is wanted; …
		unseen         string
	}{
		{name: "the same"},
		{name: "a mark of another run", old: "MARK", now: "OTHER"},
		{name: "flavor", old: `"id":"F"`, now: `"id":"G"`, want: "flavor G F"},
		{name: "flavor by its name alone", old: `"flavor":{"id":"F"}`, now: `"flavor":{"original_name":"small"}`},
		{name: "another flavor by its name alone", old: `"flavor":{"id":"F"}`, now: `"flavor":{"original_name":"big"}`, want: "flavor big small"},
		{name: "no image", old: `"image":{"id":"I"}`, now: `"image":""`, want: "image  I"},
		{name: "metadata", ask: func(r *api.ServerCreate) { r.Metadata[0].Value = "db" }, want: "metadata role web db"},
		{name: "more metadata", ask: func(r *api.ServerCreate) { r.Metadata = append(r.Metadata, api.Pair{Key: "a", Value: "b"}) }, want: "metadata a  b"},
		{name: "key pair", old: `"key_name":"k"`, now: `"key_name":null`, want: "key_name  k"},
		{name: "a cloud without key pairs", old: `"key_name":"k",`, unseen: "key_name"},
		{name: "group", old: `[{"name":"g"}]`, now: `[{"name":"default"}]`, want: "security_groups  g"},
		{name: "group while it builds", old: `"status":"ACTIVE"`, now: `"status":"BUILD","security_groups":[]`},
		{name: "group by id", ask: func(r *api.ServerCreate) { r.SecurityGroups[0].Name = "11111111-1111-4111-8111-111111111111" }, unseen: "security group 11111111-1111-4111-8111-111111111111"},
		{name: "zone", old: `zone":"nova"`, now: `zone":"other"`, want: "OS-EXT-AZ:availability_zone other nova"},
		{name: "other user data", ask: func(r *api.ServerCreate) { r.UserData = "eW8=" }, want: "user data SHA-256 35a1818d… SHA-256 "},
		{name: "no user data", ask: func(r *api.ServerCreate) { r.UserData = "" }, want: "user data SHA-256 35a1818d… "},
		{name: "networks", ask: func(r *api.ServerCreate) { r.NetworkPolicy = api.NoNetworks }, want: "networks  SHA-256 "},
		{name: "no mark", old: `,"novactl-ensure":"MARK"`, unseen: "user data"},
		{name: "from a volume", ask: func(r *api.ServerCreate) {
			r.BlockDevices = []api.BlockDevice{{UUID: "V", SourceType: "volume", BootIndex: new(int)}}
		}, old: `"image":{"id":"I"}`, now: `"image":""`, want: "disks  SHA-256 "},
	} {
		text := strings.Replace(doc, test.old, test.now, 1)
		text = strings.Replace(text, "MARK", markOf("RUN", asked).Value, 1)
		text = strings.Replace(text, "OTHER", markOf("OTHER", asked).Value, 1)
		s := &existing{doc: []byte(text)}
		if _, err := api.Read(s.doc, &s.Server); err != nil {
			t.Fatalf("%s: %v in %s", test.name, err, text)
		}
		s.mark, s.marked = readMark(s.Metadata)
		req := asked
		req.Metadata, req.SecurityGroups = append(api.Metadata{}, asked.Metadata...), append([]api.SecurityGroup{}, asked.SecurityGroups...)
		if test.ask != nil {
			test.ask(&req)
		}
		flavorName := ""
		if strings.Contains(test.now, "original_name") {
			flavorName = "small"
		}
		c := compare(req, s, flavorName)
		var got []string
		for _, d := range c.differences {
			got = append(got, fmt.Sprintf("%s %s %s", d.Member, d.Is, d.Wanted))
		}
		if text := strings.Join(got, "; "); !strings.HasPrefix(text, test.want) || test.want == "" && text != "" {
			t.Errorf("%s: differences %q, want %q", test.name, text, test.want)
		}
		if diff := cmp.Diff(test.unseen, strings.Join(c.unseen, ", ")); diff != "" {
			t.Errorf("%s: unseen: %s", test.name, diff)
		}
	}
}
