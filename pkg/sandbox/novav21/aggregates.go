package novav21

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	doc "github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Host aggregates say something of hosts. Nothing is placed by it: the region has one zone (fact 85).

type aggregateHandler = func(*service.RequestContext, *compute.Aggregate) (*web.Response, error)

// ofAggregate lets the administrator through to an aggregate that is there.
func ofAggregate(policy string, run aggregateHandler) service.Handler {
	return forAdmin("os-aggregates:"+policy, func(c *service.RequestContext) (*web.Response, error) {
		id := c.Arg("id")
		if _, err := strconv.Atoi(id); err != nil {
			return nil, fault.BadRequest("Invalid input received: id must be an integer")
		}
		a, err := c.Aggregate(id)
		if err != nil || a == nil {
			return nil, orNotFound(err, "Aggregate "+id+" could not be found.")
		}
		return run(c, a)
	})
}

func aggregateValues(a *compute.Aggregate) object {
	zone := a.Metadata[compute.AggregateZone]
	number := strconv.FormatUint(a.ID, 10)
	return object{
		"id": jsontext.Value(number), "uuid": tables.DerivedID("aggregate/" + number), "name": a.Name, "hosts": append([]string{}, a.Hosts...),
		"metadata": a.Metadata, "created_at": microseconds(a.Created), "updated_at": microseconds(a.Updated), "deleted": false, "availability_zone": view.Null(zone),
	}
}

func showAggregate(c *service.RequestContext, a *compute.Aggregate) (*web.Response, error) {
	return show(c, "aggregate", "aggregate", aggregateValues(a))
}

func listAggregates(c *service.RequestContext) (*web.Response, error) {
	all, err := c.Aggregates()
	if err != nil {
		return nil, err
	}
	return view.List(c, "aggregates", otherMembers()["aggregate"], len(all), func(i int) object { return aggregateValues(all[i]) })
}

func createAggregate(c *service.RequestContext) (*web.Response, error) {
	a := &compute.Aggregate{Created: c.Now}
	if err := nameAggregate(c, a); err != nil {
		return nil, err
	}
	a.Updated = time.Time{}
	if err := c.SaveAggregate(a); err != nil {
		return nil, err
	}
	return view.Answer(c, http.StatusOK, "aggregate", otherMembers()["aggregate"], aggregateValues(a), view.Mode{Brief: true})
}

func updateAggregate(c *service.RequestContext, a *compute.Aggregate) (*web.Response, error) {
	return saveAggregate(c, a, nameAggregate(c, a))
}

// saveAggregate keeps what became of an aggregate, unless that failed.
func saveAggregate(c *service.RequestContext, a *compute.Aggregate, err error) (*web.Response, error) {
	if err == nil {
		err = c.SaveAggregate(a)
	}
	if err != nil {
		return nil, err
	}
	return showAggregate(c, a)
}

// nameAggregate gives an aggregate the name and the zone of the request.
func nameAggregate(c *service.RequestContext, a *compute.Aggregate) error {
	members, err := view.MembersOf(c, "aggregate")
	if err == nil && !members.Has("name") && !members.Has(compute.AggregateZone) {
		err = fault.BadRequest("Invalid input for field/attribute aggregate. Value: {}. {} is not valid under any of the given schemas")
	}
	if err != nil {
		return err
	}
	if name, given := members.Text("name"); given {
		others, err := c.Aggregates()
		if err != nil {
			return err
		}
		for _, o := range others {
			if o.Name == name && o.ID != a.ID {
				return fault.Conflict("Aggregate %s already exists.", name)
			}
		}
		a.Name = name
	}
	zone, given := members.Text(compute.AggregateZone)
	switch {
	case given:
		a.Change(map[string]*string{compute.AggregateZone: &zone}, c.Now)
	case members.Has(compute.AggregateZone) && a.ID != 0:
		return emptyZone(a, "aggregate")
	}
	a.Updated = c.Now
	return nil
}

func emptyZone(a *compute.Aggregate, what string) error {
	return fault.BadRequest("Cannot update %s %d. Reason: Aggregate %s does not support empty named availability zone.", what, a.ID, a.Name)
}

func deleteAggregate(c *service.RequestContext, a *compute.Aggregate) (*web.Response, error) {
	if len(a.Hosts) > 0 {
		return nil, fault.BadRequest("Cannot remove host from aggregate %d. Reason: Host aggregate is not empty.", a.ID)
	}
	return &web.Response{Status: http.StatusOK}, c.DeleteAggregate(a)
}

// actOnAggregate changes the metadata of an aggregate, or the hosts that are in it.
func actOnAggregate(c *service.RequestContext) (*web.Response, error) {
	body, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	for name, value := range body {
		switch name {
		case "set_metadata":
			return ofAggregate(name, changeMetadata(value))(c)
		case "add_host", "remove_host":
			return ofAggregate(name, changeHosts(name, value))(c)
		}
		return nil, fault.BadRequest("There is no such action: %s", name)
	}
	return nil, fault.BadRequest("Malformed request body")
}

func changeMetadata(value jsontext.Value) aggregateHandler {
	return func(c *service.RequestContext, a *compute.Aggregate) (*web.Response, error) {
		var wanted struct {
			Metadata map[string]*string `json:"metadata"`
		}
		err := json.Unmarshal(value, &wanted)
		if zone, named := wanted.Metadata[compute.AggregateZone]; named && zone == nil {
			err = emptyZone(a, "metadata of aggregate")
		}
		a.Change(wanted.Metadata, c.Now)
		return saveAggregate(c, a, err)
	}
}

func changeHosts(action string, value jsontext.Value) aggregateHandler {
	return func(c *service.RequestContext, a *compute.Aggregate) (*web.Response, error) {
		members, _ := doc.ObjectOf(value)
		host, _ := members.Text("host")
		i := slices.Index(a.Hosts, host)
		switch {
		case action == "remove_host" && i < 0:
			return nil, notFound(fmt.Sprintf("Cannot remove host %s in aggregate %d", host, a.ID))
		case action == "remove_host":
			a.Hosts = slices.Delete(a.Hosts, i, i+1)
		case !slices.Contains(tables.Hosts(), host):
			return nil, notFound("Compute host " + host + " could not be found.")
		case i >= 0:
			return nil, fault.Conflict("Aggregate %d already has host %s.", a.ID, host)
		default:
			a.Hosts = append(a.Hosts, host)
		}
		return saveAggregate(c, a, nil)
	}
}
