package cmd

import (
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// The secrets of the test. What is said of a command names them.
var sentinels = map[string]string{
	"password":    "sentinel-Pass/word+1&=",
	"api key":     "sentinel-apikey-2",
	"app secret":  "sentinel-appsecret-3",
	"passcode":    "918273",
	"token":       "sentinel-token-4",
	"receipt":     "sentinel-receipt-5",
	"admin pass":  `sentinel-admin"pass'6`,
	"file":        "sentinel file contents 7",
	"user data":   "#cloud-config sentinel 8",
	"body":        "sentinel=body-9",
	"generated":   "sentinel-generated-10",
	"private key": "sentinel-private-key-11",
	"console":     "sentinel-console-12",
}

// shownOnStdout are the secrets that a command is there to print: there, and nowhere else.
var shownOnStdout = map[string][]string{
	"server create": {"admin pass", "generated", "private key"}, "server rebuild": {"admin pass", "generated"}, "server rescue": {"admin pass", "generated"},
	"server password": {"admin pass", "generated"}, "server evacuate": {"generated"}, "keypair create": {"private key", "generated"},
	"nova": {"generated", "private key", "console"}, "auth token": {"token"}, "server console-url": {"console"}, "api": {"generated", "private key", "console"},
}

// forms are those in which a secret must not be seen.
func formsOf(secret string) []string {
	quoted, _ := json.Marshal(secret)
	return []string{
		secret, strings.Trim(string(quoted), `"`), url.QueryEscape(secret), url.PathEscape(secret),
		base64.StdEncoding.EncodeToString([]byte(secret)), base64.RawURLEncoding.EncodeToString([]byte(secret)),
	}
}

// quotingCloud quotes in its refusals all that it was sent, as validators do, in each form; or it accepts everything.
type quotingCloud struct {
	refuses, refusesSignIn bool
	factor                 bool // it wants a passcode beside the password
}

func (f *quotingCloud) RoundTrip(req *http.Request) (*http.Response, error) {
	body := ""
	if req.Body != nil {
		data, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		body = string(data)
	}
	header := http.Header{"Content-Type": {"application/json"}, "X-Subject-Token": {sentinels["token"]}}
	status, doc := f.answer(req, body)
	if status == http.StatusUnauthorized && f.factor {
		header.Set("Openstack-Auth-Receipt", sentinels["receipt"])
	}
	text, _ := json.Marshal(doc)
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(string(text))), Request: req}, nil
}

func (f *quotingCloud) answer(req *http.Request, body string) (int, any) {
	at := map[string]any{"interface": "public", "region": "r", "url": numberedNova, "publicURL": numberedNova}
	catalog := []any{map[string]any{"type": "compute", "endpoints": []any{at}}}
	signsIn := strings.HasSuffix(req.URL.Path, "/tokens") && req.Method == http.MethodPost
	switch {
	case signsIn && f.refusesSignIn:
		return http.StatusUnauthorized, quoting(req, body)
	case signsIn && f.factor && req.Header.Get("Openstack-Auth-Receipt") == "":
		return http.StatusUnauthorized, map[string]any{"receipt": map[string]any{"methods": []string{"password"}}, "required_auth_methods": [][]string{{"password", "totp"}}}
	case signsIn && strings.HasPrefix(req.URL.Path, "/v2.0"):
		token := map[string]any{"id": sentinels["token"], "expires": "2099-01-01T00:00:00Z", "tenant": map[string]any{"id": "t1"}}
		return http.StatusOK, map[string]any{"access": map[string]any{"token": token, "serviceCatalog": catalog}}
	case signsIn:
		return http.StatusCreated, map[string]any{"token": map[string]any{"project": map[string]any{"id": "t1"}, "catalog": catalog}}
	case f.refuses && req.Method != http.MethodGet:
		return http.StatusBadRequest, quoting(req, body)
	}
	one := map[string]any{"id": "x1", "name": "x1", "status": "ACTIVE", "fault": map[string]any{"message": "its fault"}}
	doc := map[string]any{
		"server": one, "image": one, "flavor": one, "server_group": one, "volumeAttachment": one, "extension": one, "network": one, "keypair": one, "metadata": map[string]any{"a": "b"}, "meta": map[string]any{"a": "b"},
		"console":        map[string]any{"type": "novnc", "url": "http://console.example.com/?token=" + sentinels["console"]},
		"remote_console": map[string]any{"type": "novnc", "url": "http://console.example.com/?token=" + sentinels["console"]},
		"servers":        []any{one},
	}
	if req.Method == http.MethodPost { // they are said once
		made := map[string]any{"id": "x1", "name": "x1", "adminPass": sentinels["generated"], "private_key": sentinels["private key"]}
		doc["server"], doc["keypair"], doc["adminPass"] = made, made, sentinels["generated"]
	}
	return http.StatusOK, doc
}

// quoting is a refusal with every secret of a request, in all forms.
func quoting(req *http.Request, body string) any {
	var b strings.Builder
	b.WriteString("Invalid input for field/attribute. ")
	sent := body + fmt.Sprint(req.Header, req.URL)
	for _, secret := range sentinels {
		if !slices.ContainsFunc(formsOf(secret), func(form string) bool { return strings.Contains(sent, form) }) {
			continue
		}
		for _, form := range formsOf(secret) {
			fmt.Fprintf(&b, "Value: %s. '%s' is bad. ", form, form)
		}
	}
	return map[string]any{"badRequest": map[string]any{"code": 400, "message": b.String(), "details": b.String()}}
}

// cloudCommands are a line of each command that asks a cloud. Capitals are files, of which each holds the secret of that name.
var cloudCommands = strings.Split(`aggregate add-host x1 h
aggregate create x2
aggregate delete x1 --yes
aggregate list
aggregate remove-host x1 h
aggregate set x1 --name y --property a=b
aggregate show x1
api POST /servers -d @BODY
api POST /servers -d {"server":{"adminPass":"PASSWORD"}}
auth login
auth logout
auth password --new-password-file ADMINPASS
auth status
auth token
availability-zone list
doctor
extension list
extension show x1
flavor access add x1 p
flavor access list x1
flavor access remove x1 p
flavor create f --ram 1 --vcpus 1 --property a=b
flavor delete x1 --yes
flavor list
flavor set x1 --property a=b
flavor show x1
floating-ip create x1
floating-ip delete x1 --yes
floating-ip list
floating-ip set x1 --description y
floating-ip show x1
hypervisor list
hypervisor show x1
image create x1 copy
image delete x1 --yes
image list
image member accept x1
image member list x1
image member reject x1
image save x1 --file -
image set x1 --property a=b
image share x1 11111111111111111111111111111111
image unshare x1 11111111111111111111111111111111
image show x1
image wait x1 --wait-timeout 1ms
keypair create x1
keypair delete x1 --yes
keypair list
keypair show x1
limits
metadata delete server x1 a --yes
metadata get server x1 a
metadata list server x1
metadata replace server x1 a=b --yes
metadata set server x1 a=b
migration abort x1 1
migration list
migration show x1 1
network create x2
network delete x1 --yes
network list
network set x1 --name y
network show x1
nova --debug boot --flavor x1 --image x1 --admin-pass PASSWORD new
nova --debug keypair-add x1
nova --debug rescue --password PASSWORD x1
port create x2 --network x1
port delete x1 --yes
port list
port set x1 --name y
port show x1
quota show
security-group create x2
security-group delete x1 --yes
security-group list
security-group set x1 --name y
security-group show x1
security-group-rule create x1
security-group-rule delete x1 --yes
security-group-rule list
security-group-rule show x1
server add-security-group x1 g
server addresses x1
server backup x1 b --type daily --rotation 1
server clone x1
server confirm-resize x1
server console-log x1
server console-url x1
server crash-dump x1
server create x1 --image x1 --flavor x1 --admin-pass-file ADMINPASS --file /root/x=FILE --user-data USERDATA
server delete x1 --yes
server diagnostics x1
server evacuate x1
server events x1
server find 10.0.0.1
server floating-ip add x1 203.0.113.1
server floating-ip remove x1 203.0.113.1
server force-delete x1 --yes
server get-password x1
server group create x1 --policy affinity
server group delete x1 --yes
server group list
server group show x1
server interface attach x1
server interface detach x1 p
server interface list x1
server list
server live-migrate x1
server lock x1
server migrate x1
server password x1 --password-file ADMINPASS
server pause x1
server reboot x1
server rebuild x1 --image x1 --yes --admin-pass-file ADMINPASS --file /root/x=FILE
server remove-security-group x1 g
server rescue x1 --admin-pass-file ADMINPASS
server resize x1 --flavor x1
server restore x1
server resume x1
server revert-resize x1
server shelve x1
server shelve-offload x1
server share attach x1 x2
server share detach x1 x2
server share list x1
server share show x1 x2
server show x1
server start x1
server stop x1
server suspend x1
server tag add x1 t
server tag list x1
server tag remove x1 t
server topology x1
server unlock x1
server unpause x1
server unrescue x1
server unshelve x1
server update x1 --name y
server wait x1 --wait-timeout 1ms
service list
service set x1 --up
subnet create x2 --network x1 --cidr 10.0.0.0/24
subnet delete x1 --yes
subnet list
subnet set x1 --name y
subnet show x1
usage
version list
version show v2
volume attach x1 v1
volume create x2 --size 1
volume delete x1 --yes
volume detach x1 v1
volume extend x1 --size 2
volume list x1
volume set x1 --name y
volume show x1 v1
volume snapshot create x2 --volume x1
volume snapshot delete x1 --yes
volume snapshot list
volume snapshot show x1`, "\n")

// localCommands ask no cloud, or run another program.
var localCommands = []string{"__bash", "completion", "config", "profile", "sandbox", "schema", "server ssh"}

// signIns are the settings of each way to sign in.
func signIns() map[string][]string {
	v3, v2 := "OS_AUTH_URL=http://keystone.example.com/v3", "OS_AUTH_URL=http://keystone.example.com/v2.0"
	return map[string][]string{
		"password":               {v3, "OS_USERNAME=u", "OS_PROJECT_NAME=t1", "OS_PASSWORD=" + sentinels["password"]},
		"passcode":               {v3, "OS_USERNAME=u", "OS_PROJECT_NAME=t1", "OS_PASSWORD=" + sentinels["password"], "OS_PASSCODE=" + sentinels["passcode"]},
		"application credential": {v3, "OS_APPLICATION_CREDENTIAL_ID=a", "OS_APPLICATION_CREDENTIAL_SECRET=" + sentinels["app secret"]},
		"token":                  {v3, "OS_PROJECT_NAME=t1", "OS_TOKEN=" + sentinels["token"]},
		"password of v2.0":       {v2, "OS_USERNAME=u", "OS_TENANT_NAME=t1", "OS_PASSWORD=" + sentinels["password"]},
		"API key":                {v2, "OS_USERNAME=u", "OS_API_KEY=" + sentinels["api key"]},
		"token and endpoint":     {"NOVACTL_ENDPOINT=" + numberedNova, "NOVACTL_TOKEN=" + sentinels["token"]},
	}
}

// No command says a secret where it doesn't belong, however one is signed in, in whatever format, with --debug and --curl, and whatever the
// cloud answers.
func TestSentinels(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, of := range map[string]string{"ADMINPASS": "admin pass", "FILE": "file", "USERDATA": "user data", "BODY": "body"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(sentinels[of]+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files := strings.NewReplacer("ADMINPASS", dir+"/ADMINPASS", "=FILE", "="+dir+"/FILE", "USERDATA", dir+"/USERDATA", "@BODY", "@"+dir+"/BODY")
	seen := map[string]bool{}
	for _, line := range cloudCommands {
		args := strings.Fields(files.Replace(line))
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], "PASSWORD", strings.ReplaceAll(sentinels["admin pass"], `"`, `\"`))
		}
		cmd, _, err := Root().Find(args)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		name := strings.TrimPrefix(cmd.CommandPath(), "novactl ")
		seen[name] = true
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			for way, environ := range signIns() {
				tried := way == "password" || slices.Contains(signInLines, name)
				for _, flags := range sentinelFlags {
					if !tried || slices.Contains(flags, "-o") && cmd.Flags().Lookup("output") == nil {
						continue
					}
					for _, cloud := range []*quotingCloud{{}, {refuses: true}, {refusesSignIn: true}} {
						cloud.factor = way == "passcode" && !cloud.refusesSignIn
						if !cloud.refusesSignIn || slices.Contains(signInLines, name) {
							checkSentinels(t, name, way, cloud, environ, slices.Concat(args, flags))
						}
					}
				}
			}
		})
	}
	for _, name := range leaves(Root()) {
		local := func(l string) bool { return name == l || strings.HasPrefix(name, l+" ") }
		if !seen[name] && !slices.ContainsFunc(localCommands, local) {
			t.Errorf("%s: no line of it is in cloudCommands", name)
		}
	}
}

// sentinelFlags are the formats and traces to try.
var sentinelFlags = [][]string{nil, {"--debug"}, {"--curl"}, {"-o", "json"}, {"--wire", "xml", "--debug"}, {"--wire", "xml", "--curl"}}

// signInLines are tried with every way to sign in, and where that is refused: for the others a sign-in is the same.
var signInLines = []string{"auth login", "auth token", "auth logout", "server create", "server list"}

func checkSentinels(t *testing.T, name, way string, cloud *quotingCloud, environ, args []string) {
	t.Helper()
	streams, out, errs := output.Buffers("")
	root := tree(&app.App{Streams: streams, Version: "test", Network: cloud, Environ: environ})
	root.SetArgs(args)
	root.SetOut(out)
	fail.Report(streams, root.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint })
	for _, sentinel := range slices.Sorted(maps.Keys(sentinels)) {
		for _, form := range formsOf(sentinels[sentinel]) {
			if strings.Contains(errs.String(), form) {
				t.Errorf("%s, %s, %+v, %v: the %s is on stderr as %s:\n%s", name, way, *cloud, args, sentinel, form, errs)
				return
			}
			allowed := slices.Contains(shownOnStdout[name], sentinel) && !slices.Contains(args, "--curl")
			if !allowed && strings.Contains(out.String(), form) {
				t.Errorf("%s, %s, %+v, %v: the %s is on stdout as %s:\n%s", name, way, *cloud, args, sentinel, form, out)
				return
			}
		}
	}
}

// leaves are the commands that do something, by their paths below the root.
func leaves(c *cobra.Command) (all []string) {
	for _, sub := range c.Commands() {
		all = append(all, leaves(sub)...)
	}
	if len(all) == 0 && c.Runnable() {
		all = []string{strings.TrimPrefix(c.CommandPath(), "novactl ")}
	}
	return all
}
