package admin

import (
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// quotaOptions are the options of both commands that change quotas; those of networks and files ended with versions of the API.
func quotaOptions(networks string) string {
	return "--instances=int --cores=int --ram=int --floating-ips=int@0-" + networks + " --fixed-ips=int@0-" + networks +
		" --metadata-items=int --injected-files=int@0-56 --injected-file-content-bytes=int@0-56 --injected-file-path-bytes=int@0-56 --key-pairs=int" +
		" --security-groups=int@0-" + networks + " --security-group-rules=int@0-" + networks + " --server-groups=int --server-group-members=int"
}

// quotaResources are what there are quotas of, in the order of tables.
var quotaResources = []string{
	"instances", "cores", "ram", "floating_ips", "fixed_ips", "metadata_items", "injected_files", "injected_file_content_bytes",
	"injected_file_path_bytes", "key_pairs", "security_groups", "security_group_rules", "server_groups", "server_group_members",
}

const (
	quotas       = "/os-quota-sets/"
	quotaClasses = "/os-quota-class-sets/"
)

// quotaRows are the commands about quotas.
func quotaRows() []session.Command {
	return []session.Command{
		{
			Name: "quota-show", Short: "Show the quotas of a project or a user.", Takes: "--tenant= --user= --detail",
			Run: func(s *session.Nova) error {
				tenant, err := tenant(s)
				if err != nil {
					return err
				}
				path := quotas + session.Escape(tenant)
				if s.Args.Bool("detail") {
					path += "/detail"
				}
				return showQuotas(s, path+ofUser(s), "quota_set")
			},
		},
		{
			Name: "quota-defaults", Short: "Show the quotas that a project begins with.", Takes: "--tenant=",
			Run: func(s *session.Nova) error {
				tenant, err := tenant(s)
				if err != nil {
					return err
				}
				return showQuotas(s, quotas+session.Escape(tenant)+"/defaults", "quota_set")
			},
		},
		{
			Name: "quota-update", Short: "Change the quotas of a project or a user.", Takes: "tenant --user= " + quotaOptions("35") + " --force",
			Run: func(s *session.Nova) error {
				return updateQuotas(s, quotas+session.Escape(s.Args.Text("tenant"))+ofUser(s), "quota_set")
			},
		},
		{
			Name: "quota-delete", Short: "Give a project or a user the quotas again that it began with.", Takes: "--tenant!= --user=",
			Run: func(s *session.Nova) error {
				return s.Delete(quotas + session.Escape(s.Args.Text("tenant")) + ofUser(s))
			},
		},
		{
			Name: "quota-class-show", Short: "Show the quotas of a class.", Takes: "class_name",
			Run: func(s *session.Nova) error {
				return showQuotas(s, quotaClasses+session.Escape(s.Args.Text("class_name")), "quota_class_set")
			},
		},
		{
			Name: "quota-class-update", Short: "Change the quotas of a class.", Takes: "class_name " + quotaOptions("49"),
			Run: func(s *session.Nova) error {
				return updateQuotas(s, quotaClasses+session.Escape(s.Args.Text("class_name")), "quota_class_set")
			},
		},
	}
}

// tenant is the project that --tenant names, or that of the token.
func tenant(s *session.Nova) (string, error) {
	switch name := s.Args.Text("tenant"); {
	case name != "":
		return name, nil
	case s.Explain:
		return "PROJECT", nil
	}
	session, err := s.Client.Session(s.Ctx)
	return session.TenantID, err
}

// showQuotas prints quotas.
func showQuotas(s *session.Nova, path, root string) error {
	d, err := s.Get(path)
	if err != nil {
		return err
	}
	var rows []*session.Resource
	for _, name := range quotaResources {
		if limit, ok := d.Dict(root).Get(name); ok {
			rows = append(rows, session.Whole(pytext.NewDict("quota", name, "limit", limit)))
		}
	}
	return s.PrintList([]string{"Quota", "Limit"}, rows, nil, session.Unsorted)
}

// deprecated are options that nova warns of.
var deprecated = []string{"floating_ips", "fixed_ips", "security_groups", "security_group_rules"}

// updateQuotas changes quotas.
func updateQuotas(s *session.Nova, path, root string) error {
	for _, name := range deprecated {
		if s.Args.Given(name) {
			s.Complain(`WARNING: Option "--` + session.Dashed(name) + "\" is deprecated\n")
		}
	}
	changes := pytext.NewDict()
	for _, name := range quotaResources {
		if n, ok := s.Args.Int(name); ok {
			changes.Set(name, n)
		}
	}
	if len(changes.Keys()) == 0 {
		return nil
	}
	if s.Args.Bool("force") {
		changes.Set("force", true)
	}
	_, err := s.Put(path, pytext.NewDict(root, changes))
	return err
}
