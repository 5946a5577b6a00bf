package robvis

import (
	"fmt"
	"io"
	"math"
	"strconv"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/table"
)

// Study is a row of a table to be drawn.
type Study struct {
	exchange.Appraisal
	Weight float64
}

// Words are the judgements that robvis knows for a tool of one's own (its tool "Generic").
var Words = []string{"High", "Unclear", "Some concerns", "Moderate", "Low", "No information", "Not applicable"}

// Write writes a table as robvis's functions expect it: the study first, then its domains, whose heads become the caption of
// the plot, then the overall judgement and, last, the weight, a number in every row. All studies must have the domains of the
// first.
func Write(w io.Writer, studies []Study) error {
	head := []string{"Study"}
	if len(studies) > 0 {
		for _, d := range studies[0].Domains {
			head = append(head, d.ID)
		}
	}
	head = append(head, "Overall", "Weight")
	rows := make([][]string, len(studies))
	for i, s := range studies {
		if len(s.Domains)+3 != len(head) {
			return fmt.Errorf("the table of judgements needs the same domains in every row: “%s” has %d, the first study %d", s.Study, len(s.Domains), len(head)-3)
		}
		row := []string{exchange.OneLine(string(s.Study))}
		for _, d := range s.Domains {
			row = append(row, string(d.Judgement))
		}
		rows[i] = append(row, string(s.Overall), weight(s.Weight))
	}
	return table.Write(w, head, rows)
}

// weight has at most three decimals and no exponent: robvis knows the column by the look of its numbers once R has read
// them, and R shows 0.0001 as 1e-04.
func weight(x float64) string {
	return strconv.FormatFloat(math.Round(x*1000)/1000, 'f', -1, 64)
}
