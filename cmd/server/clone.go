package server

import (
	"errors"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/server/build"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// cloneType is a request, which is a document alone.
var cloneType = resource.Type{ResourceType: client.ResourceType{Noun: "request"}}

// clone is `server clone`.
func clone(a *app.App, flavors *ref.Finder) *cobra.Command {
	return resource.Part{
		Of: Finder, Use: "clone SERVER", What: "clone", Short: "Print the request that would make another server like one", Shows: &cloneType,
		Long: `Print the request that would make another server like one, for server create --from-file: its image, flavor, key pair, zone, security groups, metadata and
networks, and where the cloud tells them its description, tags and server group. What no answer has isn't in it: passwords, files, and what is on its disk
(image create keeps that). The zone is the one that was asked for, where the cloud tells that. In YAML unless -o says otherwise.`,
		Example: `  novactl server clone web-1 > like-web-1.yaml`,
		Run: func(r *resource.Run) error {
			r.Client.Want(pinnedFrom)
			doc, err := r.Client.GetServer(r.Cmd.Context(), r.Of.ID)
			if err != nil {
				return err
			}
			var s api.Server
			if _, err := api.Read(doc.Raw, &s); err != nil {
				return err
			}
			request, err := requestLike(r, s, flavors)
			if err == nil && request["imageRef"] == nil {
				r.App.Streams.Notice("server %s boots from a volume, which a request can't copy: name a disk for the other, with server create --from-file FILE --boot-volume or --image", s.Name)
			}
			if err != nil {
				return err
			}
			raw, err := json.Marshal(request, json.Deterministic(true))
			if !config.FormatGiven(r.Cmd.Flags()) {
				r.SetFormat(output.YAML)
			}
			return r.Show(client.Document{Raw: raw}, err)
		},
	}.Command(a)
}

// requestLike is the request for a server like s.
func requestLike(r *resource.Run, s api.Server, flavors *ref.Finder) (map[string]any, error) {
	request := map[string]any{"name": s.Name}
	set := func(name, value string) {
		if value != "" {
			request[name] = value
		}
	}
	if s.Image != nil {
		set("imageRef", s.Image.ID)
	}
	if s.Flavor != nil {
		set("flavorRef", s.Flavor.ID)
	}
	if request["flavorRef"] == nil {
		name := cell.Flavor(s.Flavor) // from 2.47 on a server tells that alone
		id, err := flavors.ResolveFlag(r.Cmd.Context(), r.Client, name)
		switch {
		case errors.As(err, new(*ref.NotFoundError)):
			r.App.Streams.Notice("the flavor %s of server %s is there no more: name another one, with server create --from-file FILE --flavor", name, s.Name)
		case err != nil:
			return nil, err
		}
		set("flavorRef", id)
	}
	set("key_name", s.KeyName.Value)
	set("OS-DCF:diskConfig", s.DiskConfig)
	var own api.Metadata
	for _, p := range s.Metadata {
		if p.Key != build.MarkKey { // which is of the server that it is on
			own = append(own, p)
		}
	}
	if len(own) > 0 {
		request["metadata"] = own
	}
	if err := newerParts(request, s); err != nil {
		return nil, err
	}
	if groups := groupNames(s); len(groups) > 0 {
		request["security_groups"] = groups
	}
	networks, err := networksOf(r)
	if len(networks) > 0 {
		request["networks"] = networks
	}
	return request, err
}

// pinnedFrom is the microversion from which on a server tells the zone that was asked for, beside the one that it is in.
const pinnedFrom = 96

// newerParts sets in a request what only newer documents of a server have, and its zone: the one that was asked for, where that is told.
func newerParts(request map[string]any, s api.Server) error {
	var is map[string]jsontext.Value
	if err := api.Unmarshal(s.Extra, &is); len(s.Extra) > 0 && err != nil {
		return err
	}
	if is["description"] != nil && strings.Trim(string(is["description"]), `"`) == s.Name { // below 2.19 a create makes it the name (fact 97)
		delete(is, "description")
	}
	for _, name := range []string{"description", "tags"} {
		if v := is[name]; len(v) > len(`""`) && v.Kind() != 'n' {
			request[name] = v
		}
	}
	if drive, err := strconv.ParseBool(strings.Trim(string(is["config_drive"]), `"`)); err == nil && drive {
		request["config_drive"] = true
	}
	var groups []string
	if err := api.Unmarshal(is["server_groups"], &groups); err == nil && len(groups) > 0 {
		request["os:scheduler_hints"] = map[string]any{"group": groups[0]}
	}
	switch pinned := is["pinned_availability_zone"]; {
	case pinned == nil && s.Zone.Value != "":
		request["availability_zone"] = s.Zone.Value
	case pinned.Kind() == '"':
		request["availability_zone"] = pinned
	}
	return nil
}

// groupNames are the security groups of a server, each once: Nova names one for each port that has it.
func groupNames(s api.Server) []map[string]string {
	var all []map[string]string
	seen := map[string]bool{}
	for _, g := range s.Groups {
		if !seen[g.Name] {
			seen[g.Name] = true
			all = append(all, map[string]string{"name": g.Name})
		}
	}
	return all
}

// networksOf are the networks that a server is attached to, in the order of its interfaces; none where the cloud has no interfaces to list.
func networksOf(r *resource.Run) ([]map[string]string, error) {
	t := client.ResourceType{Noun: "interface", Path: "/os-interface", Many: "interfaceAttachments", Whole: true}
	var all []map[string]string
	for raw, err := range r.Client.ListResources(r.Cmd.Context(), r.Below(t, "servers"), nil, 0) {
		item, err := resource.Read(raw, err)
		if transport.IsNotFound(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, map[string]string{"uuid": item.Text("net_id")})
	}
	return all, nil
}
