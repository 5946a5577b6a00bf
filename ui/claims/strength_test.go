package claims_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
)

const strengthHint = "is on the list of"

func TestTheWordsOfStrengthAreNamedAndNothingIsChosen(t *testing.T) {
	w := open(t)
	robust := w.Claim("Robust") // worded “fast and strong”, coded as emphatic
	w.claims.Edit(robust.UID)
	w.MustNotSee(strengthHint)
	w.Retype("In the article's words", "It may help.")
	w.MustSee("“may” is on the list of hedged words. That speaks for “Hedged”.")
	w.Retype("In the article's words", "It nearly always helps and is robust.")
	w.MustSee("“nearly always”, “robust” are on the list of emphatic words. That speaks for “Emphatic”.")
	w.Retype("In the article's words", "")
	w.MustSee("“robust” is on the list of emphatic words.") // of the reader's own sentence
	w.Retype("In the article's words", "Perhaps a robust effect.")
	w.MustSee("“perhaps” is on the list of hedged words, “robust” is on the list of emphatic words", "That speaks for “Hedged”.")
	w.saved()
	if got := w.Claim("Robust").Effect.Assertiveness; got != robust.Effect.Assertiveness {
		t.Errorf("the words chose %s by themselves", got)
	}
}

func TestTheHintFollowsTheReadersOwnWords(t *testing.T) {
	w := open(t)
	w.Session.Edit("Change the words of strength", func(b *db.Batch) error {
		b.PutStrengthWords(appraisal.StrengthWords{Emphatic: []string{"fast and strong"}})
		return nil
	}, nil)
	w.claims.Edit(w.Claim("Robust").UID)
	w.MustSee("“fast and strong” is on the list of emphatic words.")
}
