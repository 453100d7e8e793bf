package image

import (
	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// view is how images are shown: the columns of lists, and the rows of one.
var view = output.View[api.Image]{
	One: "image", Many: "images",
	Decode: verb.Decode[api.Image],
	XML:    verb.ToXML,
	ID:     func(i api.Image) string { return i.ID },
	Extra:  func(i api.Image) []byte { return i.Extra },
	Columns: []output.Column[api.Image]{
		{Name: "ID", Cell: func(i api.Image) string { return i.ID }},
		{Name: "Name", Cell: func(i api.Image) string { return i.Name }},
		{Name: "Status", Cell: func(i api.Image) string { return i.Status }},
		{Name: "Type", Cell: imageType, Wide: true},
		{Name: "Server", Cell: server, Wide: true},
		minDisk, minRAM, size,
		{Name: "Disk Config", Cell: func(i api.Image) string { return i.DiskConfig }, Wide: true},
		{Name: "Created", Cell: func(i api.Image) string { return i.Created }, Wide: true},
		{Name: "Updated", Cell: func(i api.Image) string { return i.Updated }, Wide: true},
	},
	Details: []output.Column[api.Image]{
		{Name: "ID", Cell: func(i api.Image) string { return i.ID }},
		{Name: "Name", Cell: func(i api.Image) string { return i.Name }},
		{Name: "Status", Cell: func(i api.Image) string { return i.Status }},
		{Name: "Fault", Cell: func(i api.Image) string { return cell.Fault(i.Fault) }, Rare: true},
		{Name: "Progress", Cell: func(i api.Image) string { return cell.Number(i.Progress) }},
		{Name: "Server", Cell: server, Rare: true},
		minDisk, minRAM, size,
		{Name: "Disk Config", Cell: func(i api.Image) string { return i.DiskConfig }},
		{Name: "Metadata", Cell: func(i api.Image) string { return cell.Pairs(i.Metadata) }},
		{Name: "Created", Cell: func(i api.Image) string { return i.Created }},
		{Name: "Updated", Cell: func(i api.Image) string { return i.Updated }},
	},
}

// The columns that compare as numbers.
var (
	minDisk = output.Column[api.Image]{
		Name: "Min Disk", Help: "GB", Right: true, Wide: true,
		Cell:    func(i api.Image) string { return cell.Number(i.MinDisk) },
		Compare: func(a, b api.Image) int { return cell.CompareNumbers(a.MinDisk, b.MinDisk) },
	}
	minRAM = output.Column[api.Image]{
		Name: "Min RAM", Help: "MB", Right: true, Wide: true,
		Cell:    func(i api.Image) string { return cell.Number(i.MinRAM) },
		Compare: func(a, b api.Image) int { return cell.CompareNumbers(a.MinRAM, b.MinRAM) },
	}
	size = output.Column[api.Image]{
		Name: "Size", Help: "bytes", Right: true, Wide: true,
		Cell:    func(i api.Image) string { return cell.Number(i.Size) },
		Compare: func(a, b api.Image) int { return cell.CompareNumbers(a.Size, b.Size) },
	}
)

// imageType is base or snapshot (fact 21).
func imageType(i api.Image) string {
	t, _ := i.Metadata.Get("image_type")
	return t
}

func server(i api.Image) string { return cell.RefID(i.Server) }
