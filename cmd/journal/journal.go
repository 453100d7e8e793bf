// Package journal keeps in a file what a command has done so far to each of many things, so that the same command goes on where an
// earlier run was ended, by kill -9 or a power cut too, and does nothing twice.
//
// The file has one JSON object a line: first what the command is, then its plan, then a line before and one after each thing. Every line is on the
// disk before what it announces is done. A last line that isn't whole was being written when the run ended; what it would have said didn't begin.
package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/gofrs/flock"

	"github.com/novactl/novactl/cmd/fail"
)

// Command is what a journal is of: another command doesn't go on with it.
type Command struct {
	What      string `json:"command"`   // "delete server"
	Arguments string `json:"arguments"` // a digest of what was typed
	Endpoint  string `json:"endpoint"`  // of the cloud
	Run       string `json:"run"`       // marks what this journal's runs make; of the first run's choice
}

// Item is a thing of the plan.
type Item struct {
	ID   string `json:"id"`
	Name string `json:"name,omitzero"`
}

// State is how far a thing has come.
type State string

// The states. A thing that is planned alone has none.
const (
	Begun   State = "begun"   // whether it was done nobody knows
	Done    State = "done"    // never again
	Failed  State = "failed"  // it wasn't done
	Unknown State = "unknown" // the cloud's answer was lost
)

// Entry is the last that a journal has of a thing.
type Entry struct {
	State  State  `json:"state"`
	ID     string `json:"id"`            // of the plan
	Made   string `json:"made,omitzero"` // the id of what was made
	Before string `json:"before,omitzero"`
	Time   string `json:"time"`
}

// Journal is an open journal. Its methods may be called at the same time.
type Journal struct {
	Command Command
	Plan    []Item // nil: none yet

	path    string
	mu      sync.Mutex
	file    *os.File
	lock    *flock.Flock
	entries map[string]Entry
}

// Open opens or makes the journal of a command. One of another command, one that another process writes and one that isn't a journal are
// *fail.UsageErrors.
func Open(path string, of Command) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fail.Usagef("--journal: %v", err)
	}
	j := &Journal{Command: of, path: path, file: file, entries: map[string]Entry{}, lock: flock.New(path)}
	locked, err := j.lock.TryLock()
	switch {
	case err != nil:
		err = fail.Usagef("--journal %s: %v", path, err)
	case !locked:
		err = fail.Usagef("--journal %s: another novactl is at work with it", path)
	default:
		err = j.load(of)
	}
	if err != nil {
		j.Close()
		return nil, err
	}
	return j, nil
}

// Close closes the journal. Nil is fine.
func (j *Journal) Close() {
	if j != nil {
		_ = j.lock.Unlock()
		_ = j.file.Close()
	}
}

// load reads what earlier runs wrote, and cuts off a line that isn't whole.
func (j *Journal) load(of Command) error {
	data, err := io.ReadAll(j.file)
	if err != nil {
		return fail.Usagef("--journal %s: %v", j.path, err)
	}
	whole := bytes.LastIndexByte(data, '\n') + 1
	n := 0
	for line := range bytes.Lines(data[:whole]) {
		if n++; j.read(n, line) != nil {
			return fail.Usagef("--journal %s: line %d isn't of a journal of novactl's", j.path, n)
		}
	}
	if n == 0 && len(data) > 0 && data[0] != '{' {
		return fail.Usagef("--journal %s: it isn't a journal of novactl's", j.path)
	}
	if err := errors.Join(j.file.Truncate(int64(whole)), seekTo(j.file, whole)); err != nil {
		return fail.Usagef("--journal %s: %v", j.path, err)
	}
	if n == 0 {
		return j.write(of)
	}
	of.Run = j.Command.Run
	if of != j.Command {
		return &fail.UsageError{
			Message: fmt.Sprintf("--journal %s: it is of another command or cloud (%s at %s)", j.path, j.Command.What, j.Command.Endpoint),
			Advice:  "a journal belongs to one command: give the same names and flags to go on with it, or name a new file",
		}
	}
	return nil
}

func seekTo(file *os.File, at int) error {
	_, err := file.Seek(int64(at), io.SeekStart)
	return err
}

// read reads the n-th line.
func (j *Journal) read(n int, line []byte) error {
	switch n {
	case 1:
		j.Command = Command{}
		if err := json.Unmarshal(line, &j.Command); err != nil || j.Command.What == "" {
			return errors.Join(err, errors.ErrUnsupported)
		}
		return nil
	case 2:
		var p planned
		err := json.Unmarshal(line, &p)
		j.Plan = p.Plan
		return err
	}
	var e Entry
	if err := json.Unmarshal(line, &e); err != nil {
		return err
	}
	j.entries[e.ID] = e
	return nil
}

type planned struct {
	Plan []Item `json:"plan"`
}

// SetPlan writes what is to be done, once.
func (j *Journal) SetPlan(items []Item) error {
	if err := j.write(planned{items}); err != nil {
		return err
	}
	j.Plan = items
	return nil
}

// Of returns the last that there is of a thing; the zero Entry where it hasn't begun.
func (j *Journal) Of(id string) Entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.entries[id]
}

// Note writes how far a thing has come. An error means that it isn't on the disk: what it announces must not be done.
func (j *Journal) Note(e Entry) error {
	e.Time = time.Now().UTC().Format(time.RFC3339)
	if err := j.write(e); err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries[e.ID] = e
	return nil
}

// write puts a line on the disk.
func (j *Journal) write(v any) error {
	line, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, err = j.file.Write(append(line, '\n')); err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("writing the journal: %w", err)
	}
	return nil
}
