package script

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd"
)

// TestHelpExamples runs every example of every help page to the letter, each in a home and a cloud of its own where web-1 and web-2 are: who
// copies one of them gets no complaint about it.
func TestHelpExamples(t *testing.T) {
	t.Parallel()
	used := make(map[string]bool)
	for _, example := range helpExamples(cmd.Root()) {
		before := ""
		for _, p := range preparations {
			if strings.HasPrefix(example, p.example) {
				before, used[p.example] = p.before, true
				break
			}
		}
		t.Run(example, func(t *testing.T) {
			t.Parallel()
			runBash(t, exampleCloud+before+"\n"+runnable(example))
		})
	}
	for _, p := range preparations {
		if !used[p.example] {
			t.Errorf("no example begins with %q", p.example)
		}
	}
}

// helpExamples are the lines of the examples of a command and of those below it.
func helpExamples(c *cobra.Command) []string {
	var all []string
	for line := range strings.Lines(c.Example) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	for _, sub := range c.Commands() {
		if sub.Name() != "completion" {
			all = append(all, helpExamples(sub)...)
		}
	}
	return all
}

// runnable is an example with something in the place of what it leaves to the reader. Of one that never ends by itself, leads out of this machine,
// asks a person, or changes a password by Identity v3, only the flags and arguments are tried, as cobra reads them before it prints the help.
func runnable(example string) string {
	if strings.HasSuffix(example, " --watch") {
		return example + " --help"
	}
	for _, start := range []string{
		"novactl sandbox serve", "novactl auth login", "novactl auth password", "novactl server console-log web-1 --follow", "novactl server password web-1",
		"novactl config set --cloud work password", "novactl image create debian --url",
	} {
		if strings.HasPrefix(example, start) && !strings.Contains(example, "--generate") {
			return example + " --help"
		}
	}
	return strings.NewReplacer(
		" IMAGE", ` "Debian 7 (Wheezy)"`, " VOLUME", " 4ab50df6-7480-45df-8604-b1ee39fe857c",
		" RULE", " $(novactl security-group-rule list -o id | head -n 1)", "/ID", "/$(novactl server show web-1 -o id)",
	).Replace(example)
}

// exampleCloud is what the examples take for granted. The other programs that they call do nothing here.
const exampleCloud = `
export NOVACTL_CLOUD=sandbox NOVACTL_SANDBOX_SPEED=1000 NOVACTL_POLL_INTERVAL=10ms ENDPOINT=http://127.0.0.1:9 PATH=$HOME/bin:$PATH
mkdir -p bin .ssh
for program in ssh xdg-open curl; do printf '#!/bin/sh\n' >bin/$program; chmod +x bin/$program; done
printf '#!/bin/sh\nnovactl server list\n' >test.sh && chmod +x test.sh
echo 'servers: [{name: web, count: 2, image: Debian 7 (Wheezy), flavor: 2, metadata: {role: web}}]' >cloud.yaml
printf '%s\n' 'name: web-9' 'image: Debian 7 (Wheezy)' 'flavor: 2' >server.yaml
echo '{"server": {"name": "web-9"}}' >server.json
echo hello >motd.txt
echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA me' >.ssh/id_ed25519.pub
novactl sandbox reset --yes --seed cloud.yaml
`

// debianImage makes an image that has data.
const debianImage = `printf 'QFI\373' | novactl image create debian --file - --disk-format qcow2`

// preparations are what has to be so before examples, by how they begin; the first that fits.
var preparations = []struct{ example, before string }{
	{"novactl server start", "novactl sandbox set web-1 status=SHUTOFF"},
	{"novactl server unpause", "novactl sandbox set web-1 status=PAUSED"},
	{"novactl server resume", "novactl sandbox set web-1 status=SUSPENDED"},
	{"novactl server unrescue", "novactl server rescue web-1 --wait"},
	{"novactl server unshelve", "novactl server shelve web-1 --wait"},
	{"novactl server unlock", "novactl server lock web-1"},
	{"novactl server confirm-resize", "novactl server resize web-1 --flavor 3 --wait"},
	{"novactl server revert-resize", "novactl server resize web-1 --flavor 3 --wait"},
	{"novactl server remove-security-group", "novactl server add-security-group web-1 web-2 http"},
	{"novactl server wait web-1 --for VERIFY_RESIZE", "novactl server resize web-1 --flavor 3"},
	{"novactl server wait web-1 --for deleted", "novactl server delete web-1 --yes"},
	{"novactl server create app-1", "novactl keypair create laptop"},
	{"novactl server create web-3", "novactl server group create apart --policy anti-affinity"},
	{"novactl server create web-1 --image IMAGE --flavor 2 --hint", "novactl server group create apart --policy anti-affinity"},
	{"novactl server group show", "novactl server group create apart --policy anti-affinity"},
	{"novactl server group delete", "novactl server group create apart --policy anti-affinity"},
	{"novactl keypair delete", "novactl keypair create laptop"},
	{"novactl keypair show", "novactl keypair create laptop"},
	{"novactl image create debian --file", `printf 'QFI\373' >debian.qcow2`},
	{"novactl image save debian", debianImage},
	{"novactl image set debian", debianImage},
	{"novactl image share debian", debianImage + " --visibility shared"},
	{"novactl image wait backup-1 --for deleted", ""},
	{"novactl image wait", "novactl image create web-1 backup-1"},
	{"novactl image delete", "novactl image create web-1 backup-1 --wait"},
	{"novactl metadata set image", "novactl image create web-1 backup-1 --wait"},
	{"novactl volume detach", "novactl volume attach web-1 4ab50df6-7480-45df-8604-b1ee39fe857c --wait"},
	{"novactl network set", "novactl network create front"},
	{"novactl network delete", "novactl network create front"},
	{"novactl subnet create", "novactl network create front"},
	{"novactl subnet", "novactl network create front\nnovactl subnet create front-v4 --network front --cidr 10.1.0.0/24"},
	{"novactl port create", "novactl network create front\nnovactl subnet create front-v4 --network front --cidr 10.1.0.0/24"},
	{"novactl port", "novactl network create front\nnovactl security-group create http\nnovactl port create web-1-port --network front"},
	{"novactl floating-ip", "novactl floating-ip create public"},
	{"novactl security-group-rule", "for g in http ssh ping; do novactl security-group create $g; done\nnovactl security-group-rule create http --protocol udp"},
	{"novactl security-group set", "novactl security-group create http"},
	{"novactl security-group delete", "novactl security-group create http"},
	{"novactl sandbox fault clear 2", "novactl sandbox fault add --on server.list --status 503\nnovactl sandbox fault add --on server.show --status 503"},
	{"novactl profile delete", "novactl config set --cloud work region DFW"},
}
