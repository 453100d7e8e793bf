package transport

import "testing"

// Of an answer that was cut off, what came whole is told, and half a password isn't.
func TestPartial(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]Partial{
		`{"server":{"id":"x","links":[{"id":"y"}],"adminPass":"pw"}}`: {ID: "x", AdminPass: "pw"},
		`{"server":{"adminPass":"pw","id":null}}`:                     {AdminPass: "pw"},
		`{"server":{"adminPass":"pw","links":[`:                       {AdminPass: "pw"},
		`{"server":{"id":"x","adminPass":"p`:                          {ID: "x"},
		`{"adminPass":12345678`:                                       {},
		`{"adminPass":12345678}`:                                      {AdminPass: "12345678"},
		`{"server":{"image":{"id":"i"},"id":7}}`:                      {ID: "7"},
		`{"keypair":{"private_key":"k","name":"n"}}`:                  {PrivateKey: "k"},
		`<server id="x" adminPass="pw"><metadata/>`:                   {ID: "x", AdminPass: "pw"},
		`<server id="x" adminPass="p`:                                 {},
		`<adminPass>pw</adminPass>`:                                   {AdminPass: "pw"},
		`<adminPass>p`:                                                {},
		`<server><image id="i"/><id>x</id>`:                           {ID: "x"},
		`<html id="h"><body id="b">`:                                  {},
		`adminPass: pw`:                                               {},
		``:                                                            {},
	} {
		if got := partial([]byte(body)); got != want {
			t.Errorf("%s: %+v, want %+v", body, got, want)
		}
	}
}
