package claims

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// hintStrength names the words of strength that the claim holds, below the choice that they speak for. It chooses
// nothing: a word may be said of something else in the sentence. The quoted words are read, and only without them the
// reader's own sentence.
func (f *form) hintStrength() {
	if f.strengthField == nil {
		return
	}
	if f.noTable != nil {
		f.strengthField.SetHelp(dialogs.Sentence(f.noTable))
		return
	}
	text := f.wording.Text
	if strings.TrimSpace(text) == "" {
		text = f.text.Text
	}
	f.strengthField.SetHelp(strengthHint(f.table.Read(text)))
}

// strengthHint is what the table says of a wording; "" where it says nothing.
func strengthHint(r appraisal.StrengthReading) string {
	var parts []string
	for _, a := range []appraisal.Assertiveness{appraisal.Hedged, appraisal.Emphatic} {
		found := r.Of(a)
		if len(found) == 0 {
			continue
		}
		quoted := make([]string, len(found))
		for i, w := range found {
			quoted[i] = tr.T("“%s”", w)
		}
		list := strings.Join(quoted, ", ")
		if a == appraisal.Hedged {
			parts = append(parts, tr.N(len(found), "%[2]s is on the list of hedged words", "%[2]s are on the list of hedged words", list))
		} else {
			parts = append(parts, tr.N(len(found), "%[2]s is on the list of emphatic words", "%[2]s are on the list of emphatic words", list))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return tr.T("%s. That speaks for “%s”.", strings.Join(parts, ", "), words.Assertiveness(r.Proposed))
}
