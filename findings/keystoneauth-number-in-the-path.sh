#!/usr/bin/env bash
# Guessed: where an image service lies on its host is its own affair: below /image/2, as below /image/a2, its versions are asked for, and its
#   images come.
# What happens: a number at the end of an endpoint's path is the version of the API: below /image/2 `openstack image list` asks for /image/2/images,
#   as if that were version 2 itself, and ends with 404. With /image/20131, a year and a month, it asks the folder above three times
#   beside what the catalog says.
# Where: keystoneauth1 5.0.0 (Debian 12), keystoneauth1/discover.py, _get_discovery_url_choices: the last segment is read by
#   normalize_version_number, to which "2" and "v2" are one. The function beside it that finds a version in a URL wants the v.
# Why it matters: clouds behind one host name put services, sites and tenants in the path, and a number there is a tenant in many. A client
#   that reads versions out of paths takes only what has a v before it.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient

python - <<'END' | seen
import os, subprocess, sys
from fakecloud import Cloud
IMAGES = {"images": [{"id": "i1", "name": "debian", "status": "active", "visibility": "public", "owner": "p1", "protected": False, "tags": []}]}
def openstack(cloud, path):
    routes = cloud.routes["POST /v3/auth/tokens"][2]["token"]["catalog"]
    routes[:] = [c for c in routes if c["type"] != "image"] + [{"type": "image", "name": "glance", "id": "g", "endpoints": [
        {"id": "g1", "interface": "public", "region": "RegionOne", "region_id": "RegionOne", "url": cloud.url + path}]}]
    cloud.asked.clear()
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from openstackclient.shell import main; sys.exit(main())", "--os-auth-url", cloud.url + "/v3",
         "--os-username", "u", "--os-password", "secret", "--os-project-name", "A", "--os-user-domain-id", "default",
         "--os-project-domain-id", "default", "--os-region-name", "RegionOne", "image", "list", "-f", "value", "-c", "Name"],
        cwd=os.environ["HOME"], capture_output=True, text=True)
    print("endpoint", path, "exit code", done.returncode)
    print("  asked:", " ".join(a[1] for a in cloud.asked if not a[1].startswith("/v3")))
    print(("  out: " + " ".join(done.stdout.split())).rstrip())
    print(("  err: " + " ".join(done.stderr.split()).replace(cloud.url, "")).rstrip())
for path in ("/image", "/image/a2", "/image/2", "/image/20131"):
    cloud = Cloud({f"GET {path}/v2/images": IMAGES})
    versions = (300, {}, {"versions": [{"id": "v2.9", "status": "CURRENT", "links": [{"rel": "self", "href": cloud.url + path + "/v2/"}]}]})
    cloud.routes.update({f"GET {path}": versions, f"GET {path}/": versions})
    openstack(cloud, path)
END
expect <<'END'
endpoint /image exit code 0
  asked: /image /image/v2/images
  out: debian
  err:
endpoint /image/a2 exit code 0
  asked: /image/a2 /image/a2/v2/images
  out: debian
  err:
endpoint /image/2 exit code 1
  asked: /image/2/ /image/2/images
  out:
  err: ResourceNotFound: 404: Client Error for url: /image/2/images, Not Found
endpoint /image/20131 exit code 0
  asked: /image/ /image/20131 /image/ /image/ /image/20131/v2/images
  out: debian
  err:
END
