package cinder

import (
	_ "embed"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/schema"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Actions do what those of Cinder do, with its refusals, as a Cinder of 2026.2 gave them.

// volumeAction is a row of actions.
type volumeAction struct {
	policy string // of what is the administrator's; "": everybody's
	since  int    // the first version 3.x that has it
	status int    // of the answer; 0: 202
	run    func(*service.RequestContext, *actedVolume) (map[string]any, error)
}

// actedVolume is a volume that an action is for, and what the action says.
type actedVolume struct {
	*model.Document
	volume compute.Volume
	holder *compute.Server // nil: no server has it
	status string
	given  document.Object
	minor  int  // of the version 3.x that the request asks for
	gone   bool // the action deleted it
}

const adminActions = "volume_admin_actions:"

func actions() map[string]volumeAction {
	return map[string]volumeAction{
		"os-reserve":               {run: reserve},
		"os-unreserve":             {run: endStatus("attaching")},
		"os-begin_detaching":       {run: beginDetaching},
		"os-roll_detaching":        {run: endStatus("detaching")},
		"os-attach":                {run: attach},
		"os-detach":                {run: detach},
		"os-force_detach":          {run: detach, policy: adminActions + "force_detach"},
		"os-initialize_connection": {run: connect, status: http.StatusOK},
		"os-terminate_connection":  {run: disconnect},
		"os-extend":                {run: extend},
		"os-volume_upload_image":   {run: uploadImage},
		"os-set_bootable":          {run: setBootable, status: http.StatusOK},
		"os-update_readonly_flag":  {run: setReadOnly},
		"os-set_image_metadata":    {run: setImageMetadata, status: http.StatusOK},
		"os-show_image_metadata":   {run: showImageMetadata, status: http.StatusOK},
		"os-unset_image_metadata":  {run: unsetImageMetadata, status: http.StatusOK},
		"os-retype":                {run: retype},
		"os-reimage":               {run: reimage, since: 68},
		"revert":                   {run: revert, since: 40},
		"os-reset_status":          {run: resetStatus, policy: adminActions + "reset_status"},
		"os-force_delete":          {run: forceDelete, policy: adminActions + "force_delete"},
		"os-migrate_volume":        {run: migrate, policy: adminActions + "migrate_volume"},
		"os-unmanage":              {run: unmanage, policy: "volume_unmanage"},
	}
}

//go:embed data/actions.txt
var actionRules string

var rules = sync.OnceValue(func() schema.Rules { return schema.Parse(actionRules) })

// actOnVolume does the one action that a request names.
func actOnVolume(c *service.RequestContext) (*web.Response, error) {
	name, value, err := namedAction(c)
	if err != nil {
		return nil, err
	}
	a, known := actions()[name]
	minor := minorOf(c)
	switch {
	case !known:
		return nil, fault.BadRequest("There is no such action: %s. Verify the request body and Content-Type header and try again.", name)
	case minor < a.since:
		return nil, fault.NotFound("The resource could not be found.")
	}
	d, holder, err := madeVolume(c)
	if err != nil {
		return nil, err
	}
	if a.policy != "" && !c.Account.Admin {
		return nil, fault.Forbidden("Policy doesn't allow volume_extension:%s to be performed.", a.policy)
	}
	given, err := checked(name, minor, value)
	if err != nil {
		return nil, err
	}
	v, _ := c.Volume(d.ID)
	t := &actedVolume{Document: d, volume: v, holder: holder, status: v.StatusAt(c.Now, holder != nil), given: given, minor: minor}
	doc, err := a.run(c, t)
	if err != nil {
		return nil, err
	}
	answer := &web.Response{Status: max(a.status, http.StatusOK)}
	if a.status == 0 {
		answer.Status = http.StatusAccepted
	}
	if doc != nil {
		answer.Body = web.JSON(doc)
	}
	if t.gone {
		return answer, c.DeleteDocument(model.VolumeKind, d.ID)
	}
	return answer, c.SaveDocument(model.VolumeKind, d)
}

// namedAction reads the one member of a request's body.
func namedAction(c *service.RequestContext) (string, jsontext.Value, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return "", nil, err
	}
	for name, value := range doc {
		if len(doc) == 1 {
			return name, value, nil
		}
	}
	return "", nil, fault.ErrMalformedBody
}

// checked returns what an action says, which null says nothing of, checked by its rules, if it has any.
func checked(name string, minor int, value jsontext.Value) (document.Object, error) {
	if value.Kind() == 'n' {
		value = jsontext.Value("{}")
	}
	if rules().Has(name) {
		if p := rules().Check(name, minor, value); p != nil {
			if p.Member == "" {
				p.Member = name
			}
			return nil, fault.BadRequest("%s", p.Message())
		}
	}
	given, _ := document.ObjectOf(value)
	return given, nil
}

// minorOf is the x of the version 3.x that a request asks for; 0 where it says nothing.
func minorOf(c *service.RequestContext) int {
	_, minor, _ := strings.Cut(c.Header.Get("OpenStack-API-Version"), "volume 3.")
	n, _ := strconv.Atoi(minor)
	return n
}

// isTrue reads a member that the rules take for true or false.
func (t *actedVolume) isTrue(name string) bool {
	text, _ := t.given.Text(name)
	return t.given[name].Kind() == 't' || slices.Contains([]string{"true", "1", "on", "yes", "y", "t"}, strings.ToLower(text))
}

// during gives the volume a status until a time; the zero value: until an action ends it.
//
//go:noinline
func (t *actedVolume) during(status string, until time.Time) { t.Status, t.Until = status, until }

//go:noinline
func invalidVolume(format string, a ...any) error {
	return fault.BadRequest("Invalid volume: "+format, a...)
}

// ofNova refuses what would take a volume from a server behind Nova's back.
func ofNova(server string) error {
	return fault.Conflict("ConflictNovaUsingAttachment: Detach volume from instance %s using the Compute API", server)
}

func reserve(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	if t.status != "available" {
		return nil, invalidVolume("Volume status must be available to reserve, but the status is %s.", t.status)
	}
	t.during("attaching", time.Time{})
	return nil, nil
}

// endStatus ends a status, and does nothing to a volume that has another.
func endStatus(status string) func(*service.RequestContext, *actedVolume) (map[string]any, error) {
	return func(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
		if t.status == status {
			t.during("", time.Time{})
		}
		return nil, nil
	}
}

func beginDetaching(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	if t.status != "in-use" {
		return nil, invalidVolume("Unable to detach volume. Volume status must be 'in-use' and attach_status must be 'attached' to detach.")
	}
	t.during("detaching", time.Time{})
	return nil, nil
}
