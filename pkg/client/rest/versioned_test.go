package rest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/transport"
)

// answering answers requests with statuses, and notes the versions that they ask for.
type answering struct {
	statuses []int
	asked    []string
}

func (a *answering) Do(_ context.Context, r Request) (*Response, error) {
	a.asked = append(a.asked, r.Header.Get("Openstack-Api-Version"))
	status := a.statuses[0]
	a.statuses = a.statuses[1:]
	if status >= 400 {
		return nil, &transport.Error{Status: status}
	}
	return &Response{}, nil
}

// A request that takes a version is sent without one to a cloud that has none as new, and only there: a refusal of another kind, or an answer that was
// lost, is what the user is told, and nothing is sent twice.
func TestVersioned(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		since    int
		statuses []int
		asked    []string
		status   int // of the error; 0: none
	}{
		{"a cloud that has it", 46, []int{202}, []string{"volume 3.46"}, 0},
		{"one that hasn't", 46, []int{406, 202}, []string{"volume 3.46", ""}, 0},
		{"one that refuses both", 46, []int{406, 406}, []string{"volume 3.46", ""}, 406},
		{"another refusal", 46, []int{400}, []string{"volume 3.46"}, 400},
		{"a failure that may have made it", 46, []int{504}, []string{"volume 3.46"}, 504},
		{"a request of any version", 0, []int{202}, []string{""}, 0},
	} {
		a := &answering{statuses: slices.Clone(test.statuses)}
		_, err := Versioned(Service{Doer: a}, "volume").Do(t.Context(), Request{Since: test.since})
		if diff := cmp.Diff(test.asked, a.asked); diff != "" || transport.Status(err) != test.status || (err == nil) != (test.status == 0) {
			t.Errorf("%s: %v %s", test.name, err, diff)
		}
	}
	lost := &losing{}
	if _, err := Versioned(Service{Doer: lost}, "volume").Do(t.Context(), Request{Since: 46}); err == nil || lost.sent != 1 {
		t.Errorf("a lost answer: sent %d times, %v", lost.sent, err)
	}
}

// losing loses every answer.
type losing struct{ sent int }

func (l *losing) Do(context.Context, Request) (*Response, error) {
	l.sent++
	return nil, errors.New("connection reset by peer")
}
