#!/usr/bin/env python3
"""Holds novactl's commands around a server and a project against openstackclient's, on one cloud of clouds.yaml:

    test/openstack/commands.py CLOUD ADMIN [NOVACTL [WORD]]

CLOUD is a user's, ADMIN an administrator's; WORD chooses cases, which then work on what is there. It wants a cloud (up.sh and
modern/up.sh bring one up each) and python3-openstackclient. Each side makes what it works on, and takes
it away at the end. What the cloud has no service for is left out: the older cloud has neither volumes nor floating IPs.

A line tells the case, what came of it, and both exit codes: `same`, both did it or both refused; `more`, novactl does what
the other doesn't; `no`, the other way round. Of lists the ids are compared, of documents the members' names: those of the other side that have a value.
docs/real-openstack.md explains the differences that are meant. The exit code is 1 where there is another one.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import time

user, admin = sys.argv[1:3]
novactl = sys.argv[3] if len(sys.argv) > 3 else "novactl"
word = sys.argv[4] if len(sys.argv) > 4 else ""
folder = tempfile.TemporaryDirectory()
work = folder.name
name = f"novactl-compare-{os.getpid()}"
environment = dict(os.environ, PYTHONWARNINGS="ignore", LC_ALL="C.UTF-8", NOVACTL_CACHE_DIR=work, NOVACTL_POLL_INTERVAL="1s")
pool = concurrent.futures.ThreadPoolExecutor(2)
values = {"n": {}, "o": {}}
failures = []

# What openstackclient calls otherwise than the service does, whose names novactl prints.
renamed = {
    "ether_type": "ethertype", "is_vlan_transparent": "vlan_transparent", "rules": "security_group_rules",
    "security_group_ids": "security_groups", "project_id": "tenant_id", "volumes_attached": "os_extended_volumes_volumes_attached",
    "type": "volume_type", "size": "os_ext_img_size_size", "created_at": "created", "updated_at": "updated", "access_project_ids": "access", "aggregate_id": "id", "is_shared": "shared", "is_deleted": "deleted",
}
# What Glance says of an image and the guide's document has no place for.
glances_own = "file properties schema"
# Nouns that the cloud has nothing of.
missing = []


def run(side, words, cloud):
    """Runs a command of one side, and returns its exit code, what it printed, decoded where it is JSON, and what it said."""
    words = [re.sub(r"\{(\w+)\}", lambda m: values[side].get(m[1], m[0]), w.replace("@", f"{name}-{side}")) for w in words]
    program = [novactl, "--cloud", cloud] if side == "n" else ["openstack", "--os-cloud", cloud]
    done = subprocess.run(program + words, env=environment, cwd=work, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    if "COMPARE_RAW" in os.environ:
        with open(os.environ["COMPARE_RAW"], "a", encoding="utf-8") as raw:
            raw.write(f"$ {' '.join(program + words)}\n{done.returncode}\n{done.stdout}{done.stderr}\n")
    try:
        out = json.loads(done.stdout)
    except ValueError:
        out = done.stdout
    return done.returncode, out, [line for line in done.stderr.splitlines() if line.strip()]


def members(document):
    """The names of a document's members, of the other side those with a value, in one spelling."""
    if isinstance(document, list):
        document = document[0] if len(document) == 1 else {}
    if not isinstance(document, dict):
        return {}
    apart = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", k): v for k, v in document.items()}
    return {re.sub(r"[^a-z0-9]+", "_", k.lower()).strip("_"): v for k, v in apart.items()}


def identities(rows):
    """The ids of a list's rows, or what they have instead."""
    found = set()
    for row in rows or []:
        flat = {k.lower().replace(" ", "").replace("_", ""): v for k, v in row.items()}
        found.add(str(next((flat[k] for k in ("uuid", "id", "memberid", "zonename", "name") if flat.get(k)), row)))
    return found


def compare(theirs, ours, kind):
    """What only one of two answers has: ids of lists, a number where each lists its own, members of documents."""
    if kind == "codes":
        return set(), set()
    if kind == "ids":
        theirs, ours = identities(theirs), identities(ours)
        return theirs - ours, ours - theirs
    if kind == "number":
        return (set(), set()) if len(theirs) == len(ours) else ({str(len(theirs))}, {str(len(ours))})
    theirs, ours = members(theirs), set(members(ours))
    if not theirs or not ours:
        return set(), set()
    told = {k for k, v in theirs.items() if v not in (None, "", [], {}, "None")}
    lacks = {k for k in told if k not in ours and renamed.get(k) not in ours}
    return lacks, ours - set(theirs) - {renamed.get(k) for k in theirs}


def case(what, ours, theirs, cloud=user, expect="same", kind="members", known="", keep=""):
    """Runs a command of each side at once, and says what came of it. known has members of the other side alone that are meant."""
    if word not in what or any(noun in what for noun in missing):
        return
    jobs = {s: pool.submit(run, s, w.split(), cloud) for s, w in (("n", ours), ("o", theirs)) if w}
    got = {s: job.result() for s, job in jobs.items()}
    done = {s: got[s][0] == 0 if s in got else False for s in "no"}
    verdict = "same" if done["n"] == done["o"] else "more" if done["n"] else "no"
    lacks, extra = compare(got["o"][1], got["n"][1], kind) if done["n"] and done["o"] else (set(), set())
    lacks -= set(known.split())
    for s in got if keep else ():
        values[s].update({f"{keep}_{k}": str(v) for k, v in members(got[s][1]).items()})
    print(f"{verdict:5} {what:38} novactl {got['n'][0] if 'n' in got else '-'}  openstack {got['o'][0] if 'o' in got else '-'}", flush=True)
    for s, program in (("n", "novactl"), ("o", "openstack")):
        if s in got and not done[s] and got[s][2]:
            print(f"      {program}: {got[s][2][0 if s == 'n' else -1][:200]}")
    for title, names in (("openstack alone", lacks), ("novactl alone", extra)):
        if names:
            print(f"      {title}: {' '.join(sorted(names))}")
    if verdict != expect or lacks or (extra and kind != "members"):
        failures.append(what)


def settle(kind, wanted):
    """Asks the openstack client until it shows the status, where its command doesn't wait."""
    for _ in range(0 if word or kind in missing else 60):
        if run("o", f"{kind} show @ -f value -c status".split(), user)[1].strip() == wanted:
            return
        time.sleep(1)


def known_values():
    """What there is on the cloud to work with."""
    answers = {k: run("n", f"{k} -o json".split(), c)[1] for k, c in (("image list", user), ("flavor list", user), ("network list", user), ("quota show", admin))}
    outside = [n["name"] for n in answers["network list"] if n["router:external"]]
    missing.extend([] if outside else ["floating-ip"])
    missing.extend([] if run("n", ["volume", "list"], user)[0] == 0 else ["volume"])
    if missing:
        print("left out:", ", ".join(missing))
    disk = os.path.join(work, "disk.raw")
    with open(disk, "wb") as file:
        file.write(bytes(65536))
    found = {
        "image": min((i for i in answers["image list"] if i["status"] == "ACTIVE"), key=lambda i: (i.get("minRam", 0), i["name"]))["id"],
        "small": min(answers["flavor list"], key=lambda f: f["ram"])["name"],
        "outside": "".join(outside[:1]),
        "inside": next(n["name"] for n in answers["network list"] if not n["router:external"]),
        "disk": disk, "other": answers["quota show"]["id"],
    }
    for side in values.values():
        side.update(found)


def both(what, noun, theirs, ours_more="", theirs_more="", **options):
    """A case whose words differ in the noun alone."""
    verb = what[len(noun):].split()[0].rstrip(",")
    case(what, f"{noun} {verb} {ours_more} -o json", f"{theirs} {verb} {theirs_more or ours_more} -f json", **options)


def networks():
    both("network create", "network", "network", "@")
    both("network list", "network", "network", kind="ids")
    both("network show", "network", "network", "@")
    both("network show, none such", "network", "network", "nosuch")
    both("subnet create", "subnet", "subnet", "@ --network @ --cidr 10.77.0.0/24", "@ --network @ --subnet-range 10.77.0.0/24")
    both("subnet list", "subnet", "subnet", kind="ids")
    both("subnet show", "subnet", "subnet", "@")
    both("port create", "port", "port", "@ --network @", keep="port")
    both("port list", "port", "port", kind="ids")
    both("port show", "port", "port", "@")
    case("network delete, in use", "network delete @ --yes", "network delete @")
    both("security-group create", "security-group", "security group", "@", keep="group")
    both("security-group list", "security-group", "security group", kind="ids")
    both("security-group show", "security-group", "security group", "@")
    rule = "@ --protocol tcp --port 22", "@ --protocol tcp --dst-port 22"
    both("security-group-rule create", "security-group-rule", "security group rule", *rule, keep="rule")
    both("security-group-rule create, again", "security-group-rule", "security group rule", *rule)
    both("security-group-rule list", "security-group-rule", "security group rule", kind="ids")
    both("security-group-rule show", "security-group-rule", "security group rule", "{rule_id}")
    both("floating-ip create", "floating-ip", "floating ip", "{outside}", keep="fip", known="name")
    both("floating-ip list", "floating-ip", "floating ip", kind="ids")
    both("floating-ip show", "floating-ip", "floating ip", "{fip_id}", known="name")


def around_a_server():
    both("server create", "server", "server", "@ --image {image} --flavor {small} --network {inside} --wait", keep="server")
    both("server show", "server", "server", "@")
    case("server interface attach", "server interface attach @ --network @", "server add network @ @")
    case("server interface attach, a port", "server interface attach @ --port @", "server add port @ @")
    case("server interface list", "server interface list @ -o json", "port list --server @ -f json", kind="number")
    case("server interface detach", "server interface detach @ {port_id} --wait", "server remove port @ {port_id}")
    case("server interface attach, none such", "server interface attach @ --network nosuch", "server add network @ nosuch")
    address = "@ {fip_floating_ip_address}"
    case("server floating-ip add", f"server floating-ip add {address}", f"server add floating ip {address}")
    case("server floating-ip add, again", f"server floating-ip add {address}", f"server add floating ip {address}")
    case("server floating-ip remove", f"server floating-ip remove {address}", f"server remove floating ip {address}")
    case("server floating-ip remove, again", f"server floating-ip remove {address}", f"server remove floating ip {address}")
    case("server tag add", "server tag add @ blue", "--os-compute-api-version 2.26 server set --tag blue @")
    case("server tag list", "server tag list @", "", expect="more")
    case("server tag remove", "server tag remove @ blue", "--os-compute-api-version 2.26 server unset --tag blue @")
    case("server tag remove, again", "server tag remove @ blue", "--os-compute-api-version 2.26 server unset --tag blue @")
    case("server set, a property", "server set @ --property a=b", "server set @ --property a=b")
    case("server set, a description", "server set @ --description text", "--os-compute-api-version 2.19 server set @ --description text")
    case("server set, a host name", "server set @ --hostname other", "--os-compute-api-version 2.90 server set @ --hostname other")
    case("server lock, why", "server lock @ --reason why", "--os-compute-api-version 2.73 server lock @ --reason why")
    case("server stop, locked", "server stop {server_id}", "server stop {server_id}")
    case("server unlock", "server unlock @", "server unlock @")
    case("server get-password", "server get-password @", "", expect="more")
    case("server diagnostics, a user", "server diagnostics @ -o json", "server show --diagnostics @ -f json")
    case("server diagnostics", "server diagnostics {server_id} -o json", "--os-compute-api-version 2.48 server show --diagnostics {server_id} -f json", cloud=admin)
    case("server topology", "server topology @ -o json", "--os-compute-api-version 2.78 server show --topology @ -f json", kind="codes")
    case("server restore, not deleted", "server restore @", "server restore @")
    case("server crash-dump", "server crash-dump @", "--os-compute-api-version 2.17 server dump create @")
    case("server evacuate, a user", "server evacuate @ --yes", "--os-compute-api-version 2.29 server evacuate @")
    case("server evacuate, its host is up", "server evacuate {server_id} --yes", "--os-compute-api-version 2.29 server evacuate {server_id}", cloud=admin)
    case("server migrate", "server migrate {server_id} --wait", "server migrate {server_id} --wait", cloud=admin)
    case("server confirm-resize", "server confirm-resize @ --wait", "server resize confirm @")
    settle("server", "ACTIVE")
    case("migration list", "migration list -o json", "--os-compute-api-version 2.59 server migration list -f json", cloud=admin, kind="ids")
    case("migration list, a user", "migration list", "--os-compute-api-version 2.59 server migration list")
    case("server backup", "server backup @ @-backup --type daily --rotation 1 --wait", "server backup create @ --name @-backup --type daily --rotate 1 --wait")
    case("server shelve", "server shelve @ --wait", "server shelve --wait @")
    case("server shelve-offload, off already", "server shelve-offload {server_id}", "server shelve --offload {server_id}", cloud=admin, expect="no")
    case("server unshelve", "server unshelve @ --wait", "server unshelve --wait @")


def volumes():
    both("volume create", "volume", "volume", "@ --size 1 --wait", "@ --size 1", keep="volume")
    settle("volume", "available")
    both("volume list", "volume", "volume", kind="ids")
    both("volume show", "volume", "volume", "@")
    case("volume extend", "volume extend @ --size 2 --wait", "volume set --size 2 @")
    settle("volume", "available")
    case("volume extend, smaller", "volume extend @ --size 1", "volume set --size 1 @")
    case("volume snapshot create", "volume snapshot create @ --volume @ --wait -o json", "volume snapshot create @ --volume @ -f json")
    settle("volume snapshot", "available")
    case("volume snapshot list", "volume snapshot list -o json", "volume snapshot list -f json", kind="ids")
    case("volume snapshot show", "volume snapshot show @ -o json", "volume snapshot show @ -f json")
    case("volume delete, with a snapshot", "volume delete @ --yes", "volume delete @")
    case("volume snapshot delete", "volume snapshot delete @ --yes --wait", "volume snapshot delete @")
    case("volume attach", "volume attach @ @ --wait -o json", "server add volume @ @ -f json", known="delete_on_termination")
    case("volume list, of a server", "volume list @ -o json", "server volume list @ -f json", kind="number")
    case("volume detach", "volume detach @ @ --wait", "server remove volume @ @")
    settle("volume", "available")


def images():
    both("image create", "image", "image", "@ --file {disk} --disk-format raw", known=glances_own)
    both("image list", "image", "image", kind="ids")
    both("image show", "image", "image", "@", known=glances_own)
    case("image save", "image save @ --file @.raw", "image save @ --file @.raw")
    case("image save, none such", "image save nosuch --file nosuch.raw", "image save nosuch --file nosuch.raw")
    case("image share", "image share @ {other} -o json", "image add project @ {other} -f json")
    case("image share, again", "image share @ {other}", "image add project @ {other}")
    case("image member list", "image member list @ -o json", "image member list @ -f json", kind="ids")
    case("image unshare", "image unshare @ {other}", "image remove project @ {other}")
    case("image unshare, again", "image unshare @ {other}", "image remove project @ {other}", expect="no")
    case("image delete", "image delete @ @-backup --yes", "image delete @ @-backup")


def project():
    case("availability-zone list", "availability-zone list -o json", "availability zone list --compute -f json", kind="ids")
    case("quota show", "quota show -o json", "quota show -f json", kind="codes")
    case("usage", "usage -o json", "usage show -f json", kind="codes")
    both("flavor create", "flavor", "flavor", "@ --ram 64 --vcpus 1 --disk 1 --private", cloud=admin)
    both("flavor create, a user", "flavor", "flavor", "@ --ram 64 --vcpus 1 --disk 1")
    both("flavor list", "flavor", "flavor", kind="ids")
    both("flavor show", "flavor", "flavor", "@", cloud=admin)
    case("flavor access add", "flavor access add @ {other}", "flavor set @ --project {other}", cloud=admin)
    case("flavor access add, again", "flavor access add @ {other}", "flavor set @ --project {other}", cloud=admin)
    case("flavor access list", "flavor access list @", "", cloud=admin, expect="more")
    case("flavor access remove", "flavor access remove @ {other}", "flavor unset @ --project {other}", cloud=admin)
    case("flavor delete", "flavor delete @ --yes", "flavor delete @", cloud=admin)
    new = "--os-compute-api-version 2.53 "
    case("hypervisor list", "hypervisor list -o json", new + "hypervisor list -f json", cloud=admin, kind="ids")
    case("hypervisor list, a user", "hypervisor list", "hypervisor list")
    case("hypervisor show", "hypervisor show compute1 -o json", new + "hypervisor show compute1 -f json", cloud=admin, known="aggregates service_host service_id")
    case("service list", "service list -o json", new + "compute service list -f json", cloud=admin, kind="ids")
    both("aggregate create", "aggregate", "aggregate", "@", cloud=admin, known="uuid")
    both("aggregate list", "aggregate", "aggregate", cloud=admin, kind="ids")
    both("aggregate show", "aggregate", "aggregate", "@", cloud=admin, known="uuid")
    case("aggregate set, properties", "aggregate set @ --property a=b --property c=d", "aggregate set @ --property a=b --property c=d", cloud=admin)
    case("aggregate unset, a property", "aggregate set @ --remove-property a", "aggregate unset @ --property a", cloud=admin)
    case("aggregate show, properties", "aggregate show @ -o json", "aggregate show @ -f json", cloud=admin, known="uuid properties")
    case("aggregate set, no properties", "aggregate set @ --no-property --property e=f", "aggregate set @ --no-property --property e=f", cloud=admin)
    case("aggregate set", "aggregate set @ --zone @", "aggregate set @ --zone @", cloud=admin)
    case("aggregate add-host, none such", "aggregate add-host @ nosuch", "aggregate add host @ nosuch", cloud=admin)
    case("aggregate delete", "aggregate delete @ --yes", "aggregate delete @", cloud=admin)


def away():
    case("server force-delete", "server force-delete @ --yes --wait", "server delete --force --wait @")
    case("volume delete", "volume delete @ --yes", "volume delete @")
    case("floating-ip delete", "floating-ip delete {fip_id} --yes", "floating ip delete {fip_id}")
    case("security-group-rule delete", "security-group-rule delete {rule_id} --yes", "security group rule delete {rule_id}")
    case("security-group delete", "security-group delete @ --yes", "security group delete @")
    case("port delete", "port delete @ --yes", "port delete @")
    case("subnet delete", "subnet delete @ --yes", "subnet delete @")
    case("network delete", "network delete @ --yes", "network delete @")
    case("network delete, again", "network delete @ --yes", "network delete @")


known_values()
for part in (networks, around_a_server, volumes, images, project, away):
    part()
if failures:
    print(f"{len(failures)} differ: {'; '.join(failures)}", file=sys.stderr)
    sys.exit(1)
