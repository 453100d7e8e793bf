package test

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// page is a file of the project as the rule for citations sees it: any text that people read.
type page struct{ path, text string }

// cited is what docs/sources.md defines: the numbers that citations may have.
type cited struct {
	facts, sections, tables, examples map[string]bool
	files                             map[string]bool // base names of the project's files
}

// number is one of the guide, "2.1.2"; numbers are several of them in a sentence.
const (
	number  = `[0-9]+(?:\.[0-9]+)+`
	numbers = `((?:` + number + `)(?:(?:, | and | to |, and )(?:` + number + `))*)`
)

var (
	anchor   = regexp.MustCompile(`<a id="fact-([0-9]+)"></a>`)
	factRef  = regexp.MustCompile(`\b[Ff]acts? ([0-9]+(?:(?:, | and | to |, and )[0-9]+)*)\b`)
	guideRef = regexp.MustCompile(`\b[Gg]uide (?:§ ?)?` + numbers)
	tableRef = regexp.MustCompile(`\b[Tt]ables? ` + numbers)
	sample   = regexp.MustCompile(`\b[Ee]xamples? ` + numbers)
	tableOf  = regexp.MustCompile(`\b[A-Za-z0-9_-]+\.tsv\b`)
	digits   = regexp.MustCompile(`[0-9][0-9.]*[0-9]|[0-9]`)
	anyOf    = regexp.MustCompile(number)
	row      = regexp.MustCompile(`(?m)^\| ((?:` + number + `[:,]? ?)+)\|`)
	ranges   = regexp.MustCompile(`Its tables are ([0-9., a-z]+); its examples ([0-9., a-z]+)\.\n`)
	hint     = regexp.MustCompile(`act|uide|able|xample|tsv|DESIGN|HOUSE|§|\.md|/work/|shared`) // in every line that the others can match
	// outside are names of pages that a reader of the repository doesn't have.
	outside = regexp.MustCompile(`\b(DESIGN|HOUSE)\b|§ ?[0-9]|\bdocuments\.md\b|\bnova-34\.md\b|\.\./shared/(facts|spec|samples|recorded|DESIGN|HOUSE)|/work/`)
)

// TestCitationsResolve checks that whoever follows a citation, of a fact, a section of the guide or a table of test data, finds
// it: the numbers are those of docs/sources.md, the files are in the project.
func TestCitationsResolve(t *testing.T) {
	t.Parallel()
	pages := readable(t)
	report(t, checkCitations(pages, sources(read(t, "docs/sources.md"), pages)))
}

// sources reads docs/sources.md.
func sources(text string, pages []page) cited {
	c := cited{facts: map[string]bool{}, sections: map[string]bool{}, files: map[string]bool{}}
	for _, m := range anchor.FindAllStringSubmatch(text, -1) {
		c.facts[m[1]] = true
	}
	guide, _, _ := strings.Cut(text, "## Facts")
	for _, m := range row.FindAllStringSubmatch(guide, -1) {
		for _, n := range anyOf.FindAllString(m[1], -1) {
			c.sections[n] = true
		}
	}
	if m := ranges.FindStringSubmatch(text); m != nil {
		c.tables, c.examples = spanned(m[1]), spanned(m[2])
	}
	for _, p := range pages {
		c.files[path.Base(p.path)] = true
	}
	return c
}

// spanned are the numbers of a sentence such as "1.1 to 1.6, 2.1 and 2.2", with those between.
func spanned(text string) map[string]bool {
	all := make(map[string]bool)
	for _, part := range regexp.MustCompile(`, and |, | and `).Split(text, -1) {
		first, last, ok := strings.Cut(part, " to ")
		if !ok {
			last = first
		}
		chapter, from, _ := strings.Cut(first, ".")
		_, to, _ := strings.Cut(last, ".")
		low, err := strconv.Atoi(from)
		high, err2 := strconv.Atoi(to)
		for i := low; err == nil && err2 == nil && i <= high; i++ {
			all[fmt.Sprintf("%s.%d", chapter, i)] = true
		}
	}
	return all
}

// checkCitations finds what pages cite and c doesn't have.
func checkCitations(pages []page, c cited) []finding {
	var found []finding
	for _, p := range pages {
		for i, line := range strings.Split(p.text, "\n") {
			for _, text := range c.missing(line) {
				found = append(found, finding{p.path, i + 1, text})
			}
		}
	}
	return found
}

// missing says what of a line's citations doesn't exist.
func (c cited) missing(line string) []string {
	if !hint.MatchString(line) {
		return nil
	}
	var found []string
	for _, rule := range []struct {
		ref   *regexp.Regexp
		known map[string]bool
		what  string
	}{
		{factRef, c.facts, "fact %s is not in docs/sources.md"},
		{guideRef, c.sections, "the guide has no section %s: docs/sources.md lists them; an example is cited as \"example %[1]s\""},
		{tableRef, c.tables, "the guide has no table %s: docs/sources.md lists them"},
		{sample, c.examples, "the guide has no example %s: docs/sources.md lists them"},
	} {
		for _, m := range rule.ref.FindAllStringSubmatch(line, -1) {
			for _, n := range digits.FindAllString(m[1], -1) {
				if !rule.known[n] {
					found = append(found, fmt.Sprintf(rule.what, n))
				}
			}
		}
	}
	for _, name := range tableOf.FindAllString(line, -1) {
		if !c.files[name] {
			found = append(found, name+" is not in the repository")
		}
	}
	if m := outside.FindString(line); m != "" {
		found = append(found, fmt.Sprintf("%q names something outside the repository: cite docs/sources.md", m))
	}
	return found
}

// readable are the project's files of text: code, pages, scripts, and the names of the others.
func readable(t *testing.T) []page {
	t.Helper()
	kinds := []string{".go", ".md", ".sh", ".py", ".txtar", ".rb", ".js", ""}
	var pages []page
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(name, top+string(filepath.Separator)))
		switch {
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case d.IsDir() || !d.Type().IsRegular() || rel == "test/cite_test.go" || rel == "test/testdata/cite.txtar":
			return nil
		case slices.Contains(kinds, path.Ext(rel)):
			pages = append(pages, page{rel, read(t, rel)})
		default:
			pages = append(pages, page{path: rel})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// TestCitationsCanFail holds the rule against lines that cite what is there and what is not.
func TestCitationsCanFail(t *testing.T) {
	t.Parallel()
	pages := []page{{path: "pkg/a/testdata/errors.tsv"}}
	text := read(t, "docs/sources.md")
	c := sources(text, pages)
	if all := anchor.FindAllString(text, -1); len(all) != len(c.facts) {
		t.Errorf("docs/sources.md has %d facts under %d numbers", len(all), len(c.facts))
	}
	if len(c.facts) < 40 || len(c.sections) < 60 || len(c.tables) < 20 || len(c.examples) < 150 {
		t.Errorf("docs/sources.md is read wrong: %d facts, %d sections, %d tables, %d examples", len(c.facts), len(c.sections), len(c.tables), len(c.examples))
	}
	for line, want := range map[string][]string{
		"// see fact 17, facts 1 and 2, errors.tsv":      nil,
		"// (guide 2.1.2, Table 2.2, example 2.67; 3.5)": nil,
		"// the guide's examples 1.9 to 1.12":            nil,
		"// an artifact 900, a factor 900":               nil,
		"// fact 900":                                    {"fact 900 is not in docs/sources.md"},
		"// facts 1, 2 and 901":                          {"fact 901 is not in docs/sources.md"},
		"// guide 2.8":                                   {`the guide has no section 2.8: docs/sources.md lists them; an example is cited as "example 2.8"`},
		"// guide 2.1.1, 2.1.9":                          {`the guide has no section 2.1.9: docs/sources.md lists them; an example is cited as "example 2.1.9"`},
		"// guide Table 1.7":                             {"the guide has no table 1.7: docs/sources.md lists them"},
		"// example 2.84":                                {"the guide has no example 2.84: docs/sources.md lists them"},
		"// mistakes.tsv":                                {"mistakes.tsv is not in the repository"},
		"// DESIGN 4":                                    {`"DESIGN" names something outside the repository: cite docs/sources.md`},
		"// documents.md, traps":                         {`"documents.md" names something outside the repository: cite docs/sources.md`},
		"// see ../shared/facts/README.md":               {`"../shared/facts" names something outside the repository: cite docs/sources.md`},
		"// guide § 2.3":                                 {`"§ 2" names something outside the repository: cite docs/sources.md`},
	} {
		if diff := cmp.Diff(want, c.missing(line)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", line, diff)
		}
	}
}
