package main

import (
	"debug/buildinfo"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/CycloneDX/cyclonedx-go"
)

// sbom writes which modules, and which Go, r.binary says that it is built from. It has no time and no serial number.
func sbom(r release) error {
	info, err := buildinfo.ReadFile(r.binary)
	if err != nil {
		return err
	}
	main := component(info.Main.Path, linkedVersion(info.Settings, info.Main.Version), "")
	main.Type = cyclonedx.ComponentTypeApplication
	parts := []cyclonedx.Component{component("std", strings.TrimPrefix(info.GoVersion, "go"), "")}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		parts = append(parts, component(m.Path, m.Version, m.Sum))
	}
	var refs []string
	for _, p := range parts {
		refs = append(refs, p.BOMRef)
	}
	bom := cyclonedx.NewBOM()
	bom.Metadata = &cyclonedx.Metadata{Component: &main}
	bom.Components = &parts
	bom.Dependencies = &[]cyclonedx.Dependency{{Ref: main.BOMRef, Dependencies: &refs}}
	file, err := os.Create(r.out)
	if err != nil {
		return err
	}
	err = cyclonedx.NewBOMEncoder(file, cyclonedx.BOMFileFormatJSON).SetPretty(true).Encode(bom)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	return err
}

func component(name, version, sum string) cyclonedx.Component {
	purl := "pkg:golang/" + name + "@" + version
	c := cyclonedx.Component{Type: cyclonedx.ComponentTypeLibrary, BOMRef: purl, PackageURL: purl, Name: name, Version: version}
	if sum != "" {
		c.Properties = &[]cyclonedx.Property{{Name: "go:sum", Value: sum}}
	}
	return c
}

// linkedVersion is the version that the linker was told, or the module's.
func linkedVersion(settings []debug.BuildSetting, module string) string {
	i := slices.IndexFunc(settings, func(s debug.BuildSetting) bool { return s.Key == "-ldflags" })
	if i < 0 {
		return module
	}
	_, after, found := strings.Cut(settings[i].Value, "buildinfo.version=")
	if !found {
		return module
	}
	version, _, _ := strings.Cut(after, " ")
	return "v" + version
}
