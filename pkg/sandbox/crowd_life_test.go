package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// lifeText is what a user sees of a server while an operation goes on: after how long its VM state, task, power and progress change.
// It was written down from the guide's status transitions and Nova's states, and not from the sandbox's table. A dot: it stays. Some
// moments have an effect: they are the last column.
const lifeText = `
create           0       building           scheduling                   0  0    .
create           400ms   .                  networking                   .  .    addressed
create           800ms   .                  spawning                     .  25   .
create           1800ms  .                  spawning                     .  50   .
create           2900ms  .                  spawning                     .  75   .
create           4s      active             none                         1  100  .
delete server    0       .                  deleting                     .  .    .
delete server    1s      deleted            none                         0  .    dead
reboot SOFT      0       .                  rebooting                    .  .    .
reboot SOFT      2s      active             none                         1  100  .
reboot HARD      0       .                  rebooting_hard               .  .    .
reboot HARD      2s      active             none                         1  100  .
rebuild          0       .                  rebuilding                   .  0    .
rebuild          1s      .                  rebuild_block_device_mapping 4  25   .
rebuild          1500ms  .                  rebuild_spawning             .  50   .
rebuild          4s      active             none                         1  100  .
resize           0       .                  resize_prep                  .  0    .
resize           500ms   .                  resize_migrating             4  25   .
resize           2s      .                  resize_migrated              .  50   .
resize           2500ms  .                  resize_finish                .  75   resized
resize           4s      resized            none                         1  100  .
resize           24h     active             none                         1  100  kept
confirmResize    0       active             none                         1  100  kept
revertResize     0       .                  resize_reverting             .  .    .
revertResize     3s      active             none                         1  100  reverted
rescue           0       .                  rescuing                     .  .    .
rescue           3s      rescued            none                         1  .    .
rescue           90m     .                  unrescuing                   .  .    .
rescue           90m2s   active             none                         1  100  .
unrescue         0       .                  unrescuing                   .  .    .
unrescue         2s      active             none                         1  100  .
changePassword   0       .                  updating_password            .  .    .
changePassword   2s      .                  none                         .  .    .
createImage      0       .                  image_snapshot               .  .    .
createImage      4s      .                  none                         .  .    .
start            0       .                  powering-on                  .  .    .
start            2s      active             none                         1  100  .
stop             0       .                  powering-off                 .  .    .
stop             2s      stopped            none                         4  .    .
pause            0       .                  pausing                      .  .    .
pause            1s      paused             none                         3  .    .
unpause          0       .                  unpausing                    .  .    .
unpause          1s      active             none                         1  100  .
suspend          0       .                  suspending                   .  .    .
suspend          2s      suspended          none                         4  .    .
resume           0       .                  resuming                     .  .    .
resume           2s      active             none                         1  100  .
shelve           0       .                  shelving                     .  .    .
shelve           500ms   .                  shelving_image_uploading     4  .    .
shelve           2500ms  shelved            shelving_offloading          .  .    .
shelve           3s      shelved_offloaded  none                         .  .    .
unshelve         0       .                  unshelving                   .  .    .
unshelve         3s      active             none                         1  100  .
`

// looks is what a user sees of a server's state.
type looks struct {
	vm, task        string
	power, progress int
}

// moment is when a server looks otherwise, and what happens to it then.
type moment struct {
	at       time.Duration
	vm, task string // ".": as before
	numbers  [2]string
	effect   string
}

// lives reads lifeText.
func lives(t *testing.T) map[string][]moment {
	t.Helper()
	all := map[string][]moment{}
	for line := range strings.Lines(strings.TrimSpace(lifeText)) {
		f := strings.Fields(line)
		name := strings.Join(f[:len(f)-6], " ")
		f = f[len(f)-6:]
		at, err := time.ParseDuration(f[0])
		if err != nil {
			t.Fatal(err)
		}
		all[name] = append(all[name], moment{at, f[1], f[2], [2]string{f[3], f[4]}, f[5]})
	}
	return all
}

// next is how a server looks at a moment that looked like l before.
func (m moment) next(l looks) looks {
	if m.vm != "." {
		l.vm = m.vm
	}
	if m.task != "." {
		l.task = strings.TrimPrefix(m.task, "none")
	}
	for i, n := range []*int{&l.power, &l.progress} {
		if m.numbers[i] != "." {
			*n, _ = strconv.Atoi(m.numbers[i])
		}
	}
	return l
}

// table32 is the guide's Table 3.2, with the rows of Nova's shelved servers.
var table32 = map[string]string{
	"active/rebooting": "REBOOT", "active/rebooting_hard": "HARD_REBOOT", "active/updating_password": "PASSWORD",
	"active/rebuilding": "REBUILD", "active/rebuild_block_device_mapping": "REBUILD", "active/rebuild_spawning": "REBUILD",
	"active/resize_prep": "RESIZE", "active/resize_migrating": "RESIZE", "active/resize_migrated": "RESIZE", "active/resize_finish": "RESIZE",
	"resized/resize_reverting": "REVERT_RESIZE",
	"active/":                  "ACTIVE", "building/": "BUILD", "deleted/": "DELETED", "paused/": "PAUSED", "rescued/": "RESCUE",
	"resized/": "VERIFY_RESIZE", "stopped/": "SHUTOFF", "suspended/": "SUSPENDED", "shelved/": "SHELVED", "shelved_offloaded/": "SHELVED_OFFLOADED",
}

func (l looks) status() string {
	if s, special := table32[l.vm+"/"+l.task]; special {
		return s
	}
	return table32[l.vm+"/"]
}

// progressed are the statuses with a progress (fact 13).
var progressed = []string{"ACTIVE", "BUILD", "REBUILD", "RESIZE", "VERIFY_RESIZE"}

func (l looks) hasProgress() bool { return slices.Contains(progressed, l.status()) }

// crowdRules are the tables of states that the crowd's answers have to follow, by operation: state-rules.tsv, and the compute/api.py of
// Nova 26 for what is younger.
func crowdRules(t *testing.T) map[string]stateRule {
	all := map[string]stateRule{
		"start":    {vm: "stopped"},
		"stop":     {vm: "active,error"},
		"pause":    {vm: "active"},
		"unpause":  {vm: "paused"},
		"suspend":  {vm: "active"},
		"resume":   {vm: "suspended"},
		"shelve":   {vm: "active,stopped,paused,suspended"},
		"unshelve": {vm: "shelved,shelved_offloaded"},
		"lock":     {vm: "any"},
		"unlock":   {vm: "any"},
	}
	for name, r := range all {
		r.operation, r.succeeds, r.task = name, "202", "None"
		if r.vm == "any" {
			r.task = "any"
		}
		all[name] = r
	}
	for _, r := range stateRules(t) {
		all[r.operation] = r
	}
	return all
}
