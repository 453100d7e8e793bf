package servers

import (
	"encoding/base64"
	"fmt"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// updateServer is `update`.
func updateServer(s *session.Nova) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	changes := pytext.NewDict()
	name, host := s.Args.Text("name"), s.Args.Text("hostname")
	if name != "" {
		changes.Set("name", name)
	}
	if s.Args.Given("description") {
		changes.Set("description", nil)
		if text := s.Args.Text("description"); text != "" {
			changes.Set("description", text)
		}
	}
	if host != "" {
		changes.Set("hostname", host)
	}
	if name == "" && !s.Args.Given("description") && !s.Args.Given("hostname") {
		return nil
	}
	_, err = s.Put("/servers/"+session.Escape(r.ID()), pytext.NewDict("server", changes))
	return err
}

// serverMetadata is `meta`.
func serverMetadata(s *session.Nova) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	return s.ChangeMetadata(r.ID(), session.Extracted(s.Args.Texts("metadata")), true)
}

// reboot is `reboot`.
func reboot(s *session.Nova) error {
	kind := "SOFT"
	if s.Args.Given("reboot_type") {
		kind = "HARD"
	}
	var labels []string
	found := map[string]*session.Resource{}
	for _, name := range s.Args.Texts("server") {
		r, err := s.Find(session.Servers, name)
		if err != nil {
			return err
		}
		label := labelOf(r)
		labels, found[label] = append(labels, label), r
	}
	err := s.Each(labels, "Request to reboot server %s has been accepted.", "Unable to reboot the specified server(s).", func(label string) error {
		return s.Action(found[label], "reboot", pytext.NewDict("type", kind))
	})
	if err != nil || !s.Args.Bool("poll") {
		return err
	}
	return s.Each(labels, "Wait for server %s reboot.", "Wait for specified server(s) failed.", func(label string) error {
		p := session.Poller{Nova: s, Kind: session.Servers, ID: found[label].ID(), Doing: "rebooting", Goals: []string{"active"}, HidePercent: true}
		return p.Wait()
	})
}

// labelOf is a server as messages have it: the slug of its name, and its id.
func labelOf(r *session.Resource) string {
	slug := session.Slug(r.Text("name"))
	if slug == "" {
		return r.ID()
	}
	return fmt.Sprintf("%s (%s)", slug, r.ID())
}

// rebuild is `rebuild`.
func rebuild(s *session.Nova) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	image, err := s.FindImage(s.Args.Text("image"))
	if err != nil {
		return err
	}
	info := pytext.NewDict("imageRef", image.Text("id"))
	for _, part := range []func(*session.Nova, *pytext.Dict) error{rebuildBasics, rebuildData, rebuildCertificates} {
		if err := part(s, info); err != nil {
			return err
		}
	}
	a, err := s.ActionAnswer(r, "rebuild", info)
	if err != nil {
		return s.WithPassword(err)
	}
	server := s.Changed(session.Servers, a.Body.Dict("server"))
	if err := printServer(s, server, 0); err != nil {
		return err
	}
	if !s.Args.Bool("poll") {
		return nil
	}
	return s.Poll(session.Servers, server.ID(), "rebuilding", "active")
}

// rebuildBasics sets what is in the document as it is in the line.
func rebuildBasics(s *session.Nova, info *pytext.Dict) error {
	if s.Args.Given("rebuild_password") {
		info.Set("adminPass", s.Args.Text("rebuild_password"))
	}
	if s.Args.Bool("preserve_ephemeral") {
		info.Set("preserve_ephemeral", true)
	}
	if s.Args.Given("name") {
		info.Set("name", s.Args.Text("name"))
	}
	if s.Args.Has("description") {
		info.Set("description", s.Args.Value("description"))
	}
	switch key := s.Args.Text("key_name"); {
	case s.Args.Bool("key_unset") && key != "":
		return session.Errorf("Cannot specify '--key-unset' with '--key-name'.")
	case s.Args.Bool("key_unset"):
		info.Set("key_name", nil)
	case key != "":
		info.Set("key_name", key)
	}
	if s.Args.Given("hostname") {
		info.Set("hostname", s.Args.Text("hostname"))
	}
	metadata, err := session.Pairs(s.Args.Texts("meta"))
	if err == nil && len(metadata.Keys()) > 0 {
		info.Set("metadata", metadata)
	}
	return err
}

// rebuildData sets files and user data.
func rebuildData(s *session.Nova, info *pytext.Dict) error {
	files, err := personality(s)
	if err != nil {
		return err
	}
	if files != nil {
		info.Set("personality", files)
	}
	path := s.Args.Text("user_data")
	switch {
	case s.Args.Bool("user_data_unset") && path != "":
		return session.Errorf("Cannot specify '--user-data-unset' with '--user-data'.")
	case s.Args.Bool("user_data_unset"):
		info.Set("user_data", nil)
	case path != "":
		text, err := readText(path)
		if err != nil {
			return err
		}
		info.Set("user_data", base64.StdEncoding.EncodeToString([]byte(text)))
	}
	return nil
}

// rebuildCertificates sets the trusted certificates.
func rebuildCertificates(s *session.Nova, info *pytext.Dict) error {
	ids, err := certificateIDs(s)
	unset := s.Args.Bool("trusted_image_certificates_unset")
	switch {
	case err != nil:
		return err
	case unset && ids != nil:
		return session.Errorf("Cannot specify '--trusted-image-certificates-unset' with '--trusted-image-certificate-id' or with " +
			"OS_TRUSTED_IMAGE_CERTIFICATE_IDS env variable set.")
	case unset:
		info.Set("trusted_image_certificates", nil)
	case ids != nil:
		info.Set("trusted_image_certificates", ids)
	}
	return nil
}

// resize is `resize`.
func resize(s *session.Nova) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	found, err := s.Find(session.Flavors, s.Args.Text("flavor"))
	if err != nil {
		return err
	}
	flavor, _ := found.Get("id")
	if err := s.Action(r, "resize", pytext.NewDict("flavorRef", flavor)); err != nil || !s.Args.Bool("poll") {
		return err
	}
	return s.Poll(session.Servers, r.ID(), "resizing", "active", "verify_resize")
}

// migrate is `migrate`.
func migrate(s *session.Nova) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	var info *pytext.Dict
	if s.Minor >= 56 {
		if info = session.Optional("host", s.Args.Text("host")); info == nil {
			info = pytext.NewDict()
		}
	}
	if err := s.Action(r, "migrate", info); err != nil || !s.Args.Bool("poll") {
		return err
	}
	return s.Poll(session.Servers, r.ID(), "migrating", "active", "verify_resize")
}

// rescue is `rescue`.
func rescue(s *session.Nova) error {
	info := pytext.NewDict()
	image := s.Args.Text("image")
	if image != "" {
		d, err := s.FindImage(image)
		if err != nil {
			return err
		}
		image = d.Text("id")
	}
	r, err := s.Server()
	if err != nil {
		return err
	}
	if password := s.Args.Text("password"); password != "" {
		info.Set("adminPass", password)
	}
	if image != "" {
		info.Set("rescue_image_ref", image)
	}
	if len(info.Keys()) == 0 {
		info = nil
	}
	a, err := s.ActionAnswer(r, "rescue", info)
	if err != nil {
		return s.WithPassword(err)
	}
	return s.PrintDict(a.Body, 0)
}

// setPassword is `set-password`.
func setPassword(s *session.Nova) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	first, err := s.App.Streams.Password(s.Ctx, "New password")
	if err != nil {
		return err
	}
	again, err := s.App.Streams.Password(s.Ctx, "Again")
	switch {
	case err != nil:
		return err
	case first != again:
		return session.Errorf("Passwords do not match.")
	}
	return s.Action(r, "changePassword", pytext.NewDict("adminPass", first))
}
