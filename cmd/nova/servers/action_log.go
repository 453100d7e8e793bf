package servers

import (
	"errors"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// actionLogRows are the commands about what was done to a server.
func actionLogRows() []session.Command {
	return []session.Command{
		{
			Name: "instance-action-list", Short: "List what was done to a server.", Run: listActions, Same: "server events {server}",
			Takes: "server --marker=@58 --limit=int@58 --changes-since=@58 --changes-before=@66",
		},
		{Name: "instance-action", Short: "Show one thing that was done to a server.", Takes: "server request_id", Run: showAction},
	}
}

// serverOrID finds the server that the line names. From 2.21 on a deleted one has a log, too: what isn't found is an id.
func serverOrID(s *session.Nova) (string, error) {
	r, err := s.Server()
	if err == nil {
		return r.ID(), nil
	}
	if s.Minor >= 21 && errors.As(err, new(*session.MissingError)) {
		return s.Args.Text("server"), nil
	}
	return "", err
}

// listActions is `instance-action-list`.
func listActions(s *session.Nova) error {
	id, err := serverOrID(s)
	if err != nil {
		return err
	}
	if err := s.CheckTimes(); err != nil {
		return err
	}
	path := "/servers/" + session.Escape(id) + "/os-instance-actions" + session.QueryOf(map[string]string{
		"marker": s.Args.Text("marker"), "limit": s.Limit(),
		"changes-since": s.Args.Text("changes_since"), "changes-before": s.Args.Text("changes_before"),
	}, nil)
	all, err := s.List(path, "instanceActions")
	if err != nil {
		return err
	}
	fields := []string{"Action", "Request_ID", "Message", "Start_Time"}
	if s.Minor >= 58 {
		fields = append(fields, "Updated_At")
	}
	return s.PrintList(fields, session.Wholes(all), nil, 3)
}

// showAction is `instance-action`.
func showAction(s *session.Nova) error {
	id, err := serverOrID(s)
	if err != nil {
		return err
	}
	d, err := s.Get("/servers/" + session.Escape(id) + "/os-instance-actions/" + session.Escape(s.Args.Text("request_id")))
	if err != nil {
		return err
	}
	action := d.Dict("instanceAction").Clone()
	if events, ok := action.Get("events"); ok {
		action.Set("events", pytext.Pretty(events))
	}
	return s.PrintDict(action, 0)
}
