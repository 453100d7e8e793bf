package sandbox_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// A test of any client of OpenStack can have a cloud of its own: an http.Handler for a server, or a transport without one. Here sign-in is
// made to fail once, as a test of a client's retries would.
func Example() {
	cloud, err := sandbox.Open(sandbox.Options{}) // in memory
	if err != nil {
		panic(err)
	}
	if _, err := cloud.AddFault(inject.Rule{On: "token.create", Status: http.StatusServiceUnavailable, Times: 1}); err != nil {
		panic(err)
	}
	client := &http.Client{Transport: cloud.Transport()}
	credentials := fmt.Sprintf(`{"auth":{"passwordCredentials":{"username":%q,"password":%q}}}`, tables.User, tables.Password)
	for range 2 {
		response, err := client.Post(sandbox.AuthURL+"/tokens", "application/json", strings.NewReader(credentials))
		if err != nil {
			panic(err)
		}
		answer, _ := io.ReadAll(response.Body)
		_ = response.Body.Close()
		fmt.Println(response.Status, strings.Contains(string(answer), "cloudServersOpenStack"))
	}
	// Output:
	// 503 Service Unavailable false
	// 200 OK true
}
