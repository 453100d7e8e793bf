package servers

import (
	"encoding/base64"
	"os"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// boot is `boot`.
func boot(s *session.Nova) error {
	body, err := bootBody(s)
	if err != nil {
		return err
	}
	d, err := s.Post("/servers", body)
	if err != nil {
		return s.WithPassword(err)
	}
	if s.Args.Bool("return_reservation_id") {
		id, _ := d.Get("reservation_id")
		return s.PrintOne("reservation_id", id)
	}
	server := s.Changed(session.Servers, d.Dict("server"))
	if err := printServer(s, server, 0); err != nil {
		return err
	}
	if !s.Args.Bool("poll") {
		return nil
	}
	return s.Poll(session.Servers, server.ID(), "building", "active")
}

// bootBody is the document of a new server. What can be wrong with the line is looked at in nova's order.
func bootBody(s *session.Nova) (*pytext.Dict, error) {
	image, flavor, err := bootSources(s)
	if err != nil {
		return nil, err
	}
	minCount, maxCount, err := bootCounts(s)
	if err != nil {
		return nil, err
	}
	if flavor, err = flavorID(s, flavor); err != nil {
		return nil, err
	}
	b := &bootSpec{Nova: s, server: pytext.NewDict("name", s.Args.Text("name"), "imageRef", image, "flavorRef", flavor), image: image}
	b.body = pytext.NewDict("server", b.server)
	for _, part := range []func() error{b.metadata, b.files, b.userData, b.devices, b.networks, b.hints, b.configDrive, b.rest} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	b.server.Set("min_count", min(minCount, maxCount))
	b.server.Set("max_count", maxCount)
	return b.body, nil
}

// bootSources are the id of the image, "" for none, and the name of the flavor.
func bootSources(s *session.Nova) (image, flavor string, err error) {
	flavor = s.Args.Text("flavor")
	if flavor == "" {
		return "", "", session.Errorf("you need to specify a Flavor ID.")
	}
	var d *pytext.Dict
	switch name, with := s.Args.Text("image"), s.Args.Pairs("image_with"); {
	case name != "":
		d, err = s.FindImage(name)
	case with != nil:
		d, err = matchImage(s, with)
	}
	return d.Text("id"), flavor, err
}

// bootCounts are how many servers are to be made.
func bootCounts(s *session.Nova) (minCount, maxCount int, err error) {
	minCount, hasMin := s.Args.Int("min_count")
	maxCount, hasMax := s.Args.Int("max_count")
	switch {
	case hasMin && minCount < 1:
		return 0, 0, session.Errorf("min_count should be >= 1")
	case hasMax && maxCount < 1:
		return 0, 0, session.Errorf("max_count should be >= 1")
	case hasMin && hasMax && minCount > maxCount:
		return 0, 0, session.Errorf("min_count should be <= max_count")
	}
	if !hasMin {
		minCount = 1
	}
	if !hasMax {
		maxCount = minCount
	}
	return minCount, maxCount, nil
}

// flavorID finds the id of a flavor.
func flavorID(s *session.Nova, name string) (string, error) {
	r, err := s.Find(session.Flavors, name)
	if err != nil {
		return "", err
	}
	return r.ID(), nil
}

// bootSpec is the document of a new server in the making.
type bootSpec struct {
	*session.Nova
	body, server *pytext.Dict
	image        string
}

// set sets members of the server to values that the line has, by turns.
func (b *bootSpec) set(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			b.server.Set(pairs[i], pairs[i+1])
		}
	}
}

func (b *bootSpec) metadata() error {
	d, err := session.Pairs(b.Args.Texts("meta"))
	if err == nil && len(d.Keys()) > 0 {
		b.server.Set("metadata", d)
	}
	return err
}

func (b *bootSpec) files() error {
	list, err := personality(b.Nova)
	if err == nil && list != nil {
		b.server.Set("personality", list)
	}
	return err
}

// personality are the files of --file.
func personality(s *session.Nova) ([]any, error) {
	contents := map[string]string{}
	for _, f := range s.Args.Texts("files") {
		to, from, ok := strings.Cut(f, "=")
		if !ok {
			return nil, session.Errorf("Invalid file argument '%s'. File arguments must be of the form '--file <dst-path=src-path>'", f)
		}
		text, err := readText(from)
		if err != nil {
			return nil, err
		}
		contents[to] = text
	}
	var list []any
	for _, path := range session.SortedKeys(contents) {
		list = append(list, pytext.NewDict("path", path, "contents", base64.StdEncoding.EncodeToString([]byte(contents[path]))))
	}
	return list, nil
}

// readText reads a file. Errors are what Python says of one.
func readText(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", session.Errorf("Can't open '%s': %s", path, session.Reason(path, err))
	}
	return string(text), nil
}

func (b *bootSpec) userData() error {
	path := b.Args.Text("user_data")
	if path == "" {
		return nil
	}
	text, err := readText(path)
	if err == nil && text != "" {
		b.server.Set("user_data", base64.StdEncoding.EncodeToString([]byte(text)))
	}
	return err
}

func (b *bootSpec) hints() error {
	hints := pytext.NewDict()
	for _, h := range b.Args.Pairs("scheduler_hints") {
		switch old, _ := hints.Get(h[0]); old := old.(type) {
		case nil:
			hints.Set(h[0], h[1])
		case string:
			hints.Set(h[0], []any{old, h[1]})
		case []any:
			hints.Set(h[0], append(old, h[1]))
		}
	}
	if len(hints.Keys()) > 0 {
		b.body.Set("os:scheduler_hints", hints)
	}
	return nil
}

func (b *bootSpec) configDrive() error {
	switch strings.ToLower(b.Args.Text("config_drive")) {
	case "true", "1":
		b.server.Set("config_drive", true)
	case "false", "0", "", "none":
	default:
		return session.Errorf("The value of the '--config-drive' option must be a boolean value.")
	}
	return nil
}

// rest sets what is in the document as it is in the line.
func (b *bootSpec) rest() error {
	key := b.Args.Text("key_name")
	if !b.Args.Given("key_name") {
		key = b.Variables().KeyName
	}
	b.set("key_name", key, "availability_zone", b.Args.Text("availability_zone"), "adminPass", b.Args.Text("admin_pass"),
		"description", b.Args.Text("description"), "host", b.Args.Text("host"),
		"hypervisor_hostname", b.Args.Text("hypervisor_hostname"), "hostname", b.Args.Text("hostname"))
	for member, dest := range map[string]string{"accessIPv4": "access_ip_v4", "accessIPv6": "access_ip_v6"} {
		if b.Args.Given(dest) {
			b.server.Set(member, b.Args.Text(dest))
		}
	}
	if names := b.Args.Text("security_groups"); names != "" {
		var list []any
		for name := range strings.SplitSeq(names, ",") {
			list = append(list, pytext.NewDict("name", name))
		}
		b.server.Set("security_groups", list)
	}
	if tags := b.Args.Text("tags"); tags != "" {
		b.server.Set("tags", strings.Split(tags, ","))
	}
	if b.Args.Bool("return_reservation_id") {
		b.server.Set("return_reservation_id", true)
	}
	ids, err := certificateIDs(b.Nova)
	if err == nil && ids != nil {
		b.server.Set("trusted_image_certificates", ids)
	}
	return err
}

// certificateIDs are those of --trusted-image-certificate-id, or else of the environment.
func certificateIDs(s *session.Nova) ([]string, error) {
	if ids := s.Args.Texts("trusted_image_certificates"); ids != nil {
		return slices.Clone(ids), nil
	}
	ids := s.Variables().CertificateIDs
	switch {
	case ids == "":
		return nil, nil
	case s.Minor < 63:
		return nil, session.TooOld("OS_TRUSTED_IMAGE_CERTIFICATE_IDS", 63)
	}
	return strings.Split(ids, ","), nil
}
