package clients

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/test/novactl"
)

// load is what the clients of one sandbox were told.
type load struct {
	base, token string
	client      http.Client

	mu      sync.Mutex
	made    map[string]string // servers that were accepted, by name, with their id
	deleted map[string]bool   // those whose deletion was, or may have been
	answers int
}

func (l *load) send(method, path, body string) (int, map[string]any) {
	r, err := http.NewRequest(method, l.base+path, strings.NewReader(body))
	if err != nil {
		return 0, nil
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Auth-Token", l.token)
	response, err := l.client.Do(r)
	if err != nil {
		return 0, nil // it was killed
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, nil
	}
	var doc map[string]any
	if len(text) > 0 && json.Unmarshal(text, &doc) != nil {
		return -1, nil
	}
	return response.StatusCode, doc
}

func (l *load) signIn(t *testing.T, base string) {
	t.Helper()
	l.base = base
	status, doc := l.send("POST", "/v2.0/tokens", `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`)
	access, _ := doc["access"].(map[string]any)
	token, _ := access["token"].(map[string]any)
	l.token, _ = token["id"].(string)
	if status != http.StatusOK || l.token == "" {
		t.Fatalf("signing in after a crash: %d %v", status, doc)
	}
}

// press makes servers, and deletes every third, until the server is dead; after so many answers the kill comes.
func (l *load) press(who string, after int, kill func()) {
	for i := 0; ; i++ {
		name := fmt.Sprintf("%s-%d", who, i)
		status, doc := l.send("POST", "/v2/010101/servers",
			`{"server":{"name":"`+name+`","imageRef":"80fbcb55-b206-41f9-9bc2-2dd7aac6c061","flavorRef":"2","metadata":{"n":"`+name+`"}}}`)
		if status != http.StatusAccepted {
			return
		}
		server, _ := doc["server"].(map[string]any)
		id, _ := server["id"].(string)
		l.mu.Lock()
		l.made[name] = id
		if i%3 == 2 {
			l.deleted[name] = true
		}
		l.answers++
		killed := l.answers >= after
		l.mu.Unlock()
		if killed {
			kill()
		}
		if i%3 == 2 {
			l.send("DELETE", "/v2/010101/servers/"+id, "")
		}
	}
}

// `sandbox serve` is killed under the load of eight clients, and started again on its store: every server that a client was told of is
// there as it was ordered, and the next crash finds them too.
func TestServeKilledUnderLoad(t *testing.T) {
	t.Parallel()
	home := novactl.NewHome(t)
	l := &load{made: map[string]string{}, deleted: map[string]bool{}}
	for round := range 5 {
		env, kill := home.ServeToKill(t)
		l.signIn(t, strings.TrimSuffix(env["OS_AUTH_URL"], "/v2.0"))
		l.check(t)
		l.answers = 0
		var once sync.Once
		var clients sync.WaitGroup
		for i := range 8 {
			clients.Go(func() { l.press(fmt.Sprintf("r%d-c%d", round, i), 5+20*round, func() { once.Do(kill) }) })
		}
		clients.Wait()
	}
	env, _ := home.ServeToKill(t)
	l.signIn(t, strings.TrimSuffix(env["OS_AUTH_URL"], "/v2.0"))
	l.check(t)
	if len(l.made) < 200 {
		t.Errorf("only %d servers were made: that was no load", len(l.made))
	}
	out, err := home.Command(context.Background(), "--cloud", "sandbox", "sandbox", "status").CombinedOutput()
	if err != nil {
		t.Errorf("status: %v, %s", err, out)
	}
}

func (l *load) check(t *testing.T) {
	t.Helper()
	there := map[string]string{}
	for marker := ""; ; {
		status, doc := l.send("GET", "/v2/010101/servers/detail?limit=1000"+marker, "")
		if status != http.StatusOK {
			t.Fatalf("the list: %d", status)
		}
		servers, _ := doc["servers"].([]any)
		for _, item := range servers {
			s, _ := item.(map[string]any)
			name, _ := s["name"].(string)
			if _, twice := there[name]; twice {
				t.Errorf("%s is there twice", name)
			}
			there[name], _ = s["id"].(string)
			marker = "&marker=" + there[name]
			if pairs, _ := s["metadata"].(map[string]any); pairs["n"] != name {
				t.Errorf("%s has the metadata %v", name, pairs)
			}
		}
		if len(servers) == 0 {
			break
		}
	}
	for name, id := range l.made {
		if there[name] != id && !l.deleted[name] {
			t.Errorf("%s (%s) was accepted and is lost", name, id)
		}
	}
	_, doc := l.send("GET", "/v2/010101/limits", "")
	limits, _ := doc["limits"].(map[string]any)
	absolute, _ := limits["absolute"].(map[string]any)
	if used, _ := absolute["totalInstancesUsed"].(float64); int(used) > len(there) || int(used) < len(there)-8 { // deletions under way
		t.Errorf("%v instances are counted, and %d are listed", used, len(there))
	}
}
