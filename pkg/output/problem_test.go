package output

import "testing"

var ambiguous = Problem{
	What: "delete server web", Kind: "ambiguous_name", Message: "the name fits 2 servers", ExitCode: 2, Ref: "web",
	Candidates: []Candidate{
		{ID: "8c65cb68", Name: "web", Status: "ACTIVE", Created: "2012-08-20T21:11:09Z"},
		{ID: "a2", Name: "東京", Status: "ERROR"},
	},
	Hint: "use an id",
}

// The two forms of an error, word for word: people read the one, programs the other.
func TestError(t *testing.T) {
	t.Parallel()
	tests := []struct {
		p           Problem
		human, json string
	}{
		{
			Problem{
				What: "show server web-9", Kind: "not_found", Message: "Instance could not be found", ExitCode: 3,
				HTTPStatus: 404, RequestID: "req-1", Ref: "web-9", Hint: "novactl server list shows what there is",
			},
			"novactl: show server web-9: Instance could not be found (HTTP 404, request req-1)\nhint: novactl server list shows what there is\n",
			`{"error":{"kind":"not_found","message":"show server web-9: Instance could not be found","exit_code":3,"http_status":404,` +
				`"request_id":"req-1","target":"web-9","hint":"novactl server list shows what there is"}}` + "\n",
		},
		{
			Problem{Kind: "failure", Message: "boom"},
			"novactl: boom\n",
			`{"error":{"kind":"failure","message":"boom","exit_code":0}}` + "\n",
		},
		{
			Problem{Kind: "unavailable", Message: "bad gateway", ExitCode: 8, HTTPStatus: 502},
			"novactl: bad gateway (HTTP 502)\n",
			`{"error":{"kind":"unavailable","message":"bad gateway","exit_code":8,"http_status":502}}` + "\n",
		},
		{
			ambiguous,
			"novactl: delete server web: the name fits 2 servers\n" +
				"  8c65cb68  web   ACTIVE  2012-08-20T21:11:09Z\n" +
				"  a2        東京  ERROR   -\n" +
				"hint: use an id\n",
			`{"error":{"kind":"ambiguous_name","message":"delete server web: the name fits 2 servers","exit_code":2,"target":"web","candidates":[` +
				`{"id":"8c65cb68","name":"web","status":"ACTIVE","created":"2012-08-20T21:11:09Z"},` +
				`{"id":"a2","name":"東京","status":"ERROR"}],"hint":"use an id"}}` + "\n",
		},
	}
	for _, test := range tests {
		s, out, errs := Buffers("")
		s.Error(test.p)
		want(t, errs.String(), test.human)
		errs.Reset()
		s.JSONErrors, s.Quiet = true, true // quiet keeps errors
		s.Error(test.p)
		want(t, errs.String(), test.json)
		want(t, out.String(), "")
	}
}

// With -o xml an error is one of the guide's fault documents, whatever a cloud or a user wrote into it.
func TestErrorXML(t *testing.T) {
	t.Parallel()
	const space = ` xmlns="http://docs.openstack.org/compute/api/v1.1"`
	for _, test := range []struct {
		p    Problem
		want string
	}{
		{
			Problem{What: "show server a&b", Message: "no <server>\n\x1b[2J", Fault: "itemNotFound", FaultCode: 404, RequestID: "req-1", Hint: "look"},
			`<itemNotFound` + space + ` code="404"><message>show server a&amp;b: no &lt;server&gt;\n\x1b[2J</message>` +
				`<details>request req-1; look</details></itemNotFound>`,
		},
		{Problem{Message: "boom"}, `<computeFault` + space + ` code="500"><message>boom</message></computeFault>`},
		{Problem{Message: "x", Fault: "a b='c'", FaultCode: 418}, `<computeFault` + space + ` code="418"><message>x</message></computeFault>`},
		{
			Problem{Message: "two", Fault: "badRequest", FaultCode: 400, Candidates: ambiguous.Candidates},
			`<badRequest` + space + ` code="400"><message>two</message><details>8c65cb68 web; a2 東京</details></badRequest>`,
		},
	} {
		s, out, errs := Buffers("")
		s.ErrorsFor(XML)
		s.Error(test.p)
		want(t, errs.String(), test.want+"\n")
		want(t, out.String(), "")
	}
}

func TestNotice(t *testing.T) {
	t.Parallel()
	s, out, errs := Buffers("")
	s.Notice("waiting for %s", "web-1")
	s.JSONErrors = true
	s.Notice("waiting for %q", "web-1")
	s.Quiet = true
	s.Notice("not this")
	want(t, errs.String(), "waiting for web-1\n"+`{"notice":{"message":"waiting for \"web-1\""}}`+"\n")
	want(t, out.String(), "")
}
