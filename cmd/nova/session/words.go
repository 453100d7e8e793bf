package session

import (
	"strings"
	"sync"

	"github.com/novactl/novactl/cmd/nova/argparse"
)

// wordsFor says what an argument of a command is.
func wordsFor(command string, o argparse.Option) string {
	if text, ok := argumentWords()[command+" "+o.Dest]; ok {
		return text
	}
	if text, ok := argumentWords()[o.Dest]; ok {
		return text
	}
	return strings.NewReplacer("_", " ", "-", " ").Replace(o.Dest)
}

// globalWords say what the options of all commands are. They are made where help asks for them: most commands show none.
var globalWords = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"version":                "print the version and end",
		"debug":                  "show each request as a curl command, without secrets",
		"os_cache":               "accepted; tokens are always kept until they expire",
		"timings":                "print how long each request took",
		"os_region_name":         "the region",
		"service_type":           "the type of the service in the catalog",
		"service_name":           "the name of the service in the catalog",
		"endpoint_type":          "which of the catalog's addresses to use: publicURL, internalURL or adminURL",
		"os_compute_api_version": "the version of the API: 2, 2.Y or 2.latest",
		"endpoint_override":      "the address of compute, in place of the catalog's",
		"insecure":               "don't check the cloud's certificate",
		"os_cacert":              "file of certificate authorities to trust",
		"os_cert":                "file of the client's certificate",
		"os_key":                 "file of the certificate's key",
		"timeout":                "longest time for one request, in seconds",
		"collect_timing":         "accepted, and of no use here",
		"os_auth_type":           "how to sign in",
		"os_auth_url":            "the address of the identity service",
		"os_project_id":          "id of the project",
		"os_project_name":        "name of the project",
		"os_user_id":             "id of the user",
		"os_username":            "name of the user",
		"os_password":            "password; others can see it in the list of processes: a variable or clouds.yaml is safer",
		"os_token":               "token of an earlier sign-in",
		"profile":                "accepted: no key of OSprofiler is sent",
		"os_cloud":               "profile of novactl's, or cloud of clouds.yaml",
	}
})

// argumentWords say what arguments are, by their names; "COMMAND NAME" where one is something else in one command.
var argumentWords = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"server": "name or id of a server", "flavor": "name or id of a flavor", "image": "name or id of an image", "images": "name or id of an image",
		"aggregate": "name or id of an aggregate", "hypervisor": "name or id of a hypervisor", "keypair": "name of a keypair", "volume": "id of a volume",
		"host": "name of a host", "name": "name", "id": "id", "tenant": "id of a project", "user": "id of a user", "secgroup": "name of a security group",
		"poll": "wait until it is done, and show how far it is", "minimal": "leave out what takes more requests", "limit": "most items to show",
		"marker": "id of the last item of the page before", "all_tenants": "look in all projects (administrators)", "wrap": "width of values",
		"metadata": "KEY=VALUE; KEY alone to delete", "action": "what to do", "meta": "KEY=VALUE of metadata", "files": "a file to put on the server",
		"key_name": "name of a keypair", "user_data": "file of user data", "availability_zone": "availability zone", "description": "description",
		"changes_since": "changed at that time or later", "changes_before": "changed at that time or before", "hostname": "host name",
		"tag": "tag", "tags": "tags, with commas between", "trusted_image_certificates": "id of a certificate that the image may be signed with",
		"force": "leave the scheduler out", "strict": "take the host's name as a whole", "device": "name of the device; auto: the cloud chooses",
		"delete_on_termination": "whether the volume is deleted with the server", "start": "first day, as 2012-01-20", "end": "last day, as 2012-01-20",
		"console_type": "type of the console", "private_key": "file of the key to decrypt with", "length": "how many lines, from the end",
		"nics":                 "a network interface: net-id=, net-name= or port-id=, and v4-fixed-ip=, v6-fixed-ip=, tag=; from 2.37 on also auto or none",
		"block_device":         "a block device: id=, source=, dest=, bus=, type=, device=, size=, format=, bootindex=, shutdown=, tag=, volume_type=",
		"block_device_mapping": "DEVICE=ID:TYPE:SIZE:DELETE", "ephemeral": "size=SIZE,format=FORMAT of a disk for the time that the server lives",
		"flavor-create ephemeral": "size of the disk for the time that a server lives, in GiB", "swap": "size of swap, in MiB",
		"scheduler_hints": "KEY=VALUE for the scheduler", "fields": "columns, with commas between", "sort": "KEY:asc or KEY:desc, with commas between",
		"image_with": "KEY=VALUE that the image has", "min_count": "least number of servers", "max_count": "most servers", "admin_pass": "password",
		"return_reservation_id": "print the reservation and not the server", "boot_volume": "id of a volume to boot from",
		"snapshot": "id of a snapshot to boot from", "config_drive": "whether there is a config drive", "security_groups": "names, with commas between",
		"block_migrate": "copy the disks", "disk_over_commit": "let disks be bigger than there is room for", "reason": "why", "detail": "with what is used",
	}
})
