package novav21

import (
	"net/http"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	doc "github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// The properties by which backups are known.
const (
	imageType  = "image_type"
	backupType = "backup_type"
)

// backUp makes an image of a server, and lets the oldest backups of its type go: as many stay as the rotation says. With none the answer
// names one that is gone from 2.45 on, as Nova's does, and none before.
func backUp(c *service.RequestContext, s *compute.Server, body jsontext.Value) (*web.Response, error) {
	members, _ := doc.ObjectOf(body)
	name, _ := members.Text("name")
	kind, _ := members.Text("backup_type")
	var pairs api.Metadata
	if members.Has("metadata") {
		var err error
		if pairs, err = compute.ReadPairs(members["metadata"]); err != nil {
			return nil, err
		}
	}
	pairs = append(pairs, api.Pair{Key: imageType, Value: "backup"}, api.Pair{Key: backupType, Value: kind})
	if err := c.Begin(s, compute.BackingUp); err != nil {
		return nil, err
	}
	i, err := c.Snapshot(s, name, pairs)
	if err != nil {
		return nil, err
	}
	rotation, _ := strconv.Atoi(members.TextOrNumber("rotation"))
	if err := rotate(c, s, kind, rotation); err != nil {
		return nil, err
	}
	if c.Minor >= 45 {
		return &web.Response{Status: http.StatusAccepted, Body: web.JSON(object{"image_id": i.ID})}, nil
	}
	if rotation == 0 {
		return web.Accepted(), nil
	}
	return &web.Response{Status: http.StatusAccepted, Header: http.Header{"Location": {view.SelfURL(c, "images", i.ID)}}}, nil
}

// rotate deletes all but the newest backups of a server: images are listed with the newest first.
func rotate(c *service.RequestContext, s *compute.Server, kind string, rotation int) error {
	images, err := c.ImagesFrom("", time.Time{})
	if err != nil {
		return err
	}
	var backups []*compute.Image
	for i, err := range images {
		if err != nil {
			return err
		}
		if i.ServerID == s.ID && valueOf(i, imageType) == "backup" && valueOf(i, backupType) == kind {
			backups = append(backups, i)
		}
	}
	for _, i := range backups[min(rotation, len(backups)):] {
		if err := c.DeleteImage(i.ID); err != nil {
			return err
		}
	}
	return nil
}

func valueOf(i *compute.Image, key string) string {
	value, _ := i.Metadata.Get(key)
	return value
}
