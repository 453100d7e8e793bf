package image

import (
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// view is how images are shown: the columns of lists, and the rows of one.
var view = output.View[*api.Image]{
	One: "image", Many: "images",
	Decode: verb.Decode,
	XML:    verb.ToXML,
	ID:     func(i *api.Image) string { return i.ID },
	Extra:  func(i *api.Image) []byte { return i.Extra },
	Columns: []output.Column[*api.Image]{
		{Name: "ID", Cell: func(i *api.Image) string { return i.ID }, Help: "the image's UUID"},
		{Name: "Name", Cell: func(i *api.Image) string { return i.Name }, Help: "its name, which others may have too"},
		{Name: "Status", Cell: func(i *api.Image) string { return i.Status }, Help: "what it is: ACTIVE, SAVING, ERROR, ..."},
		{Name: "Type", Cell: imageType, In: output.ListOnly, Wide: true, Help: "base, or snapshot of a server"},
		{Name: "Fault", Cell: func(i *api.Image) string { return cell.Fault(i.Fault) }, In: output.ShowOnly, Rare: true, Help: "why it is in ERROR"},
		{Name: "Progress", Cell: func(i *api.Image) string { return cell.Number(i.Progress) }, In: output.ShowOnly, Help: "how far saving is, in percent"},
		{Name: "Server", Cell: server, Wide: true, Rare: true, Help: "id of the server that it was made of"},
		minDisk, minRAM, size,
		{Name: "Disk Config", Cell: func(i *api.Image) string { return i.DiskConfig }, Wide: true, Help: "how disks made from it are partitioned: AUTO or MANUAL"},
		{Name: "Metadata", Cell: func(i *api.Image) string { return cell.Pairs(i.Metadata) }, In: output.ShowOnly, Help: "its metadata, as key=value"},
		{Name: "Visibility", Cell: func(i *api.Image) string { return i.Visibility }, In: output.ShowOnly, Rare: true, Help: "who sees it, where the image service says so: private, shared, community, public"},
		{Name: "Protected", Cell: protected, In: output.ShowOnly, Rare: true, Help: "whether it can't be deleted"},
		{Name: "Disk Format", Cell: func(i *api.Image) string { return i.DiskFormat }, In: output.ShowOnly, Rare: true, Help: "qcow2, raw, ..."},
		{Name: "Container Format", Cell: containerFormat, In: output.ShowOnly, Rare: true, Help: "what the disk is in: bare, as a rule"},
		{Name: "Tags", Cell: func(i *api.Image) string { return strings.Join(i.Tags, ", ") }, In: output.ShowOnly, Rare: true, Help: "its tags"},
		{Name: "Owner", Cell: func(i *api.Image) string { return i.Owner }, In: output.ShowOnly, Rare: true, Help: "id of the project that it is of"},
		{Name: "Virtual Size", Cell: func(i *api.Image) string { return cell.Number(i.VirtualSize) }, In: output.ShowOnly, Rare: true, Help: "how large the disk in it is, in bytes"},
		{Name: "Hidden", Cell: hidden, In: output.ShowOnly, Rare: true, Help: "whether lists leave it out"},
		{Name: "Checksum", Cell: func(i *api.Image) string { return i.Checksum }, In: output.ShowOnly, Rare: true, Help: "the MD5 of its data, as md5sum prints it"},
		{Name: "Hash", Cell: hashText, In: output.ShowOnly, Rare: true, Help: "the hash of its data, with the name of how it is made"},
		{Name: "Created", Cell: func(i *api.Image) string { return i.Created }, Wide: true, Help: "when it was created, ISO 8601"},
		{Name: "Updated", Cell: func(i *api.Image) string { return i.Updated }, Wide: true, Help: "when it last changed, ISO 8601"},
	},
}

// The columns that compare as numbers.
var (
	minDisk = output.Column[*api.Image]{
		Name: "Min Disk", Help: "the smallest disk that it fits on, in GB", Right: true, Wide: true,
		Cell:    func(i *api.Image) string { return cell.Number(i.MinDisk) },
		Compare: func(a, b *api.Image) int { return cell.CompareNumbers(a.MinDisk, b.MinDisk) },
	}
	minRAM = output.Column[*api.Image]{
		Name: "Min RAM", Help: "the least RAM that it runs with, in MB", Right: true, Wide: true,
		Cell:    func(i *api.Image) string { return cell.Number(i.MinRAM) },
		Compare: func(a, b *api.Image) int { return cell.CompareNumbers(a.MinRAM, b.MinRAM) },
	}
	size = output.Column[*api.Image]{
		Name: "Size", Help: "how large it is, in bytes", Right: true, Wide: true,
		Cell:    func(i *api.Image) string { return cell.Number(i.Size) },
		Compare: func(a, b *api.Image) int { return cell.CompareNumbers(a.Size, b.Size) },
	}
)

// imageType is base or snapshot (fact 21).
func imageType(i *api.Image) string {
	t, _ := i.Metadata.Get("image_type")
	return t
}

func containerFormat(i *api.Image) string { return i.ContainerFormat }

func protected(i *api.Image) string { return known(i.Protected) }

func hidden(i *api.Image) string { return known(i.Hidden) }

// known is a switch where it is said.
func known(on *bool) string {
	if on == nil {
		return ""
	}
	return strconv.FormatBool(*on)
}

// hashText is how the hash is made, and the hash.
func hashText(i *api.Image) string {
	if i.Hash == "" {
		return ""
	}
	return i.HashAlgorithm + ":" + i.Hash
}

func server(i *api.Image) string { return cell.RefID(i.Server) }
