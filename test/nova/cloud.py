"""A cloud that answers what is made up here, and records what it was asked: the stub of compare.py."""
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

UUID = "8c9d1b52-0f6e-4d1a-9d0e-0000000000%02d"
WEB, DB, DOWN, TWIN1, TWIN2 = (UUID % n for n in range(1, 6))
IMAGE, IMAGE2 = UUID % 21, UUID % 22
PROJECT = "3f0c5a0e7d2b4c8f9a1b2c3d4e5f6071"
MAX = "2.92"


def server(id, name, version, **more):
    flavor = {"id": "1", "links": []}
    if version >= 47:
        flavor = {"original_name": "m1.tiny", "vcpus": 1, "ram": 512, "disk": 1, "ephemeral": 0, "swap": 0, "extra_specs": {"hw:cpu_policy": "shared"}}
    d = {
        "id": id, "name": name, "status": "ACTIVE", "tenant_id": PROJECT, "user_id": "u1", "created": "2026-01-02T03:04:05Z",
        "updated": "2026-01-03T03:04:05Z", "hostId": "abc123", "progress": 0, "accessIPv4": "", "accessIPv6": "", "config_drive": "",
        "image": {"id": IMAGE, "links": []}, "flavor": flavor, "key_name": None, "metadata": {"role": "web", "a b": "c"}, "links": [],
        "addresses": {"private": [{"addr": "10.0.0.5", "version": 4, "OS-EXT-IPS:type": "fixed"}, {"addr": "fd00::5", "version": 6, "OS-EXT-IPS:type": "fixed"}],
                      "Public net": [{"addr": "203.0.113.7", "version": 4, "OS-EXT-IPS:type": "floating"}], "empty": []},
        "security_groups": [{"name": "web"}, {"name": "default"}, {"name": "web"}], "OS-EXT-STS:power_state": 1, "OS-EXT-STS:task_state": None,
        "OS-EXT-STS:vm_state": "active", "OS-EXT-SRV-ATTR:host": "compute-1", "OS-EXT-SRV-ATTR:instance_name": "instance-00000001",
        "OS-EXT-AZ:availability_zone": "nova", "OS-DCF:diskConfig": "MANUAL", "os-extended-volumes:volumes_attached": [{"id": UUID % 31}],
        "OS-SRV-USG:terminated_at": None,
    }
    if version >= 19:
        d["description"] = "first line\nsecond – with ünïcode"
    if version >= 26:
        d["tags"] = ["t1", "t2"]
    d.update(more)
    return d


def all_servers(version):
    fault = {"message": "No valid host was found.\\nThere are not enough hosts", "code": 500, "created": "2026-01-02T03:04:06Z", "details": "Trace\\n  File \"x\""}
    return [
        server(WEB, "web-1", version),
        server(DB, "db 1", version, status="SHUTOFF", **{"OS-EXT-STS:power_state": 4, "OS-EXT-STS:task_state": "powering-on", "image": "", "addresses": {}}),
        server(DOWN, "Älter", version, status="ERROR", fault=fault, **{"OS-EXT-STS:power_state": 0}),
        server(TWIN1, "twin", version), server(TWIN2, "twin", version),
        server("1234", "numbered", version),
    ]


def flavor(id, name, version, **more):
    d = {"id": id, "name": name, "ram": 512, "disk": 1, "vcpus": 1, "swap": "", "rxtx_factor": 1.0, "OS-FLV-EXT-DATA:ephemeral": 0,
         "os-flavor-access:is_public": True, "OS-FLV-DISABLED:disabled": False, "links": []}
    if version >= 55:
        d["description"] = None
    if version >= 61:
        d["extra_specs"] = {"hw:cpu_policy": "shared"}
    d.update(more)
    return d


def all_flavors(version):
    return [flavor("1", "m1.tiny", version), flavor("aa-2", "m1 big", version, ram=1234567, swap=64, **{"os-flavor-access:is_public": False, "rxtx_factor": 1e16}),
            flavor("3", "fraction", version, rxtx_factor=0.25)]


AGGREGATE = {"id": 7, "uuid": UUID % 41, "name": "fast", "availability_zone": None, "hosts": ["c1", "c2"], "metadata": {"ssd": "true", "a": "b"},
             "created_at": "2026-01-01T00:00:00.000000", "updated_at": None, "deleted": False, "deleted_at": None}
HYPERVISOR_ID = UUID % 51
IMAGES = [
    {"id": IMAGE, "name": "cirros", "status": "active", "os": "linux", "size": 13287936, "tags": [], "min_disk": 0, "owner": None, "protected": False},
    {"id": IMAGE2, "name": "other", "status": "active", "os": "linux", "arch": "x86", "tags": ["x"]},
    {"id": UUID % 23, "name": "double", "status": "active"}, {"id": UUID % 24, "name": "double", "status": "active"},
]
NETWORKS = [{"id": UUID % 61, "name": "private"}, {"id": UUID % 62, "name": "double"}, {"id": UUID % 63, "name": "double"}]
QUOTAS = {"id": "q", "instances": 10, "cores": 20, "ram": 51200, "metadata_items": 128, "key_pairs": 100, "server_groups": 10, "server_group_members": 10,
          "floating_ips": -1, "injected_files": 5}


def hypervisor(version):
    d = {"id": HYPERVISOR_ID if version >= 53 else 9, "hypervisor_hostname": "compute-1.example.org", "state": "up", "status": "enabled", "vcpus": 64,
         "cpu_info": "{\"arch\": \"x86_64\", \"model\": \"Some-Long-Model-Name\", \"features\": [\"pge\", \"avx\", \"clflush\", \"sep\", \"syscall\", \"vme\"], \"topology\": {\"cores\": 2, \"sockets\": 4}}",
         "hypervisor_type": "QEMU", "hypervisor_version": 7002000, "memory_mb": 131072, "running_vms": 3, "service": {"id": 4, "host": "compute-1", "disabled_reason": None},
         "uptime": " 12:00:00 up 5 days,  3:04,  0 users,  load average: 0.10, 0.20, 0.30"}
    return d


def service(version, **more):
    d = {"id": UUID % 71 if version >= 53 else 4, "binary": "nova-compute", "host": "compute-1", "zone": "nova", "status": "enabled", "state": "up",
         "updated_at": "2026-01-02T03:04:05.000000", "disabled_reason": None, "forced_down": False}
    d.update(more)
    return d


def migration(version):
    return {"id": 5, "uuid": UUID % 81, "source_node": "n1", "dest_node": "n2", "source_compute": "c1", "dest_compute": "c2", "dest_host": "1.2.3.4", "status": "done",
            "instance_uuid": WEB, "old_instance_type_id": 1, "new_instance_type_id": 2, "created_at": "2026-01-02T03:04:05.000000", "updated_at": None,
            "migration_type": "live-migration", "project_id": PROJECT, "user_id": "u1", "server_uuid": WEB, "memory_total_bytes": 123456, "memory_processed_bytes": 12345,
            "memory_remaining_bytes": 111111, "disk_total_bytes": None, "disk_processed_bytes": 0, "disk_remaining_bytes": 0}


def usage(tenant, marker):
    if marker:
        return {"tenant_id": tenant, "server_usages": [], "total_hours": 0.0, "total_memory_mb_usage": 0.0, "total_vcpus_usage": 0.0, "total_local_gb_usage": 0.0}
    return {"tenant_id": tenant, "server_usages": [{"instance_id": WEB}, {"instance_id": DB}], "total_hours": 12.5, "total_memory_mb_usage": 6400.126,
            "total_vcpus_usage": 12.5, "total_local_gb_usage": 12.499}


def group(version):
    d = {"id": UUID % 91, "name": "apart", "members": [WEB], "project_id": PROJECT, "user_id": "u1"}
    if version >= 64:
        d.update(policy="anti-affinity", rules={"max_server_per_host": 3})
    else:
        d.update(policies=["anti-affinity"], metadata={})
    return d


ACTION = {"action": "create", "request_id": "req-1", "message": None, "start_time": "2026-01-02T03:04:05.000000", "updated_at": "2026-01-02T03:05:05.000000",
          "instance_uuid": WEB, "user_id": "u1", "project_id": PROJECT,
          "events": [{"event": "compute__do_build_and_run_instance", "start_time": "2026-01-02T03:04:05.000000", "finish_time": "2026-01-02T03:04:25.000000",
                      "result": "Error", "traceback": "Traceback:\n  File \"manager.py\", line 1, in build it was long and went on for more than the width of a terminal\n", "hostId": "x" * 56},
                     {"event": "short", "result": "Success", "traceback": None}]}


class Refused(Exception):
    def __init__(self, code, message, key="error"):
        super().__init__(message)
        self.code, self.message, self.key = code, message, key


def find(items, id, what):
    for item in items:
        if str(item["id"]) == id:
            return item
    raise Refused(404, "%s %s could not be found." % (what, id), "itemNotFound")


class Cloud:
    """The answers, by method and path. `say` is a method of the handler that calls it."""

    def __init__(self, version, query, body):
        self.version, self.query, self.body = version, query, body

    def named(self, items):
        name = self.query.get("name")
        return [i for i in items if name is None or name in i["name"]]

    def page(self, items, root, at):
        marker = self.query.get("marker")
        ids = [str(i["id"]) for i in items]
        if marker in ids:
            items = items[ids.index(marker) + 1:]
        d = {root: items}
        if self.query.get("limit"):
            d[root] = items[:int(self.query["limit"])]
        return d

    def answer(self, method, path):
        for row, wanted, make in ROUTES:
            m = re.fullmatch(wanted, path)
            if m and row == method:
                return make(self, *m.groups())
        raise Refused(404, "The resource could not be found.", "itemNotFound")


def server_action(c, id):
    s = find(all_servers(c.version), id, "Instance")
    name = next(iter(c.body))
    if s["name"] == "db 1" and name in ("os-start", "reboot"):
        raise Refused(409, "Cannot '%s' instance %s while it is in task_state powering-on" % (name, id), "conflictingRequest")
    if name == "createImage":
        if c.version >= 45:
            return 202, {"image_id": IMAGE}
        return 202, None, {"Location": "http://glance.example.org/images/" + IMAGE}
    if name == "createBackup":
        return (202, {"image_id": IMAGE}) if c.version >= 45 else (202, None)
    if name == "rebuild":
        return 202, {"server": dict(s, adminPass="newpass1", image={"id": IMAGE2, "links": []})}
    if name in ("rescue", "evacuate"):
        return 200, {"adminPass": "rescue1"}
    if name == "os-getConsoleOutput":
        return 200, {"output": "line one\nline two"}
    if name.endswith("Console"):
        return 200, {"console": {"type": c.body[name]["type"], "url": "http://console.example.org/?token=1"}}
    return 202, None


def create_server(c):
    if c.body["server"].get("return_reservation_id"):
        return 202, {"reservation_id": "r-abc"}
    if c.body["server"]["name"] == "quota":
        raise Refused(403, "Quota exceeded for cores: Requested 1, but already used 20 of 20 cores", "forbidden")
    return 202, {"server": {"id": WEB, "links": [], "adminPass": "s3cret", "OS-DCF:diskConfig": "MANUAL", "security_groups": [{"name": "default"}]}}


def change_flavor(c, id=None):
    if id is None:
        f = c.body["flavor"]
        return 200, {"flavor": flavor(f["id"] or "made-up", f["name"], c.version, ram=f["ram"], disk=f["disk"], vcpus=f["vcpus"])}
    return 200, {"flavor": dict(find(all_flavors(c.version), id, "Flavor"), description=c.body["flavor"]["description"])}


def hypervisors(c, detail=""):
    h = hypervisor(c.version)
    pattern = c.query.get("hypervisor_hostname_pattern")
    if pattern is not None and pattern not in h["hypervisor_hostname"]:
        return 200, {"hypervisors": []}
    if not detail:
        h = {k: h[k] for k in ("id", "hypervisor_hostname", "state", "status")}
    if c.query.get("with_servers"):
        h["servers"] = [{"uuid": WEB, "name": "web-1"}, {"uuid": DB, "name": "db 1"}]
    return 200, {"hypervisors": [h]}


def old_search(c, pattern, what):
    h = {k: hypervisor(c.version)[k] for k in ("id", "hypervisor_hostname", "state", "status")}
    if pattern not in h["hypervisor_hostname"]:
        raise Refused(404, "No hypervisor matching '%s' could be found." % pattern, "itemNotFound")
    if what == "servers":
        h["servers"] = [{"uuid": WEB, "name": "web-1"}, {"uuid": DB, "name": "db 1"}]
    return 200, {"hypervisors": [h]}


def one_hypervisor(c, id, more=None):
    h = hypervisor(c.version)
    if id != str(h["id"]):
        raise Refused(404, "Compute host %s could not be found." % id, "itemNotFound")
    if c.version < 88 and more:
        return 200, {"hypervisor": {k: h[k] for k in ("id", "hypervisor_hostname", "state", "status", "uptime")}}
    return 200, {"hypervisor": h}


def keypair(c, name):
    if name != "mine":
        raise Refused(404, "Keypair %s not found" % name, "itemNotFound")
    return 200, {"keypair": {"name": "mine", "type": "ssh", "fingerprint": "aa:bb", "public_key": "ssh-rsa AAAA me", "id": 1, "user_id": "u1", "deleted": False}}


def make_keypair(c):
    d = {"name": c.body["keypair"]["name"], "fingerprint": "aa:bb", "public_key": "ssh-rsa AAAA", "user_id": "u1"}
    if not c.body["keypair"].get("public_key"):
        d["private_key"] = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n"
    return 200, {"keypair": d}


def aggregate(c, id=None, **more):
    d = dict(AGGREGATE, **more)
    if id is not None and id != "7":
        raise Refused(404, "Aggregate %s could not be found." % id, "itemNotFound")
    if c.version < 41:
        d.pop("uuid")
    return 200, {"aggregate": d}


def zones(c, detail=""):
    hosts = None
    if detail:
        up = {"active": True, "available": True, "updated_at": "2026-01-02T03:04:05.000000"}
        hosts = {"c2": {"nova-compute": dict(up, available=False)}, "c1": {"nova-compute": up, "nova-other": dict(up, active=False, updated_at=None)}}
    return 200, {"availabilityZoneInfo": [{"zoneName": "nova", "zoneState": {"available": True}, "hosts": hosts},
                                          {"zoneName": "dark", "zoneState": {"available": False}, "hosts": None}]}


def usages(c, tenant=None):
    marker = c.query.get("marker")
    if tenant is None:
        return 200, {"tenant_usages": [usage("p1", marker), usage("p2", marker)] if not marker else []}
    return 200, {"tenant_usage": usage(tenant, marker) if tenant != "unused" else {}}


def volume(c, d=None):
    d = dict({"id": UUID % 31, "serverId": WEB, "volumeId": UUID % 31, "device": "/dev/vdb"}, **(d or {}))
    if c.version >= 70:
        d["tag"] = None
    if c.version >= 79:
        d["delete_on_termination"] = False
    if c.version >= 89:
        d.pop("id")
        d.update(attachment_id=UUID % 33, bdm_uuid=UUID % 34)
    return d


INTERFACE = {"port_state": "ACTIVE", "port_id": UUID % 35, "net_id": UUID % 61, "mac_addr": "fa:16:3e:00:00:01", "tag": None,
             "fixed_ips": [{"ip_address": "10.0.0.5", "subnet_id": "s"}, {"ip_address": "fd00::5", "subnet_id": "t"}]}
LIMITS = {"rate": [{"uri": "*", "regex": ".*", "limit": [{"verb": "POST", "value": 10, "remaining": 2, "unit": "MINUTE", "next-available": "2026-01-02T03:04:05Z"}]}],
          "absolute": {"maxTotalCores": 20, "totalCoresUsed": 3, "maxTotalInstances": 10, "totalInstancesUsed": 2, "maxServerMeta": 128, "somethingNew": 5, "maxTotalRAMSize": -1}}
DIAGNOSTICS = {"state": "running", "cpu_details": [{"id": 0, "time": 17300000000, "utilisation": None}], "memory_details": {"maximum": 524288, "used": 0},
               "uptime": 46664, "driver": "libvirt", "text": "word-with-hyphens and a very long sentence that goes on and on, well past the width of eighty columns -- or so"}
SERVER = r"/servers/([^/]+)"

ROUTES = [
    ("GET", "/servers", lambda c: (200, c.page([{"id": s["id"], "name": s["name"], "links": []} for s in c.named(all_servers(c.version))], "servers", "/servers"))),
    ("GET", "/servers/detail", lambda c: (200, c.page(c.named(all_servers(c.version)), "servers", "/servers/detail"))),
    ("POST", "/servers", create_server),
    ("GET", SERVER, lambda c, id: (200, {"server": find(all_servers(c.version), id, "Instance")})),
    ("PUT", SERVER, lambda c, id: (200, {"server": find(all_servers(c.version), id, "Instance")})),
    ("DELETE", SERVER, lambda c, id: (204, None) if find(all_servers(c.version), id, "Instance") else None),
    ("POST", SERVER + "/action", server_action),
    ("POST", SERVER + "/metadata", lambda c, id: (200, c.body)),
    ("DELETE", SERVER + "/metadata/([^/]+)", lambda c, id, key: (204, None)),
    ("GET", SERVER + "/os-security-groups", lambda c, id: (200, {"security_groups": [{"id": 1, "name": "default", "description": None}, {"id": 2, "name": "web", "description": "a\rb"}]})),
    ("POST", SERVER + "/remote-consoles", lambda c, id: (200, {"remote_console": dict(c.body["remote_console"], url="http://console.example.org/?token=1")})),
    ("GET", SERVER + "/os-server-password", lambda c, id: (200, {"password": "Y2lwaGVy"})),
    ("DELETE", SERVER + "/os-server-password", lambda c, id: (204, None)),
    ("GET", SERVER + "/diagnostics", lambda c, id: (200, DIAGNOSTICS)),
    ("GET", SERVER + "/topology", lambda c, id: (200, {"nodes": [{"host_node": 0, "memory_mb": 1024, "siblings": [[0, 1]], "vcpu_set": [0, 1]}], "pagesize_kb": 4})),
    ("GET", SERVER + "/tags", lambda c, id: (200, {"tags": ["t1", "t2"]})),
    ("PUT", SERVER + "/tags", lambda c, id: (200, c.body)),
    ("DELETE", SERVER + "/tags", lambda c, id: (204, None)),
    ("PUT", SERVER + "/tags/([^/]+)", lambda c, id, tag: (201, None)),
    ("DELETE", SERVER + "/tags/([^/]+)", lambda c, id, tag: (204, None)),
    ("GET", SERVER + "/os-instance-actions", lambda c, id: (200, {"instanceActions": [dict(ACTION, action="stop", start_time="2026-02-01T00:00:00.000000", message="why"), ACTION]})),
    ("GET", SERVER + "/os-instance-actions/([^/]+)", lambda c, id, r: (200, {"instanceAction": ACTION})),
    ("GET", SERVER + "/os-volume_attachments", lambda c, id: (200, {"volumeAttachments": [volume(c), volume(c, {"device": None})]})),
    ("POST", SERVER + "/os-volume_attachments", lambda c, id: (200, {"volumeAttachment": volume(c, c.body["volumeAttachment"])})),
    ("PUT", SERVER + "/os-volume_attachments/([^/]+)", lambda c, id, v: (202, None)),
    ("DELETE", SERVER + "/os-volume_attachments/([^/]+)", lambda c, id, v: (202, None)),
    ("GET", SERVER + "/os-interface", lambda c, id: (200, {"interfaceAttachments": [INTERFACE]})),
    ("POST", SERVER + "/os-interface", lambda c, id: (200, {"interfaceAttachment": INTERFACE})),
    ("DELETE", SERVER + "/os-interface/([^/]+)", lambda c, id, p: (202, None)),
    ("GET", SERVER + "/migrations", lambda c, id: (200, {"migrations": [migration(c.version)]})),
    ("GET", SERVER + "/migrations/([^/]+)", lambda c, id, m: (200, {"migration": migration(c.version)})),
    ("DELETE", SERVER + "/migrations/([^/]+)", lambda c, id, m: (202, None)),
    ("POST", SERVER + "/migrations/([^/]+)/action", lambda c, id, m: (202, None)),
    ("POST", "/os-server-external-events", lambda c: (200, {"events": c.body["events"]})),
    ("GET", "/flavors", lambda c: (200, c.page([{"id": f["id"], "name": f["name"], "links": []} for f in all_flavors(c.version)], "flavors", "/flavors"))),
    ("GET", "/flavors/detail", lambda c: (200, c.page(all_flavors(c.version), "flavors", "/flavors/detail"))),
    ("POST", "/flavors", change_flavor),
    ("GET", r"/flavors/([^/]+)", lambda c, id: (200, {"flavor": find(all_flavors(c.version), id, "Flavor")})),
    ("PUT", r"/flavors/([^/]+)", change_flavor),
    ("DELETE", r"/flavors/([^/]+)", lambda c, id: (202, None)),
    ("GET", r"/flavors/([^/]+)/os-extra_specs", lambda c, id: (200, {"extra_specs": {"hw:cpu_policy": "shared", "x": "y"}})),
    ("POST", r"/flavors/([^/]+)/os-extra_specs", lambda c, id: (200, c.body)),
    ("DELETE", r"/flavors/([^/]+)/os-extra_specs/nosuch", lambda c, id: find([], "nosuch", "Extra spec")),
    ("DELETE", r"/flavors/([^/]+)/os-extra_specs/([^/]+)", lambda c, id, k: (200, None)),
    ("GET", r"/flavors/([^/]+)/os-flavor-access", lambda c, id: (200, {"flavor_access": [{"flavor_id": id, "tenant_id": "p1"}]})),
    ("POST", r"/flavors/([^/]+)/action", lambda c, id: (200, {"flavor_access": [{"flavor_id": id, "tenant_id": "p1"}, {"flavor_id": id, "tenant_id": "p2"}]})),
    ("GET", "/os-keypairs", lambda c: (200, {"keypairs": [{"keypair": {"name": "mine", "type": "ssh", "fingerprint": "aa:bb", "public_key": "x"}},
                                                          {"keypair": {"name": "b", "type": "x509", "fingerprint": None, "public_key": "y"}}]})),
    ("POST", "/os-keypairs", make_keypair),
    ("GET", r"/os-keypairs/([^/]+)", keypair),
    ("DELETE", r"/os-keypairs/([^/]+)", lambda c, name: (202, None)),
    ("GET", "/os-aggregates", lambda c: (200, {"aggregates": [aggregate(c)[1]["aggregate"]]})),
    ("POST", "/os-aggregates", lambda c: aggregate(c, hosts=[], metadata={}, **c.body["aggregate"])),
    ("GET", r"/os-aggregates/([^/]+)", aggregate),
    ("PUT", r"/os-aggregates/([^/]+)", lambda c, id: aggregate(c, id, **c.body["aggregate"])),
    ("DELETE", r"/os-aggregates/([^/]+)", lambda c, id: (200, None)),
    ("POST", r"/os-aggregates/([^/]+)/action", lambda c, id: aggregate(c, id)),
    ("POST", r"/os-aggregates/([^/]+)/images", lambda c, id: (202, None)),
    ("GET", "/os-hypervisors", hypervisors),
    ("GET", "/os-hypervisors/(detail)", hypervisors),
    ("GET", "/os-hypervisors/statistics", lambda c: (200, {"hypervisor_statistics": {"count": 2, "vcpus_used": 3, "free_ram_mb": -5}})),
    ("GET", r"/os-hypervisors/([^/]+)/(search|servers)", old_search),
    ("GET", r"/os-hypervisors/([^/]+)", one_hypervisor),
    ("GET", r"/os-hypervisors/([^/]+)/(uptime)", one_hypervisor),
    ("GET", "/os-services", lambda c: (200, {"services": [service(c.version), service(c.version, id=99, binary="nova-conductor", disabled_reason="broken", forced_down=True)]})),
    ("PUT", "/os-services/(.+)", lambda c, what: (200, {"service": service(c.version, **c.body)})),
    ("DELETE", "/os-services/(.+)", lambda c, what: (204, None)),
    ("GET", "/os-migrations", lambda c: (200, {"migrations": [migration(c.version)]})),
    ("GET", r"/os-quota-sets/([^/]+)(?:/defaults)?", lambda c, id: (200, {"quota_set": QUOTAS})),
    ("GET", r"/os-quota-sets/([^/]+)/detail", lambda c, id: (200, {"quota_set": {"id": id, "cores": {"in_use": 3, "limit": 20, "reserved": 0}}})),
    ("PUT", r"/os-quota-sets/([^/]+)", lambda c, id: (200, {"quota_set": QUOTAS})),
    ("DELETE", r"/os-quota-sets/([^/]+)", lambda c, id: (202, None)),
    ("GET", r"/os-quota-class-sets/([^/]+)", lambda c, id: (200, {"quota_class_set": QUOTAS})),
    ("PUT", r"/os-quota-class-sets/([^/]+)", lambda c, id: (200, {"quota_class_set": QUOTAS})),
    ("GET", "/os-simple-tenant-usage", usages),
    ("GET", r"/os-simple-tenant-usage/([^/]+)", usages),
    ("GET", "/os-instance_usage_audit_log(?:/(.+))?", lambda c, b: (200, {"instance_usage_audit_log" + ("" if b else "s"): {
        "hosts_not_run": ["a-host-with-a-long-name-%d.example.org" % n for n in range(4)], "log": {}, "num_hosts": 4, "overall_status": "0 of 4 hosts done. 0 errors."}})),
    ("GET", "/os-server-groups", lambda c: (200, {"server_groups": [group(c.version)]})),
    ("POST", "/os-server-groups", lambda c: (200, {"server_group": group(c.version)})),
    ("GET", r"/os-server-groups/([^/]+)", lambda c, id: (200, {"server_group": find([group(c.version)], id, "Instance group")})),
    ("DELETE", r"/os-server-groups/([^/]+)", lambda c, id: (204, None) if find([group(c.version)], id, "Instance group") else None),
    ("GET", "/os-availability-zone(?:/(detail))?", zones),
    ("GET", "/limits", lambda c: (200, {"limits": LIMITS})),
    ("GET", "/os-agents", lambda c: (200, {"agents": [{"agent_id": 1, "hypervisor": "kvm", "os": "win", "architecture": "x86", "version": "7.0", "url": "u", "md5hash": "m"}]})),
    ("POST", "/os-agents", lambda c: (200, {"agent": dict(c.body["agent"], agent_id=1)})),
    ("PUT", r"/os-agents/([^/]+)", lambda c, id: (200, {"agent": dict(c.body["para"], agent_id=id)})),
    ("DELETE", r"/os-agents/([^/]+)", lambda c, id: (200, None)),
]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def say(self, code, document=None, headers=None):
        data = b"" if document is None else json.dumps(document).encode()
        self.send_response(code)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if data:
            self.send_header("Content-Type", "application/json")
        if code != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if code != 204:
            self.wfile.write(data)

    def handle_one(self):
        from urllib import parse
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length) if length else b""
        body = json.loads(raw) if raw else None
        path, _, query = self.path.partition("?")
        base = "http://127.0.0.1:%d" % self.server.server_address[1]
        if path.startswith("/identity"):
            return self.identity(path, base)
        compute = "/v2.1/" + PROJECT
        if path.rstrip('/') == compute:
            return self.say(404, {"itemNotFound": {"message": "no", "code": 404}})
        if path in ("/v2.1/", "/"):
            version = {"id": "v2.1", "status": "CURRENT", "version": MAX, "min_version": "2.1", "updated": "2013-07-23T11:33:21Z", "links": []}
            return self.say(200, {"versions": [dict(version, id="v2.0", version="", min_version="", status="SUPPORTED"), version]} if path == "/" else {"version": version})
        values = dict(parse.parse_qsl(query))
        minor = int((self.headers.get("X-OpenStack-Nova-API-Version") or "2.0").split(".")[1])
        at = parse.unquote(path)
        try:
            if path.startswith("/image/v2/images"):
                return self.images(at[len("/image/v2/images"):].strip("/"), values)
            if path.startswith("/network/v2.0/networks"):
                return self.say(200, {"networks": [n for n in NETWORKS if n["name"] == values.get("name")]})
            if not path.startswith(compute):
                raise Refused(404, "The resource could not be found.", "itemNotFound")
            self.server.requests.append([self.command, at[len(compute):], values, body])
            self.say(*Cloud(minor, values, body).answer(self.command, at[len(compute):]))
        except Refused as e:
            self.say(e.code, {e.key: {"message": e.message, "code": e.code}}, {"x-compute-request-id": "req-0"})

    def images(self, id, values):
        if id:
            return self.say(200, find(IMAGES, id, "Image"))
        found = IMAGES
        if "name" in values:
            found = [i for i in IMAGES if i["name"] == values["name"]]
        for key, member in (("id", "id"), ("names", "name")):
            if key in values:
                found = [i for i in IMAGES if i[member] in values[key][len("in:"):].split(",")]
        self.say(200, {"images": found})

    def identity(self, path, base):
        if path.rstrip("/") == "/identity/v3":
            return self.say(200, {"version": {"id": "v3.14", "status": "stable", "links": [{"rel": "self", "href": base + "/identity/v3/"}]}})

        def service(type, name, url):
            return {"type": type, "name": name, "id": type, "endpoints": [{"interface": "public", "region": "RegionOne", "region_id": "RegionOne", "url": base + url, "id": type}]}
        token = {"methods": ["password"], "expires_at": "2999-01-01T00:00:00.000000Z", "issued_at": "2026-01-01T00:00:00.000000Z",
                 "user": {"id": "u1", "name": "me", "domain": {"id": "default", "name": "Default"}},
                 "project": {"id": PROJECT, "name": "p", "domain": {"id": "default", "name": "Default"}}, "roles": [],
                 "catalog": [service("compute", "nova", "/v2.1/" + PROJECT), service("image", "glance", "/image"), service("network", "neutron", "/network")]}
        self.say(201, {"token": token}, {"X-Subject-Token": "tok"})

    do_GET = do_POST = do_PUT = do_DELETE = handle_one


def start():
    """Starts the stub in a thread. Its .requests are what compute was asked, in order."""
    s = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    s.requests = []
    s.daemon_threads = True
    threading.Thread(target=s.serve_forever, daemon=True).start()
    return s
