package admin

import (
	"github.com/novactl/novactl/cmd/nova/session"
)

// migrationRows are the commands about migrations.
var migrationRows = []session.Command{
	{
		Name: "migration-list", Short: "List migrations.",
		Takes: `--instance-uuid= --host= --status= --migration-type= --source-compute= --marker=@59 --limit=int@59 --changes-since=@59
			--changes-before=@66 --project-id=@80 --user-id=@80`,
		Send: "GET /os-migrations?changes-before&changes-since&host&instance_uuid&limit&marker&migration_type&project_id&source_compute&status&user_id",
		Answer: "migrations[]: Id@23, UUID@59, Source Node, Dest Node, Source Compute, Dest Compute, Dest Host, Status, Instance UUID, " +
			"Old Flavor:old_instance_type_id, New Flavor:new_instance_type_id, Created At, Updated At, Type:migration_type@23, Project ID@80, User ID@80",
	},
	{
		Name: "server-migration-list", Since: 23, Short: "List the migrations of a server that go on.", Takes: "server",
		Send: "GET /servers/{server}/migrations",
		Answer: "migrations[]: Id, Source Node, Dest Node, Source Compute, Dest Compute, Dest Host, Status, Server UUID, Created At, Updated At, " +
			"Project ID@80, User ID@80, Total Memory Bytes:memory_total_bytes, Processed Memory Bytes:memory_processed_bytes, " +
			"Remaining Memory Bytes:memory_remaining_bytes, Total Disk Bytes:disk_total_bytes, Processed Disk Bytes:disk_processed_bytes, " +
			"Remaining Disk Bytes:disk_remaining_bytes",
	},
	{
		Name: "server-migration-show", Since: 23, Short: "Show a migration of a server.", Takes: "server migration",
		Send: "GET /servers/{server}/migrations/{=migration}", Answer: "migration",
	},
	{
		Name: "live-migration-abort", Since: 24, Short: "Break off a live migration.", Takes: "server migration",
		Send: "DELETE /servers/{server}/migrations/{=migration}",
	},
	{
		Name: "live-migration-force-complete", Since: 22, Short: "Make a live migration come to its end.", Takes: "server migration",
		Send: "POST /servers/{server}/migrations/{=migration}/action force_complete=null",
	},
}
