package session

import (
	"net/http"
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
)

// Exchange sends the request of a row, and prints the line and what of the answer a row says:
//
//	agent                   the object of that name, as a table of properties; .: the answer itself; ./80: its values in lines of that width, or ./wrap: of --wrap
//	.=output                a member of it, as a line
//	services[]: Id, Host    the list of that name as a table with these columns, as Columns reads them
//	service: Id, Host       the same of one object
func (s *Nova) Exchange(send, answer string) error {
	r, err := s.Request(send)
	if err != nil {
		return err
	}
	return s.Ask(r, answer)
}

// Ask is Exchange of a request that is made otherwise.
func (s *Nova) Ask(r Request, answer string) error {
	root, columns, isTable := strings.Cut(answer, ": ")
	root, member, isLine := strings.Cut(root, "=")
	root, isList := strings.CutSuffix(root, "[]")
	root, wrap, wraps := strings.Cut(root, "/")
	rows, err := s.rows(r, root, isList)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if s.row.Derive != nil {
			s.row.Derive(s, row)
		}
	}
	if s.row.Rows != nil {
		rows = s.row.Rows(rows)
	}
	if s.row.Says != "" {
		if err := s.Line(s.fillIn(s.row.Says)); err != nil {
			return err
		}
	}
	switch {
	case isTable:
		return s.PrintRows(columns, rows)
	case answer == "" || len(rows) == 0:
		return nil
	case isLine:
		return s.Line(rows[0].Text(member))
	}
	if wrap == "wrap" {
		wrap = s.Args.Text(wrap)
	}
	width, ok := argparse.ParseInt(wrap)
	if !ok && wraps {
		return NotInteger(wrap)
	}
	return s.PrintDict(rows[0].Dict, width)
}

// FetchOne sends the request of a row, and returns the one resource that root names of the answer.
func (s *Nova) FetchOne(send, root string) (*Resource, error) {
	r, err := s.Request(send)
	if err != nil {
		return nil, err
	}
	rows, err := s.rows(r, root, false)
	if err != nil {
		return nil, err
	}
	return rows[0], nil
}

// rows sends a request, and returns what root names of the answer: the items of a list, to its end where it is read, or one resource.
func (s *Nova) rows(r Request, root string, isList bool) ([]*Resource, error) {
	if r.Method == "FIND" {
		found, err := s.Shown(root)
		return []*Resource{found}, err
	}
	if isList && r.Method == http.MethodGet {
		all, err := s.List(r.Path, root)
		return Wholes(all), err
	}
	a, err := s.Do(r.Method, r.Path, r.Body)
	switch {
	case err != nil:
		return nil, err
	case isList:
		all, err := Items(a.Body, root)
		return Wholes(all), err
	case root == "." && a.Body == nil && r.Method == http.MethodGet:
		return nil, &classError{"TypeError", "the answer is empty"}
	case root == "." && a.Body == nil: // of an action
		return nil, nil
	case root == ".":
		return []*Resource{Whole(a.Body)}, nil
	case r.Method == http.MethodGet:
		one, err := One(a.Body, root)
		return []*Resource{Whole(one)}, err
	}
	return []*Resource{s.Changed(kindOf(root), a.Body.Dict(root))}, nil
}

// Column is a column of a table: its title, the member that it shows, and whether that is shown as it is, without a hyphen for null.
type Column struct {
	Title, Member string
	Raw           bool
}

// Columns reads columns, with commas between:
//
//	Host, Zone          the member is the title in lower case, with _ for a blank
//	Server=server_uuid  another member
//	Type:kind           another one, as it is: null is None
//	UUID@41, ID@0-52    in these versions of the API
//	Reason?reason       where there is something in an option
//	Start_Time^         the rows are sorted by it
func (s *Nova) Columns(text string) (columns []Column, sorted int) {
	sorted = Unsorted
	for part := range strings.SplitSeq(text, ", ") {
		if i := strings.IndexAny(part, "@?"); i >= 0 {
			if !s.holds(part[i:]) {
				continue
			}
			part = part[:i]
		}
		part, isSorted := strings.CutSuffix(part, "^")
		if isSorted {
			sorted = len(columns)
		}
		c := Column{Title: part, Member: strings.ReplaceAll(strings.ToLower(part), " ", "_")}
		if i := strings.IndexAny(part, "=:"); i >= 0 {
			c = Column{part[:i], part[i+1:], part[i] == ':'}
		}
		columns = append(columns, c)
	}
	return columns, sorted
}

// PrintRows prints a table of resources with these columns.
func (s *Nova) PrintRows(columns string, rows []*Resource) error {
	list, sorted := s.Columns(columns)
	return s.PrintTable(list, rows, sorted)
}
