#!/usr/bin/env bash
# The guess: AuthOptionsFromEnv reads an openrc file of Identity v3, which names the user, the project and the domain of each:
# OS_PROJECT_NAME, OS_USER_DOMAIN_NAME, OS_PROJECT_DOMAIN_NAME.
#
# What happens: it doesn't know the two domains. With such a file it says that OS_PROJECT_ID is missing. With OS_DOMAIN_NAME beside them,
# which to keystoneauth asks for a token of that domain, both the user and the project are in it, whatever the two say. And with a
# project's id, where nothing is missing, the user has no domain and the request can't be made.
#
# gophercloud v2.15.0, openstack/auth_env.go (AuthOptionsFromEnv); v2's other way, the package openstack/config/clouds, knows both.
#
# Why care: the same file works for `openstack` and fails, or signs in as somebody else of that name, in what is built with gophercloud.
# A client says which variables it reads, and an error names what is there and not read.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/gophercloud/gophercloud/v2/openstack"
)

func main() {
	base := "OS_AUTH_URL=http://192.0.2.1/v3 OS_USERNAME=u OS_PASSWORD=p"
	for _, more := range []string{
		"OS_PROJECT_NAME=A OS_USER_DOMAIN_NAME=users OS_PROJECT_DOMAIN_NAME=projects",
		"OS_PROJECT_NAME=A OS_USER_DOMAIN_NAME=users OS_PROJECT_DOMAIN_NAME=projects OS_DOMAIN_NAME=other",
		"OS_PROJECT_ID=5 OS_USER_DOMAIN_NAME=users",
	} {
		os.Clearenv()
		for _, variable := range strings.Fields(base + " " + more) {
			name, value, _ := strings.Cut(variable, "=")
			os.Setenv(name, value)
		}
		fmt.Println(more)
		options, err := openstack.AuthOptionsFromEnv()
		if err != nil {
			fmt.Println("  no options:", err)
			continue
		}
		scope, err := options.ToTokenV3ScopeMap()
		var body map[string]any
		if err == nil {
			body, err = options.ToTokenV3CreateMap(scope)
		}
		if err != nil {
			fmt.Println("  no request:", err)
			continue
		}
		text, _ := json.Marshal(body)
		fmt.Printf("  %s\n", text)
	}
}
END
go_run | seen
expect <<'END'
OS_PROJECT_NAME=A OS_USER_DOMAIN_NAME=users OS_PROJECT_DOMAIN_NAME=projects
  no options: Missing environment variable [OS_PROJECT_ID]
OS_PROJECT_NAME=A OS_USER_DOMAIN_NAME=users OS_PROJECT_DOMAIN_NAME=projects OS_DOMAIN_NAME=other
  {"auth":{"identity":{"methods":["password"],"password":{"user":{"domain":{"name":"other"},"name":"u","password":"p"}}},"scope":{"project":{"domain":{"name":"other"},"name":"A"}}}}
OS_PROJECT_ID=5 OS_USER_DOMAIN_NAME=users
  no request: You must provide exactly one of DomainID or DomainName to authenticate by Username
END
