package admin

import (
	"fmt"
	"slices"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// aggregateRows are the commands about host aggregates.
func aggregateRows() []session.Command {
	return []session.Command{
		{Name: "aggregate-list", Short: "List aggregates.", Run: listAggregates},
		{
			Name: "aggregate-create", Short: "Create an aggregate.", Takes: "name availability_zone?",
			Run: func(s *session.Nova) error {
				body := pytext.NewDict("name", s.Args.Text("name"), "availability_zone", s.Args.Value("availability_zone"))
				d, err := s.Post("/os-aggregates", pytext.NewDict("aggregate", body))
				if err != nil {
					return err
				}
				return printAggregate(s, s.Changed(session.Aggregates, d.Dict("aggregate")))
			},
		},
		{
			Name: "aggregate-show", Short: "Show an aggregate.", Takes: "aggregate",
			Run: func(s *session.Nova) error {
				r, err := aggregate(s)
				if err != nil {
					return err
				}
				if s.Explain {
					return s.ExplainRequest("GET", "/os-aggregates/"+session.Escape(r.ID()), nil)
				}
				return printAggregate(s, r)
			},
		},
		{
			Name: "aggregate-delete", Short: "Delete an aggregate.", Takes: "aggregate",
			Run: func(s *session.Nova) error {
				r, err := aggregate(s)
				if err != nil {
					return err
				}
				if err := s.Delete("/os-aggregates/" + session.Escape(r.ID())); err != nil {
					return err
				}
				return s.Line("Aggregate " + r.ID() + " has been successfully deleted.")
			},
		},
		{Name: "aggregate-update", Short: "Change the name or the availability zone of an aggregate.", Takes: "aggregate --name= --availability-zone=", Run: updateAggregate},
		{
			Name: "aggregate-set-metadata", Short: "Set metadata of an aggregate, or delete what is named without a value.", Takes: "aggregate metadata+",
			Run: setAggregateMetadata,
		},
		{
			Name: "aggregate-add-host", Short: "Add a host to an aggregate.", Takes: "aggregate host",
			Run: func(s *session.Nova) error { return aggregateHost(s, "add_host", "added for") },
		},
		{
			Name: "aggregate-remove-host", Short: "Take a host from an aggregate.", Takes: "aggregate host",
			Run: func(s *session.Nova) error { return aggregateHost(s, "remove_host", "removed from") },
		},
		{
			Name: "aggregate-cache-images", Since: 81, Short: "Have the hosts of an aggregate fetch images ahead of time.", Takes: "aggregate images+",
			Run: cacheImages,
		},
	}
}

// aggregate finds the aggregate that the line names.
func aggregate(s *session.Nova) (*session.Resource, error) {
	return s.Find(session.Aggregates, s.Args.Text("aggregate"))
}

// listAggregates is `aggregate-list`.
func listAggregates(s *session.Nova) error {
	fields := []string{"Id", "Name", "Availability Zone"}
	if s.Minor >= 41 {
		fields = append(fields, "UUID")
	}
	return s.PrintAll("/os-aggregates", "aggregates", fields)
}

// printAggregate prints an aggregate.
func printAggregate(s *session.Nova, r *session.Resource) error {
	fields := []string{"Id", "Name", "Availability Zone", "Hosts", "Metadata"}
	if s.Minor >= 41 {
		fields = append(fields, "UUID")
	}
	return s.PrintList(fields, []*session.Resource{r}, map[string]session.Formatter{
		"Hosts": func(r *session.Resource) any {
			hosts, _ := r.Attr("hosts")
			list, _ := hosts.([]any)
			return session.QuotedList(session.Texts(list))
		},
		"Metadata": func(r *session.Resource) any {
			metadata, _ := r.Attr("metadata")
			d, _ := metadata.(*pytext.Dict)
			var all []string
			for _, k := range slices.Sorted(slices.Values(d.Keys())) {
				all = append(all, k+"="+d.Text(k))
			}
			return session.QuotedList(all)
		},
	}, session.Unsorted)
}

// aggregateAction does an action of an aggregate, and returns what became of it.
func aggregateAction(s *session.Nova, r *session.Resource, name string, info *pytext.Dict) (*session.Resource, error) {
	d, err := s.Post("/os-aggregates/"+session.Escape(r.ID())+"/action", pytext.NewDict(name, info))
	if err != nil {
		return nil, err
	}
	return s.Changed(session.Aggregates, d.Dict("aggregate")), nil
}

// updateAggregate is `aggregate-update`.
func updateAggregate(s *session.Nova) error {
	r, err := aggregate(s)
	if err != nil {
		return err
	}
	changes := pytext.NewDict()
	for _, name := range []string{"name", "availability_zone"} {
		if value := s.Args.Text(name); value != "" {
			changes.Set(name, value)
		}
	}
	if len(changes.Keys()) == 0 {
		return session.Errorf("Either '--name <name>' or '--availability-zone <availability-zone>' must be specified.")
	}
	d, err := s.Put("/os-aggregates/"+session.Escape(r.ID()), pytext.NewDict("aggregate", changes))
	if err != nil {
		return err
	}
	changed := s.Changed(session.Aggregates, d.Dict("aggregate"))
	if err := s.Line("Aggregate " + changed.ID() + " has been successfully updated."); err != nil {
		return err
	}
	return printAggregate(s, changed)
}

// setAggregateMetadata is `aggregate-set-metadata`.
func setAggregateMetadata(s *session.Nova) error {
	r, err := aggregate(s)
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
	changed, err := aggregateAction(s, r, "set_metadata", pytext.NewDict("metadata", metadata))
	if err != nil {
		return err
	}
	if err := s.Line("Metadata has been successfully updated for aggregate " + changed.ID() + "."); err != nil {
		return err
	}
	return printAggregate(s, changed)
}

// aggregateHost adds a host to an aggregate, or takes it from there.
func aggregateHost(s *session.Nova, action, done string) error {
	r, err := aggregate(s)
	if err != nil {
		return err
	}
	host := s.Args.Text("host")
	changed, err := aggregateAction(s, r, action, pytext.NewDict("host", host))
	if err != nil {
		return err
	}
	if err := s.Line(fmt.Sprintf("Host %s has been successfully %s aggregate %s ", host, done, changed.ID())); err != nil {
		return err
	}
	return printAggregate(s, changed)
}

// cacheImages is `aggregate-cache-images`.
func cacheImages(s *session.Nova) error {
	r, err := aggregate(s)
	if err != nil {
		return err
	}
	images, err := s.FindImages(s.Args.Texts("images"))
	if err != nil {
		return err
	}
	var list []any
	for _, d := range images {
		list = append(list, pytext.NewDict("id", d.Text("id")))
	}
	_, err = s.Post("/os-aggregates/"+session.Escape(r.ID())+"/images", pytext.NewDict("cache", list))
	return err
}
