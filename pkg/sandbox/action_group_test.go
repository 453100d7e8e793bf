package sandbox

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
)

// A server has the security groups that it was given and no longer those that were taken away; a mistake is told, and changes nothing.
func TestSecurityGroupActions(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	project := u.server(id)["tenant_id"].(string)
	u.want(202, u.act(id, `{"lock":null}`)) // which doesn't keep anybody from this
	for _, step := range []struct {
		action, message string // "": done
		status          int
		groups          []any
	}{
		{`{"addSecurityGroup":{"name":"web"}}`, "", 202, []any{"web"}},
		{`{"addSecurityGroup":{"name":"ssh"}}`, "", 202, []any{"web", "ssh"}},
		{`{"addSecurityGroup":{"name":"web"}}`, "Security group web is already associated with the instance " + id, 400, []any{"web", "ssh"}},
		{`{"addSecurityGroup":{"name":""}}`, "Security group not specified", 400, []any{"web", "ssh"}},
		{`{"addSecurityGroup":null}`, "Security group not specified", 400, []any{"web", "ssh"}},
		{`{"removeSecurityGroup":{"name":"nope"}}`, "Security group nope is not found for project " + project, 404, []any{"web", "ssh"}},
		{`{"removeSecurityGroup":{"name":"web"}}`, "", 202, []any{"ssh"}},
		{`{"removeSecurityGroup":{"name":"ssh"}}`, "", 202, nil},
	} {
		r := u.want(step.status, u.act(id, step.action))
		if step.message != "" {
			if got := at[string](t, u.json(r), api.FaultKind(step.status), "message"); got != step.message {
				t.Errorf("%s: %s", step.action, got)
			}
		}
		var groups []any
		shown, _ := u.server(id)["security_groups"].([]any)
		for _, g := range shown {
			groups = append(groups, g.(map[string]any)["name"])
		}
		if diff := cmp.Diff(step.groups, groups); diff != "" {
			t.Errorf("%s:\n%s", step.action, diff)
		}
	}
	u.want(404, u.act("52415800-8b69-11e0-9b19-734f565bc83b", `{"addSecurityGroup":{"name":"web"}}`))
}

// The openstack command names a group by its id, and a server shows it by its name all the same.
func TestGroupByID(t *testing.T) {
	t.Parallel()
	u := today{newCloud(t, Options{})}
	id := u.active("web")
	made := u.do(201, "POST", "/network/v2.0/security-groups", `{"security_group":{"name":"ssh"}}`)
	ssh := at[string](t, made, "security_group", "id")
	listed := u.do(200, "GET", "/network/v2.0/security-groups?name=default", "")
	other := at[string](t, at[[]any](t, listed, "security_groups")[0].(map[string]any), "id")
	act := func(status int, action, group string, want ...string) {
		t.Helper()
		u.do(status, "POST", "/v2.1/servers/"+id+"/action", `{"`+action+`":{"name":"`+group+`"}}`)
		var got []string
		for _, g := range at[[]any](t, u.do(200, "GET", "/v2.1/servers/"+id, ""), "server", "security_groups") {
			got = append(got, g.(map[string]any)["name"].(string))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("after %s of %s: %s", action, group, diff)
		}
	}
	act(202, "addSecurityGroup", ssh, "ssh")
	act(400, "addSecurityGroup", "ssh", "ssh")
	act(202, "addSecurityGroup", other, "ssh", "default")
	act(202, "removeSecurityGroup", ssh, "default")
	act(404, "addSecurityGroup", id, "default")
}
