package image

import (
	stdbytes "bytes"
)

// headSize is how much of a disk says which format it has: the descriptors of an ISO are 32 KiB into it.
const headSize = 32<<10 + 6

// diskFormats are those that Glance knows as a rule, for completion. A cloud may have others.
var diskFormats = []string{"qcow2", "raw", "vmdk", "vdi", "vhd", "vhdx", "iso", "ami", "aki", "ari", "ploop"}

// visibilities are Glance's.
var visibilities = []string{"private", "shared", "community", "public"}

// A signature is what disks of a format have at a place.
type signature struct {
	format string
	at     int
	bytes  string
}

// signatures are those of the formats that have one.
var signatures = []signature{
	{"qcow2", 0, "QFI\xfb"},
	{"vmdk", 0, "KDMV"},
	{"vmdk", 0, "# Disk DescriptorFile"},
	{"vhdx", 0, "vhdxfile"},
	{"vhd", 0, "conectix"},
	{"vdi", 0x40, "\x7f\x10\xda\xbe"},
	{"iso", 32<<10 + 1, "CD001"},
}

// packers are the signatures of what no cloud unpacks by itself.
var packers = []signature{
	{"gzip", 0, "\x1f\x8b"},
	{"xz", 0, "\xfd7zXZ\x00"},
	{"bzip2", 0, "BZh"},
	{"zstd", 0, "\x28\xb5\x2f\xfd"},
	{"zip", 0, "PK\x03\x04"},
}

// formatOf returns the format that the beginning of a disk shows; "" where it shows none, as a raw disk does.
func formatOf(head []byte, known []signature) string {
	for _, s := range known {
		if len(head) >= s.at && stdbytes.HasPrefix(head[s.at:], []byte(s.bytes)) {
			return s.format
		}
	}
	return ""
}
