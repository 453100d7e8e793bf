package sandbox

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.etcd.io/bbolt"
)

// checkPages has bbolt check every page of a store.
func checkPages(t *testing.T, path string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_ = db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			t.Error(err)
		}
		return nil
	})
}

// Servers that many goroutines create at once are all there, in memory and in a file.
func TestGoroutinesCreateAtOnce(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]string{"memory": "", "file": filepath.Join(t.TempDir(), "sandbox.db")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{Path: path})
			const writers, each = 64, 3
			made := make(chan reply, writers*each)
			var group sync.WaitGroup
			for i := range writers {
				group.Go(func() {
					for j := range each {
						made <- u.compute("POST", "/servers", fmt.Sprintf(
							`{"server":{"name":"g%d-%d","imageRef":"%s","flavorRef":"2"}}`, i, j, precise))
						u.compute("GET", "/servers/detail?limit=5", "") // readers among the writers
					}
				})
			}
			group.Wait()
			close(made)
			all := u.ids()
			for r := range made {
				if id := at[string](t, u.json(u.want(202, r)), "server", "id"); !slices.Contains(all, id) {
					t.Errorf("%s was accepted and is lost", id)
				}
			}
			if len(all) != writers*each {
				t.Errorf("%d servers, want %d", len(all), writers*each)
			}
		})
	}
}

// Servers that many processes create at once in one file, none of which was there before, are all there.
func TestProcessesCreateAtOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "sandbox.db")
	const processes, each = 12, 4
	var outputs []*bufio.Scanner
	for range processes {
		_, lines := startChild(t, path, fmt.Sprint("-sandbox.count=", each))
		outputs = append(outputs, lines)
	}
	var printed []string
	for _, lines := range outputs {
		for lines.Scan() {
			printed = append(printed, lines.Text())
		}
	}
	if len(printed) != processes*each {
		t.Fatalf("the processes printed %d ids, want %d: %q", len(printed), processes*each, printed)
	}
	u := newCloud(t, Options{Path: path, Clock: nil})
	all := u.ids()
	for _, id := range printed {
		if !slices.Contains(all, id) {
			t.Errorf("%s was accepted and is lost", id)
		}
	}
	if len(all) != len(printed) {
		t.Errorf("%d servers, want %d", len(all), len(printed))
	}
	checkPages(t, path)
}

// A store that can't grow any more refuses with its name, is not damaged, and works again when there is room.
func TestFileLimit(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("no file size limit here")
	}
	for _, limit := range []int{1 << 10, 20 << 10, 64 << 10, 100 << 10} {
		t.Run(fmt.Sprint(limit), func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "sandbox.db")
			_, lines := startChild(t, path, "-sandbox.count=0", fmt.Sprint("-sandbox.filelimit=", limit))
			var accepted []string
			var refusal string
			for lines.Scan() {
				if refusal = lines.Text(); len(refusal) == 36 {
					accepted = append(accepted, refusal)
				}
			}
			for _, want := range []string{"500", "computeFault", path, "too large"} {
				if !strings.Contains(refusal, want) {
					t.Errorf("the refusal %q doesn't say %q", refusal, want)
				}
			}
			if left, _ := filepath.Glob(path + ".new"); left != nil {
				t.Errorf("%v is left", left)
			}
			if _, err := os.Stat(path); err == nil {
				checkPages(t, path)
			}
			u := newCloud(t, Options{Path: path})
			u.create("now there is room")
			if got := len(u.ids()); got != len(accepted)+1 {
				t.Errorf("%d servers, want %d", got, len(accepted)+1)
			}
		})
	}
}
