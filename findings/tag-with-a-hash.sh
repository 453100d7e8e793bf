#!/usr/bin/env bash
# The guess: who removes the tag `tier#1` of a server removes that tag. Nova allows any text in a tag but a slash and a comma, and a client
# escapes what it puts into a path.
#
# What happens: novaclient, openstacksdk and gophercloud put the tag into the URL as it is. What stands behind a # is the fragment of a
# URL and is never sent, so the tag `tier` is removed, and with 204 that is a success; adding a tag and asking for one go the same way.
# Of `why?` the Python clients lose the question mark, and gophercloud sends it as the mark of an empty query, which comes to the same.
# `50%20off` is `50 off` to all three. `100%` the Python clients send right; to gophercloud it is an error of its own.
#
# novaclient 18.1.0, novaclient/v2/servers.py (delete_tag); openstacksdk 0.101.0, openstack/common/tag.py; gophercloud v2.15.0,
# openstack/compute/v2/tags/urls.go, openstack/networking/v2/extensions/attributestags/urls.go. With Nova 34.0 (2026.2) and a server with
# the tags tier and tier#1, `nova server-tag-delete web tier#1` said that the request was accepted, and tier was gone.
#
# Why care: another thing is removed than was named, and every side calls it a success. A client escapes each segment of a path, and its
# tests have a name with # and ? in it.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/tags"
	"github.com/gophercloud/gophercloud/v2/openstack/networking/v2/extensions/attributestags"
)

func main() {
	var asked string
	cloud := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.Method + " " + r.RequestURI
		w.WriteHeader(http.StatusNoContent)
	}))
	client := &gophercloud.ServiceClient{ProviderClient: &gophercloud.ProviderClient{}, Endpoint: cloud.URL + "/"}
	for _, tag := range os.Args[1:] {
		for _, remove := range []func() error{
			func() error { return tags.Delete(context.Background(), client, "web", tag).ExtractErr() },
			func() error { return attributestags.Delete(context.Background(), client, "networks", "net", tag).ExtractErr() },
		} {
			err, bad := remove(), (*url.Error)(nil)
			if errors.As(err, &bad) {
				asked = bad.Err.Error()
			}
			fmt.Printf("%-12s %-8s: %s\n", "gophercloud", tag, asked)
		}
	}
}
END

{
  python - 'tier#1' 'why?' '50%20off' '100%' <<'END'
import sys

from fakecloud import Cloud
import openstack
from keystoneauth1 import loading, session
from novaclient import client

web = {"id": "web", "name": "web", "status": "ACTIVE", "addresses": {}, "links": [], "metadata": {}}
cloud = Cloud({"GET /v2.1/servers/web": {"server": web}})
# Whatever tag is asked for is there.
cloud.routes.update({f"DELETE /v2.1/servers/web/tags/{tag}": (204, {}, None) for tag in ("tier", "tier%231", "why", "why%3F", "100%25", "50%20off")})
who = dict(auth_url=cloud.url + "/v3", username="u", password="p", project_name="A", user_domain_id="default", project_domain_id="default")
sdk = openstack.connect(**who, region_name="RegionOne", compute_default_microversion="2.60")
server = sdk.compute.get_server("web")
nova = client.Client("2.60", session=session.Session(auth=loading.get_plugin_loader("password").load_from_options(**who)))
for name, remove in ("novaclient", lambda tag: nova.servers.delete_tag("web", tag)), ("openstacksdk", lambda tag: server.remove_tag(sdk.compute, tag)):
    for tag in sys.argv[1:]:
        remove(tag)
        print("%-12s %-8s: %s %s" % (name, tag, *cloud.asked[-1][:2]))
END
  go_run 'tier#1' 'why?' '50%20off' '100%'
} | seen
expect <<'END'
novaclient   tier#1  : DELETE /v2.1/servers/web/tags/tier
novaclient   why?    : DELETE /v2.1/servers/web/tags/why
novaclient   50%20off: DELETE /v2.1/servers/web/tags/50%20off
novaclient   100%    : DELETE /v2.1/servers/web/tags/100%25
openstacksdk tier#1  : DELETE /v2.1/servers/web/tags/tier
openstacksdk why?    : DELETE /v2.1/servers/web/tags/why
openstacksdk 50%20off: DELETE /v2.1/servers/web/tags/50%20off
openstacksdk 100%    : DELETE /v2.1/servers/web/tags/100%25
gophercloud  tier#1  : DELETE /servers/web/tags/tier
gophercloud  tier#1  : DELETE /networks/net/tags/tier
gophercloud  why?    : DELETE /servers/web/tags/why?
gophercloud  why?    : DELETE /networks/net/tags/why?
gophercloud  50%20off: DELETE /servers/web/tags/50%20off
gophercloud  50%20off: DELETE /networks/net/tags/50%20off
gophercloud  100%    : invalid URL escape "%"
gophercloud  100%    : invalid URL escape "%"
END
