package appraisal

import (
	"strings"
	"time"
)

// Brief is what people write around a verdict for those who will read of it: the question that was asked, the advice,
// who prepared and who checked it. A claim has at most one. All of it may be empty: reports then say what the library
// holds, and leave out what only a person can say.
type Brief struct {
	UID      string
	ClaimUID string

	Question    string // as it was asked, restated
	Asker       string // who asked; never printed unless it is in the question
	BottomLine  string // in place of the wording that the trials support
	Search      string // where, when and with what words was searched, a line each
	Uncertainty string // what is uncertain, and for whom, beyond what the verdict says
	Advice      string // what to do

	PreparedBy string
	CheckedBy  string // the second person
	RecheckBy  string // date on which the answer is to be looked at again: YYYY-MM-DD

	Note    string // the maker's own; printed only if it is not private
	Private bool   // the note leaves the library only when somebody says so
}

// Validate says in one sentence what keeps the brief from being stored.
func (b Brief) Validate() error {
	if b.ClaimUID == "" {
		return Invalid("claim", "The brief belongs to no claim. Say which claim it is about.")
	}
	if _, err := time.Parse(time.DateOnly, b.RecheckBy); b.RecheckBy != "" && err != nil {
		return Invalidf("recheck_by", "“%s” is not a date on which the answer can be looked at again. Write it as YYYY-MM-DD, or leave it empty.", strings.TrimSpace(b.RecheckBy))
	}
	return nil
}
