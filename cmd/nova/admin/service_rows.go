package admin

import (
	"github.com/novactl/novactl/cmd/nova/session"
)

const ofService = "host@0-52 id@53 "

// serviceRows are the commands about Nova's own services. Before 2.53 they are those of a host, since then the one with an id.
var serviceRows = []session.Command{
	{
		Name: "service-list", Short: "List Nova's services.", Takes: "--host= --binary=", Send: "GET /os-services?host&binary",
		Answer: "services[]: Id, Binary, Host, Zone, Status, State, Updated_at, Disabled Reason, Forced down@11",
	},
	{
		Name: "service-enable", Short: "Let servers be placed on a host.", Takes: ofService,
		Send:   "@53 PUT /os-services/{=id} status='enabled'; PUT /os-services/enable host binary='nova-compute'",
		Answer: "service: ID@53, Host, Binary, Status",
	},
	{
		Name: "service-disable", Short: "Let no more servers be placed on a host.", Takes: ofService + "--reason=",
		Send: `@53 PUT /os-services/{=id} status='disabled' disabled_reason?=reason;
			?reason PUT /os-services/disable-log-reason host binary='nova-compute' disabled_reason=reason;
			PUT /os-services/disable host binary='nova-compute'`,
		Answer: "service: ID@53, Host, Binary, Status, Disabled Reason?reason",
	},
	{
		Name: "service-force-down", Since: 11, Short: "Say that a service is down, or with --unset no longer.", Takes: ofService + "--unset",
		Send:   "@53 PUT /os-services/{=id} forced_down=!unset; PUT /os-services/force-down host binary='nova-compute' forced_down=!unset",
		Answer: "service: ID@53, Host, Binary, Forced down",
	},
	{
		Name: "service-delete", Short: "Delete a service that runs no more: before 2.53 by its number, since then by its UUID.", Takes: "id",
		Send: "DELETE /os-services/{=id}",
	},
}

// agentRows are the commands about builds of the guest agent, which no Nova has had since 2021.
var agentRows = []session.Command{
	{
		Name: "agent-list", Short: "List builds of the guest agent (no Nova has them any more).", Takes: "--hypervisor=", Check: outdated,
		Send: "GET /os-agents?hypervisor", Answer: "agents[]: Agent_id, Hypervisor, OS, Architecture, Version, Md5hash, Url",
	},
	{
		Name: "agent-create", Short: "Add a build of the guest agent.", Takes: "os architecture version url md5hash hypervisor", Check: outdated,
		Send: "POST /os-agents agent{hypervisor os architecture version url md5hash}", Answer: "agent",
	},
	{
		Name: "agent-delete", Short: "Delete a build of the guest agent.", Takes: "id", Check: outdated, Send: "DELETE /os-agents/{=id}",
	},
	{
		Name: "agent-modify", Short: "Change a build of the guest agent.", Takes: "id version url md5hash", Check: outdated,
		Send: "PUT /os-agents/{=id} para{version url md5hash}", Answer: "agent",
	},
}

// outdated warns of commands whose part of the API has gone.
func outdated(s *session.Nova) error {
	s.Complain("This command has been deprecated since 23.0.0 Wallaby Release and will be removed in the first major release after the Nova server 24.0.0 X release.\n")
	return nil
}
