package glance

import (
	"slices"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// memberDocument is a tenant that an image is shared with, as the service shows it.
func memberDocument(i *compute.Image, m compute.ImageMember) map[string]any {
	return map[string]any{
		"image_id": i.ID, "member_id": m.Tenant, "status": m.Status, "created_at": api.FormatTime(m.Created), "updated_at": api.FormatTime(m.Updated),
		"schema": "/v2/schemas/member",
	}
}

// membersOf are those of an image: all for its owner, for a member itself.
func membersOf(c *service.RequestContext) (*compute.Image, []compute.ImageMember, error) {
	i, err := c.FindImage(c.Arg("id"))
	if err != nil || i.Upload == nil {
		return i, nil, err
	}
	return i, slices.DeleteFunc(slices.Clone(i.Upload.Members), func(m compute.ImageMember) bool {
		return i.Upload.Owner != c.Tenant && m.Tenant != c.Tenant
	}), nil
}

func listMembers(c *service.RequestContext) (*web.Response, error) {
	i, found, err := membersOf(c)
	all := []map[string]any{}
	for _, m := range found {
		all = append(all, memberDocument(i, m))
	}
	return web.OK(web.JSON(map[string]any{"members": all, "schema": "/v2/schemas/members"})), err
}

func showMember(c *service.RequestContext) (*web.Response, error) {
	i, found, err := membersOf(c)
	if err != nil {
		return nil, err
	}
	for _, m := range found {
		if m.Tenant == c.Arg("member") {
			return web.OK(web.JSON(memberDocument(i, m))), nil
		}
	}
	return nil, fault.NotFound("Member not found")
}

// addMember shares an image with a tenant, which is to accept it.
func addMember(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	i, err := ownImage(c)
	if err != nil {
		return nil, err
	}
	tenant, _ := doc.Text("member")
	switch {
	case tenant == "":
		return nil, fault.BadRequest("Expected a member to be provided.")
	case i.Upload.Visible != "shared":
		return nil, fault.Forbidden("Only shared images have members.")
	case slices.ContainsFunc(i.Upload.Members, func(m compute.ImageMember) bool { return m.Tenant == tenant }):
		return nil, fault.Conflict("Member %s is duplicated for image %s", tenant, i.ID)
	}
	m := compute.ImageMember{Tenant: tenant, Status: "pending", Created: c.Now, Updated: c.Now}
	i.Upload.Members = append(i.Upload.Members, m)
	return web.OK(web.JSON(memberDocument(i, m))), save(c, i)
}

// updateMember is how a member says whether it wants the image in its lists.
func updateMember(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	i, _, err := membersOf(c)
	if err != nil {
		return nil, err
	}
	status, _ := doc.Text("status")
	if !slices.Contains([]string{"pending", "accepted", "rejected"}, status) {
		return nil, fault.BadRequest("Incorrect request: status is one of 'pending', 'accepted', 'rejected'.")
	}
	if i.Upload == nil || c.Arg("member") != c.Tenant {
		return nil, fault.NotFound("Member not found")
	}
	n := slices.IndexFunc(i.Upload.Members, func(m compute.ImageMember) bool { return m.Tenant == c.Tenant })
	if n < 0 {
		return nil, fault.NotFound("Member not found")
	}
	i.Upload.Members[n].Status, i.Upload.Members[n].Updated = status, c.Now
	m := i.Upload.Members[n]
	c.Tenant = i.Upload.Owner // whose image it is
	return web.OK(web.JSON(memberDocument(i, m))), c.SaveImage(i)
}

func deleteMember(c *service.RequestContext) (*web.Response, error) {
	i, err := ownImage(c)
	if err != nil {
		return nil, err
	}
	n := slices.IndexFunc(i.Upload.Members, func(m compute.ImageMember) bool { return m.Tenant == c.Arg("member") })
	if n < 0 {
		return nil, fault.NotFound("Member not found")
	}
	i.Upload.Members = slices.Delete(i.Upload.Members, n, n+1)
	return web.NoContent(), save(c, i)
}
