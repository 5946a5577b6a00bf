package claims

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
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
		verb := " is"
		if len(found) > 1 {
			verb = " are"
		}
		parts = append(parts, "“"+strings.Join(found, "”, “")+"”"+verb+" on the list of "+string(a)+" words")
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + ". That speaks for " + words.Assertiveness(r.Proposed) + "."
}
