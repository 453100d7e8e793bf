// Hetzner is as much of another kind of cloud as test/bench/failures.sh needs to see what its command line, hcloud, does when things go wrong: server types,
// images, servers and actions, in the shapes that Hetzner documents (https://docs.hetzner.cloud). It isn't Hetzner's service, and nothing of novactl's speaks to it.
//
//	go run ./test/bench/hetzner [-limit SERVERS] [-log FILE]
//
// It prints its address, for HCLOUD_ENDPOINT, and ends when its standard input does. What a server is called says what goes wrong:
//
//	lost-*     its create is carried out, and the connection is cut before the answer
//	gateway-*  its create is carried out, and a gateway answers 504 in its place, once
//	broken-*   its create ends in an error
//	locked-*   its delete is refused, as the server is protected
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
)

// object is a JSON object.
type object = map[string]any

// cloud is the fake: all that it has is in memory.
type cloud struct {
	limit int
	log   io.Writer

	mu      sync.Mutex
	last    int
	servers []object
	actions map[string]object
}

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, "hetzner:", err)
		os.Exit(1)
	}
}

// serve serves the cloud until standard input ends.
func serve() error {
	limit := flag.Int("limit", 100, "how many servers there can be")
	file := flag.String("log", os.DevNull, "file that gets a line for each request: method, path and status")
	flag.Parse()
	requests, err := os.OpenFile(*file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	c := &cloud{limit: *limit, log: requests, actions: map[string]object{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/server_types", c.catalog("server_types", object{
		"id": 1, "name": "cx23", "cores": 2, "memory": 4, "disk": 40, "architecture": "x86", "cpu_type": "shared", "storage_type": "local",
		"locations": []object{{"id": 1, "name": "fsn1", "available": true, "recommended": true}},
	}))
	mux.HandleFunc("GET /v1/images", c.catalog("images", object{
		"id": 1, "name": "debian-13", "type": "system", "status": "available", "architecture": "x86", "os_flavor": "debian", "os_version": "13", "disk_size": 5,
	}))
	mux.HandleFunc("GET /v1/actions", c.listActions)
	mux.HandleFunc("GET /v1/servers", c.listServers)
	mux.HandleFunc("GET /v1/servers/{id}", c.showServer)
	mux.HandleFunc("POST /v1/servers", c.createServer)
	mux.HandleFunc("DELETE /v1/servers/{id}", c.deleteServer)
	fmt.Printf("http://%s/v1\n", listener.Addr())
	server := http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// answer writes a document, and the request's line of the log.
func (c *cloud) answer(w http.ResponseWriter, r *http.Request, status int, doc object) {
	c.note(r, status)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.MarshalWrite(w, doc)
}

// note adds the request to the log; status 0: its answer is lost.
func (c *cloud) note(r *http.Request, status int) {
	_, _ = fmt.Fprintln(c.log, r.Method, r.URL.RequestURI(), status)
}

func (c *cloud) refuse(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	c.answer(w, r, status, object{"error": object{"code": code, "message": message, "details": nil}})
}

// catalog lists one thing that is always there, by its name or another.
func (c *cloud) catalog(list string, it object) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		found := []object{}
		if name := r.FormValue("name"); name == "" || name == it["name"] {
			found = append(found, it)
		}
		c.answer(w, r, http.StatusOK, object{list: found})
	}
}

// begin makes an action that is running at its first look, and over at the next.
func (c *cloud) begin(command string, server object) object {
	c.last++
	it := object{
		"id": c.last, "command": command, "status": "running", "progress": 0, "started": time.Now(), "finished": nil, "error": nil,
		"resources": []object{{"id": server["id"], "type": "server"}},
	}
	end := object{}
	for k, v := range it {
		end[k] = v
	}
	end["status"], end["progress"], end["finished"] = "success", 100, time.Now()
	if command == "create_server" && strings.HasPrefix(server["name"].(string), "broken-") {
		end["status"], end["error"] = "error", object{"code": "unavailable", "message": "no host has room for this server"}
	}
	c.actions[strconv.Itoa(c.last)] = end
	return it
}

func (c *cloud) listActions(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := []object{}
	for _, id := range r.URL.Query()["id"] {
		if it, ok := c.actions[id]; ok {
			found = append(found, it)
		}
	}
	c.answer(w, r, http.StatusOK, object{"actions": found})
}

// find returns where the server is that has the id or the name; -1: nowhere.
func (c *cloud) find(id, name string) int {
	for i, it := range c.servers {
		if strconv.Itoa(it["id"].(int)) == id || it["name"] == name {
			return i
		}
	}
	return -1
}

func (c *cloud) listServers(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := c.servers
	if name := r.FormValue("name"); name != "" {
		found = nil
		if i := c.find("", name); i >= 0 {
			found = c.servers[i : i+1]
		}
	}
	c.answer(w, r, http.StatusOK, object{"servers": append([]object{}, found...)})
}

func (c *cloud) showServer(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := c.find(r.PathValue("id"), "")
	if i < 0 {
		c.refuse(w, r, http.StatusNotFound, "not_found", "server not found")
		return
	}
	c.answer(w, r, http.StatusOK, object{"server": c.servers[i]})
}

func (c *cloud) createServer(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var wanted struct {
		Name string `json:"name"`
	}
	err := json.UnmarshalRead(r.Body, &wanted)
	switch {
	case err != nil:
		c.refuse(w, r, http.StatusUnprocessableEntity, "invalid_input", err.Error())
		return
	case c.find("", wanted.Name) >= 0:
		c.refuse(w, r, http.StatusConflict, "uniqueness_error", "server name is already used")
		return
	case len(c.servers) >= c.limit:
		c.refuse(w, r, http.StatusForbidden, "resource_limit_exceeded", "server limit exceeded")
		return
	}
	c.last++
	server := object{
		"id": c.last, "name": wanted.Name, "status": "running", "created": time.Now(), "labels": object{}, "volumes": []int{}, "private_net": []object{},
		"public_net": object{"ipv4": object{"ip": "192.0.2.1"}, "ipv6": object{"ip": "2001:db8::/64"}, "floating_ips": []int{}, "firewalls": []object{}},
	}
	c.servers = append(c.servers, server)
	action := c.begin("create_server", server)
	switch {
	case strings.HasPrefix(wanted.Name, "lost-"):
		c.note(r, 0)
		panic(http.ErrAbortHandler)
	case strings.HasPrefix(wanted.Name, "gateway-"):
		c.answer(w, r, http.StatusGatewayTimeout, object{})
		return
	}
	c.answer(w, r, http.StatusCreated, object{"server": server, "action": action, "next_actions": []object{}, "root_password": "told-once"})
}

func (c *cloud) deleteServer(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := c.find(r.PathValue("id"), "")
	switch {
	case i < 0:
		c.refuse(w, r, http.StatusNotFound, "not_found", "server not found")
	case strings.HasPrefix(c.servers[i]["name"].(string), "locked-"):
		c.refuse(w, r, http.StatusForbidden, "protected", "server deletion is protected")
	default:
		action := c.begin("delete_server", c.servers[i])
		c.servers = append(c.servers[:i:i], c.servers[i+1:]...)
		c.answer(w, r, http.StatusOK, object{"action": action})
	}
}
