package admin

import (
	"slices"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

const (
	aggregateAction = "POST /os-aggregates/{aggregate}/action "
	aggregateTable  = "aggregate: Id, Name, Availability Zone, Hosts:hosts, Metadata:metadata, UUID@41"
)

// aggregateRows are the commands about host aggregates.
var aggregateRows = []session.Command{
	{
		Name: "aggregate-list", Short: "List aggregates.",
		Send: "GET /os-aggregates", Answer: "aggregates[]: Id, Name, Availability Zone, UUID@41",
	},
	{
		Name: "aggregate-create", Short: "Create an aggregate.", Takes: "name availability_zone?",
		Send: "POST /os-aggregates aggregate{name availability_zone}", Answer: aggregateTable, Derive: quoteAggregate,
	},
	{
		Name: "aggregate-show", Short: "Show an aggregate.", Takes: "aggregate",
		Send: "FIND {aggregate}", Answer: aggregateTable, Derive: quoteAggregate,
	},
	{
		Name: "aggregate-delete", Short: "Delete an aggregate.", Takes: "aggregate",
		Send: "DELETE /os-aggregates/{aggregate}", Says: "Aggregate {aggregate} has been successfully deleted.",
	},
	{
		Name: "aggregate-update", Short: "Change the name or the availability zone of an aggregate.", Takes: "aggregate --name= --availability-zone=",
		Check: checkAggregateUpdate, Send: "PUT /os-aggregates/{aggregate} aggregate{name? availability_zone?}",
		Says: "Aggregate {aggregate} has been successfully updated.", Answer: aggregateTable, Derive: quoteAggregate,
	},
	{
		Name: "aggregate-set-metadata", Short: "Set metadata of an aggregate, or delete what is named without a value.", Takes: "aggregate metadata+",
		Check: checkAggregateMetadata, Send: aggregateAction + "set_metadata{metadata=metadata|extracted}",
		Says: "Metadata has been successfully updated for aggregate {aggregate}.", Answer: aggregateTable, Derive: quoteAggregate,
	},
	{
		Name: "aggregate-add-host", Short: "Add a host to an aggregate.", Takes: "aggregate host",
		Send: aggregateAction + "add_host{host}", Says: "Host {host} has been successfully added for aggregate {aggregate} ",
		Answer: aggregateTable, Derive: quoteAggregate,
	},
	{
		Name: "aggregate-remove-host", Short: "Take a host from an aggregate.", Takes: "aggregate host",
		Send: aggregateAction + "remove_host{host}", Says: "Host {host} has been successfully removed from aggregate {aggregate} ",
		Answer: aggregateTable, Derive: quoteAggregate,
	},
	{
		Name: "aggregate-cache-images", Since: 81, Short: "Have the hosts of an aggregate fetch images ahead of time.", Takes: "aggregate images+",
		Send: "POST /os-aggregates/{aggregate}/images cache=images|images",
	},
}

// quoteAggregate makes quoted texts of the hosts and the metadata of an aggregate.
func quoteAggregate(_ *session.Nova, r *session.Resource) {
	hosts, _ := r.Attr("hosts")
	list, _ := hosts.([]any)
	r.Set("hosts", session.QuotedList(session.Texts(list)))
	metadata, _ := r.Attr("metadata")
	d, _ := metadata.(*pytext.Dict)
	var all []string
	for _, k := range slices.Sorted(slices.Values(d.Keys())) {
		all = append(all, k+"="+d.Text(k))
	}
	r.Set("metadata", session.QuotedList(all))
}

// checkAggregateUpdate complains where there is nothing to change.
func checkAggregateUpdate(s *session.Nova) error {
	if _, err := s.Found("aggregate"); err != nil {
		return err
	}
	if s.Args.Text("name") == "" && s.Args.Text("availability_zone") == "" {
		return session.Errorf("Either '--name <name>' or '--availability-zone <availability-zone>' must be specified.")
	}
	return nil
}

// checkAggregateMetadata complains about what is there already, and about what is to be deleted and isn't there.
func checkAggregateMetadata(s *session.Nova) error {
	r, err := s.Found("aggregate")
	if err != nil {
		return err
	}
	current := r.Dict.Dict("metadata")
	metadata := session.Extracted(s.Args.Texts("metadata"))
	for _, key := range metadata.Keys() {
		value, _ := metadata.Get(key)
		if old, there := current.Get(key); there && old == value {
			return session.Errorf("metadata already exists")
		}
	}
	for _, key := range metadata.Keys() {
		value, _ := metadata.Get(key)
		if _, there := current.Get(key); value == nil && !there && !s.Explain {
			return session.Errorf("metadata key %s does not exist hence can not be deleted", key)
		}
	}
	return nil
}
