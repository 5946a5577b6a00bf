package revman

import (
	"io"
	"strconv"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/table"
)

// Package is what is written: studies with what was judged of them, and analyses with the numbers of the studies.
type Package struct {
	Studies  []Study
	Analyses []Analysis
}

// Study is a study of a review. Its names must differ in more than case and spaces.
type Study struct {
	Name        string
	Year        *int
	RegistryIDs []string
	DOI, PMID   string
	Judged      []Judged
}

// Judged is one row of judgements. A study has several where it is judged anew for another outcome; then Of names it.
type Judged struct {
	Of      string
	Domains []exchange.DomainWord
	Overall exchange.Text
}

// Analysis is one outcome of one comparison.
type Analysis struct {
	Group     int // the comparison's number, from 1
	Number    int // within the comparison, from 1
	Name      string
	GroupName string
	Kind      Kind
	Measure   string // "Mean Difference", "Risk Ratio" …; empty if it is not known
	Rows      []Row
}

// Row is a study in an analysis.
type Row struct {
	Study string
	Year  *int
	exchange.Result
}

// Kind says which numbers an analysis has.
type Kind int

// The kinds.
const (
	Dichotomous Kind = iota // numbers and events
	Continuous              // numbers, means and standard deviations
	Contrast                // an estimate with its standard error, and numbers where they are known
)

var kindNames = []string{"Dichotomous", "Continuous", "Contrast level"}

// methods are what RevMan pools an analysis by unless its authors say otherwise.
var methods = []string{"Mantel-Haenszel", "Inverse variance", "Inverse variance"}

var (
	settingsHead = []string{"Analysis group", "Analysis number", "Analysis name", "Analysis group name", "Data source", "Data type", "Statistical method", "Effect measure"}
	dataHead     = []string{"Analysis group", "Analysis number", "Analysis name", "Subgroup", "Applicability", "Study", "Study year", "GIV Mean", "GIV SE",
		"Experimental mean", "Experimental SD", "Experimental cases", "Experimental N", "Control mean", "Control SD", "Control cases", "Control N"}
	studyHead = []string{"Study", "Study year", "ID: Trial registration", "ID: DOI", "ID: PubMed"}
)

// WriteZip writes a package as RevMan's data package is divided: settings of the analyses, rows of data, studies, and risk of
// bias.
func WriteZip(w io.Writer, p Package) error {
	sheet := func(head []string, rows [][]string) func(io.Writer) error {
		return func(w io.Writer) error { return table.Write(w, head, rows) }
	}
	files := []table.File{
		{Name: "analysis-data/overall-estimates-and-settings.csv", Write: sheet(settingsHead, p.settings())},
		{Name: "analysis-data/data-rows.csv", Write: sheet(dataHead, p.dataRows())},
		{Name: "study-data/study-information.csv", Write: sheet(studyHead, p.studies())},
	}
	if head, rows := p.judgements(); len(rows) > 0 {
		files = append(files, table.File{Name: "study-data/risk-of-bias.csv", Write: sheet(head, rows)})
	}
	return table.Zip(w, files)
}

func (p Package) settings() (rows [][]string) {
	for _, a := range p.Analyses {
		rows = append(rows, []string{strconv.Itoa(a.Group), strconv.Itoa(a.Number), a.Name, a.GroupName, "Custom input", kindNames[a.Kind], methods[a.Kind], a.Measure})
	}
	return rows
}

func (p Package) dataRows() (rows [][]string) {
	for _, a := range p.Analyses {
		for _, r := range a.Rows {
			e, c := r.Experimental, r.Control
			rows = append(rows, []string{strconv.Itoa(a.Group), strconv.Itoa(a.Number), a.Name, "", "", r.Study, year(r.Year), numberText(r.Estimate), numberText(r.SE),
				numberText(e.Mean), numberText(e.SD), numberText(e.Events), numberText(e.N), numberText(c.Mean), numberText(c.SD), numberText(c.Events), numberText(c.N)})
		}
	}
	return rows
}

func (p Package) studies() (rows [][]string) {
	for _, s := range p.Studies {
		rows = append(rows, []string{s.Name, year(s.Year), strings.Join(s.RegistryIDs, ", "), s.DOI, s.PMID})
	}
	return rows
}

// judgements is the table of risk of bias. All rows have the domains of the first.
func (p Package) judgements() (head []string, rows [][]string) {
	head = []string{"Study"}
	for _, s := range p.Studies {
		for _, j := range s.Judged {
			if len(head) == 1 {
				for _, d := range j.Domains {
					head = append(head, "Domain (judgement): "+d.ID, "Domain (support): "+d.ID)
				}
				head = append(head, "Overall (judgement)", "Judged for")
			}
			row := []string{s.Name}
			for _, d := range j.Domains {
				row = append(row, string(d.Judgement), string(d.Support))
			}
			rows = append(rows, append(row, string(j.Overall), j.Of))
		}
	}
	return head, rows
}

func year(y *int) string {
	if y == nil {
		return ""
	}
	return strconv.Itoa(*y)
}

func numberText(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}
