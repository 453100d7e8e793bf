package admin

import (
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// quotaNames are what there are quotas of, in the order of tables; quotaMembers are the same as members of a request.
const (
	quotaNames = "instances cores ram floating_ips fixed_ips metadata_items injected_files injected_file_content_bytes injected_file_path_bytes " +
		"key_pairs security_groups security_group_rules server_groups server_group_members"
	quotaMembers = "instances? cores? ram? floating_ips? fixed_ips? metadata_items? injected_files? injected_file_content_bytes? " +
		"injected_file_path_bytes? key_pairs? security_groups? security_group_rules? server_groups? server_group_members?"
)

// quotaRows are the commands about quotas.
var quotaRows = []session.Command{
	{
		Name: "quota-show", Short: "Show the quotas of a project or a user.", Takes: "--tenant= --user= --detail", Rows: quotaTable,
		Send:   "?detail GET /os-quota-sets/{project}/detail?user_id=user; GET /os-quota-sets/{project}?user_id=user",
		Answer: "quota_set: Quota, Limit",
	},
	{
		Name: "quota-defaults", Short: "Show the quotas that a project begins with.", Takes: "--tenant=", Rows: quotaTable,
		Send: "GET /os-quota-sets/{project}/defaults", Answer: "quota_set: Quota, Limit",
	},
	{
		Name: "quota-update", Short: "Change the quotas of a project or a user.",
		Takes: `tenant --user= --instances=int --cores=int --ram=int --floating-ips=int@0-35 --fixed-ips=int@0-35 --metadata-items=int
			--injected-files=int@0-56 --injected-file-content-bytes=int@0-56 --injected-file-path-bytes=int@0-56 --key-pairs=int
			--security-groups=int@0-35 --security-group-rules=int@0-35 --server-groups=int --server-group-members=int --force`,
		Check: checkQuotas, Send: "PUT /os-quota-sets/{=tenant}?user_id=user quota_set{" + quotaMembers + " force?}",
	},
	{
		Name: "quota-delete", Short: "Give a project or a user the quotas again that it began with.", Takes: "--tenant!= --user=",
		Send: "DELETE /os-quota-sets/{=tenant}?user_id=user",
	},
	{
		Name: "quota-class-show", Short: "Show the quotas of a class.", Takes: "class_name", Rows: quotaTable,
		Send: "GET /os-quota-class-sets/{=class_name}", Answer: "quota_class_set: Quota, Limit",
	},
	{
		Name: "quota-class-update", Short: "Change the quotas of a class.",
		Takes: `class_name --instances=int --cores=int --ram=int --floating-ips=int@0-49 --fixed-ips=int@0-49 --metadata-items=int
			--injected-files=int@0-56 --injected-file-content-bytes=int@0-56 --injected-file-path-bytes=int@0-56 --key-pairs=int
			--security-groups=int@0-49 --security-group-rules=int@0-49 --server-groups=int --server-group-members=int`,
		Check: checkQuotas, Send: "PUT /os-quota-class-sets/{=class_name} quota_class_set{" + quotaMembers + "}",
	},
}

// quotaTable are the quotas of a set that nova knows.
func quotaTable(set []*session.Resource) (rows []*session.Resource) {
	for name := range strings.FieldsSeq(quotaNames) {
		if limit, ok := set[0].Get(name); ok {
			rows = append(rows, session.Whole(pytext.NewDict("quota", name, "limit", limit)))
		}
	}
	return rows
}

// checkQuotas warns of options that are deprecated. Where none is given, nothing is to be changed.
func checkQuotas(s *session.Nova) error {
	nothing := session.ErrNothing
	for name := range strings.FieldsSeq(quotaNames) {
		if s.Args.Given(name) {
			nothing = nil
		}
	}
	for _, option := range []string{"floating-ips", "fixed-ips", "security-groups", "security-group-rules"} {
		if s.Args.Given(strings.ReplaceAll(option, "-", "_")) {
			s.Complain(`WARNING: Option "--` + option + "\" is deprecated\n")
		}
	}
	return nothing
}
