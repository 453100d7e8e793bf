package sandbox

import (
	"fmt"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// instantly is the speed of a cloud in which everything is done by the next request. A resize confirms itself in 86 ms.
const instantly = 1e6

// deeds changes all kinds of things in the store at path, one after another, until it is killed. Before each it prints "try" and what
// it is about to do, and after it was answered "did" and the same, with the id that it got.
func deeds(path, writer string) int {
	c, err := Open(Options{Path: path, Speed: instantly, Quota: vast})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	u := &cloudUnderTest{Cloud: c, t: childTB{}}
	u.token = u.signIn(tables.User, tables.Password)
	for i := 0; ; i++ {
		name := fmt.Sprintf("%s-%d", writer, i)
		id := u.deed("create "+name, "POST", "/servers", `{"server":{"name":"`+name+`","imageRef":"`+precise+`","flavorRef":"2"}}`)
		action := "/servers/" + id + "/action"
		u.deed("metadata "+id+" n="+name, "POST", "/servers/"+id+"/metadata", `{"metadata":{"n":"`+name+`"}}`)
		u.deed("image image-of-"+name, "POST", action, `{"createImage":{"name":"image-of-`+name+`"}}`)
		u.deed("flavor "+id+" 4", "POST", action, `{"resize":{"flavorRef":"4"}}`)
		u.deed("confirm "+id, "POST", action, `{"confirmResize":null}`)
		u.deed("keypair "+name, "POST", "/os-keypairs", `{"keypair":{"name":"`+name+`","public_key":"`+publicKey+`"}}`)
		u.deed("unpair "+name, "DELETE", "/os-keypairs/"+name, "")
		rule := u.deed("fault "+name, "POST", "/_sandbox/faults", `{"on":"group.list","name":"`+name+`","status":500}`)
		u.deed("tick 1s", "POST", "/_sandbox/tick", `{"duration":"1s"}`)
		if i%2 == 1 {
			u.deed("delete "+id, "DELETE", "/servers/"+id, "")
			u.deed("clear "+rule, "DELETE", "/_sandbox/faults/"+rule, "")
		}
	}
}

// publicKey is somebody's.
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"

// deed does one thing, and returns the id of what it made.
func (u *cloudUnderTest) deed(what, method, path, body string) string {
	fmt.Println("try", what)
	if !strings.HasPrefix(path, "/_sandbox") {
		path = "/DFW/v2/010101" + path
	}
	r := u.send(method, path, body)
	if r.status >= 300 && !strings.HasPrefix(what, "confirm") { // it may have confirmed itself
		u.t.Fatalf("refused %s: %d %s", what, r.status, r.body)
	}
	id := document.LastSegment(r.header.Get("Location"))
	if rule, isRule := memberOf(r.body, "fault", "id").(string); isRule {
		id = rule
	}
	fmt.Println("did", strings.TrimSpace(what+" "+id))
	return id
}
