package limits

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// absoluteRow is a limit and what is used of it; either may be missing (guide 1.8.2).
type absoluteRow struct {
	Name string `json:"name"`
	Used *int64 `json:"used"`
	Max  *int64 `json:"max"` // -1: unlimited
}

// unlimited is a Max that is none (fact 40).
const unlimited = -1

// height is Max for comparing: nothing is above unlimited.
func (r absoluteRow) height() *int64 {
	if r.Max == nil || *r.Max != unlimited {
		return r.Max
	}
	top := int64(math.MaxInt64)
	return &top
}

// absoluteRows pairs what is used with its limit: totalRAMUsed with maxTotalRAMSize.
func absoluteRows(limits api.AbsoluteLimits) []absoluteRow {
	var rows []absoluteRow
	at := make(map[string]int)
	for _, l := range limits {
		name, used := split(l.Name)
		key := strings.ToLower(name)
		i, known := at[key]
		if !known {
			i = len(rows)
			at[key] = i
			rows = append(rows, absoluteRow{Name: name})
		}
		value := l.Value
		if used {
			rows[i].Used = &value
		} else {
			rows[i].Max = &value
		}
	}
	return rows
}

// split takes what a limit is of from its name, and whether it says how much is used.
func split(name string) (of string, used bool) {
	if rest, ok := strings.CutSuffix(name, "Used"); ok {
		return strings.TrimPrefix(rest, "total"), true
	}
	of = strings.TrimPrefix(strings.TrimPrefix(name, "max"), "Total")
	if of == "RAMSize" {
		of = "RAM"
	}
	return of, false
}

// absoluteView is how the absolute limits are shown: on a terminal with a bar, and -1 as a word but in csv, which programs read.
func absoluteView(terminal bool, format string) *output.View[*absoluteRow] {
	maximum := func(r *absoluteRow) string {
		if r.Max != nil && *r.Max == unlimited && format != output.CSV {
			return "unlimited"
		}
		return cell.Number(r.Max)
	}
	v := &output.View[*absoluteRow]{
		One: "limit", Many: "limits",
		Decode: verb.Decode,
		ID:     func(r *absoluteRow) string { return r.Name },
		Columns: []output.Column[*absoluteRow]{
			{Name: "Name", Cell: func(r *absoluteRow) string { return r.Name }, Help: "what is limited; RAM is in MB"},
			{
				Name: "Used", Right: true, Help: "how much is used",
				Cell:    func(r *absoluteRow) string { return cell.Number(r.Used) },
				Compare: func(a, b *absoluteRow) int { return cell.CompareNumbers(a.Used, b.Used) },
			}, {
				Name: "Max", Right: true, Help: "how much may be used",
				Cell:    maximum,
				Compare: func(a, b *absoluteRow) int { return cell.CompareNumbers(a.height(), b.height()) },
			},
		},
	}
	if terminal {
		v.Columns = append(v.Columns, output.Column[*absoluteRow]{Name: "Usage", Cell: bar, Look: barLook, Help: "how much of it is used"})
	}
	return v
}

const barWidth = 10

// bar draws how much of a limit is used: "######.............. 30%". "" where there is no limit.
func bar(r *absoluteRow) string {
	if r.Used == nil || r.Max == nil || *r.Max <= 0 || *r.Used == api.MarkNumber || *r.Max == api.MarkNumber {
		return ""
	}
	share := min(float64(*r.Used)/float64(*r.Max), 1)
	full := int(share*barWidth + 0.5)
	return strings.Repeat("#", full) + strings.Repeat(".", barWidth-full) + " " + strconv.Itoa(int(share*100)) + "%"
}

// The shares of a limit from which on little is left of it, and hardly anything.
const (
	nearEnd = 75
	atEnd   = 90
)

// barLook draws the bar of a text of bar for a person, in colours and words that say where little is left.
func barLook(text string, as output.Looks) output.Cell {
	_, percent, _ := strings.Cut(text, " ")
	share, err := strconv.Atoi(strings.TrimSuffix(percent, "%"))
	if err != nil {
		return output.Cell{Text: text}
	}
	const width = 20
	done, left := "█", "░"
	if !as.UTF8 {
		done, left = "#", "."
	}
	full := (share*width + 50) / 100
	if share > 0 {
		full = max(full, 1)
	}
	c := output.Cell{Text: strings.Repeat(done, full) + strings.Repeat(left, width-full) + fmt.Sprintf(" %3d%%", share), Tone: output.Good}
	switch {
	case share >= 100:
		c.Tone, c.Text = output.Bad, c.Text+" all used"
	case share >= atEnd:
		c.Tone, c.Text = output.Bad, c.Text+" nearly all"
	case share >= nearEnd:
		c.Tone = output.Busy
	}
	return c
}
