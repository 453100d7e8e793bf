package main

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/template"
	"time"

	"github.com/goreleaser/nfpm/v2"
	_ "github.com/goreleaser/nfpm/v2/apk"
	_ "github.com/goreleaser/nfpm/v2/arch"
	_ "github.com/goreleaser/nfpm/v2/deb"
	"github.com/goreleaser/nfpm/v2/files"
	_ "github.com/goreleaser/nfpm/v2/rpm"
	"go.yaml.in/yaml/v3"
)

// top is the repository, from this module's folder.
const top = "../.."

// goreleaserConfig is .goreleaser.yaml as far as packages go.
type goreleaserConfig struct {
	Nfpms []struct {
		nfpm.Config `yaml:",inline"`

		PackageName string   `yaml:"package_name"`
		Formats     []string `yaml:"formats"`
		Bindir      string   `yaml:"bindir"`
	} `yaml:"nfpms"`
}

// packages writes the packages of .goreleaser.yaml to r.out.
func packages(r release) error {
	out, err := filepath.Abs(r.out)
	if err != nil {
		return err
	}
	binary, err := filepath.Abs(r.binary)
	if err != nil {
		return err
	}
	if err := os.Chdir(top); err != nil { // what the packages hold is named from there
		return err
	}
	config, err := goreleaser(r)
	if err != nil {
		return err
	}
	for _, p := range config.Nfpms {
		p.Name, p.Arch, p.Version, p.MTime = p.PackageName, r.arch, r.version, r.date
		p.Contents = append(p.Contents, &files.Content{
			Source: binary, Destination: path.Join(p.Bindir, "novactl"), FileInfo: &files.ContentFileInfo{Mode: 0o755},
		})
		for _, format := range p.Formats {
			if err := pack(&p.Config, format, out); err != nil {
				return fmt.Errorf("%s: %w", format, err)
			}
		}
	}
	return nil
}

// goreleaser reads .goreleaser.yaml, with what goreleaser would put in the places of the dates.
func goreleaser(r release) (*goreleaserConfig, error) {
	text, err := os.ReadFile(".goreleaser.yaml")
	if err != nil {
		return nil, err
	}
	var raw struct {
		Nfpms yaml.Node `yaml:"nfpms"`
	}
	if err := yaml.Unmarshal(text, &raw); err != nil {
		return nil, err
	}
	part, err := yaml.Marshal(map[string]*yaml.Node{"nfpms": &raw.Nfpms})
	if err != nil {
		return nil, err
	}
	t, err := template.New("").Funcs(template.FuncMap{"replace": strings.ReplaceAll}).Parse(string(part))
	if err != nil {
		return nil, err
	}
	var filled bytes.Buffer
	if err := t.Execute(&filled, map[string]string{"CommitDate": r.date.Format(time.RFC3339), "ConventionalFileName": "set by pack"}); err != nil {
		return nil, err
	}
	words := bytes.ReplaceAll(filled.Bytes(), []byte("dependencies:"), []byte("depends:")) // goreleaser's word, and nfpm's
	var config goreleaserConfig
	return &config, yaml.Unmarshal(words, &config)
}

// pack writes one package.
func pack(config *nfpm.Config, format, out string) error {
	packager, err := nfpm.Get(format)
	if err != nil {
		return err
	}
	info, err := config.Get(format)
	if err != nil {
		return err
	}
	info = nfpm.WithDefaults(info)
	name := filepath.Join(out, strings.ReplaceAll(packager.ConventionalFileName(info), "~", "-")) // as .goreleaser.yaml has it
	info.Target = name
	var b bytes.Buffer
	if err := packager.Package(info, &b); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}
