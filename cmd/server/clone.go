package server

import (
	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
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
networks. What no answer has isn't in it: passwords, files, and what is on its disk (image create keeps that). In YAML unless -o says otherwise.`,
		Example: `  novactl server clone web-1 > like-web-1.yaml`,
		Run: func(r *resource.Run) error {
			doc, err := r.Client.GetServer(r.Cmd.Context(), r.Of.ID)
			if err != nil {
				return err
			}
			var s api.Server
			if _, err := api.Read(doc.Raw, &s); err != nil {
				return err
			}
			request, err := requestLike(r, s, flavors)
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
		id, err := flavors.ResolveFlag(r.Cmd.Context(), r.Client, cell.Flavor(s.Flavor)) // from 2.47 on a server tells the name alone
		if err != nil {
			return nil, err
		}
		set("flavorRef", id)
	}
	set("key_name", s.KeyName.Value)
	set("availability_zone", s.Zone.Value)
	set("OS-DCF:diskConfig", s.DiskConfig)
	if len(s.Metadata) > 0 {
		request["metadata"] = s.Metadata
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
