package claims_test

import (
	"fmt"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/session"
	"claimgrade/ui/widgets"

	"github.com/google/go-cmp/cmp"
)

func TestANewClaimAsksForWhatItNeedsAndIsOpened(t *testing.T) {
	w := open(t)
	article := w.Claim("Robust").DocumentUID
	w.claims.Create(article)
	w.MustSee("New claim")
	w.refused("The claim has no text. Restate it in one sentence.")
	w.Retype("In the article's words", "Ketamine helps.")
	w.Retype(restated, "  ")
	w.refused("The claim has no text.")
	w.Retype(restated, " Ketamine lowers depression at a week. ")
	w.refused("The claim has no label. Give it a few words for the list.")
	w.Retype("Label", "At a week")
	w.Retype("Population", "adults with depression")
	w.Retype("Intervention", "ketamine")
	w.Retype("Comparator", "midazolam")
	w.Retype("Outcome", "depression severity")
	w.Retype("Scale", "MADRS")
	w.Retype(mid, "3,5")
	w.saved()
	got := w.here()
	if got.Text != "Ketamine lowers depression at a week." || got.Label != "At a week" || got.DocumentUID != article || got.AsOf == "" ||
		got.Kind != appraisal.KindEffect || got.Effect.Kind != appraisal.Benefit || got.Wording != "Ketamine helps." || got.Population != "adults with depression" ||
		got.Intervention != "ketamine" || got.Comparator != "midazolam" || got.Outcome != "depression severity" || got.Effect.Instrument != "MADRS" ||
		got.Effect.MID == nil || *got.Effect.MID != 3.5 || !got.Main() || got.Key != "" {
		t.Errorf("stored %+v", got)
	}
	if name := w.UndoName(); name != "Claim At a week" {
		t.Errorf("undo is called %q", name)
	}
	w.Undo()
	if len(w.all()) != w.before {
		t.Error("undo left the claim there")
	}
}

func TestACancelledFormStoresNothing(t *testing.T) {
	w := open(t)
	w.claims.Create("")
	w.Retype(restated, "Something.")
	w.Retype("Label", "Some")
	w.Press("Escape")
	w.Tap("Throw it away")
	if dialogs.Blocked() || len(w.all()) != w.before {
		t.Error("cancelled, but stored or still open")
	}
}

func TestEachKindOfClaimIsAskedForItsOwn(t *testing.T) {
	w := open(t)
	w.claims.Create("")
	const population, horizon, domain = "Population", "Holds for how long?", "Domain"
	for _, k := range []struct {
		kind string
		has  []string
		not  []string
	}{
		{"Effect", []string{population, horizon, mid}, []string{domain, "Day", "Margin", "Low from day"}},
		{"How trials were done", []string{population, domain, "Word of number", mid}, []string{"Number of trials it states"}},
		{"What a source says", []string{population, "Finding"}, []string{horizon, domain, mid}},
		{"Not shown", []string{population, horizon, mid}, []string{domain}},
		{"Not a trial question", []string{"Finding"}, []string{population, horizon, domain, mid}},
	} {
		w.Choose("Kind of claim", k.kind)
		for _, label := range k.has {
			if !w.Has(label) {
				t.Errorf("%s: the form does not ask for %q", k.kind, label)
			}
		}
		for _, label := range k.not {
			if w.Has(label) {
				t.Errorf("%s: the form asks for %q", k.kind, label)
			}
		}
	}
}

func TestAHorizonWithADayNeedsTheDay(t *testing.T) {
	w := open(t)
	w.claims.Create("")
	w.Retype(restated, "Ketamine works at 28 days.")
	w.Retype("Label", "At 28 days")
	w.Choose("Holds for how long?", "At a stated day")
	w.refused("The horizon names a day, but no day is given.")
	w.Retype("Day", "0")
	w.refused("The horizon names a day, but no day is given.")
	w.Retype("Day", "four weeks")
	w.refused("Day: “four weeks” is not a number. Write it like 3 or 0.4.")
	w.Choose("Holds for how long?", "Own bounds")
	w.Retype("Low from day", "28")
	w.refused("A custom horizon needs both bounds, in days.")
	w.Choose("Holds for how long?", "At a stated day")
	w.Retype("Day", "28")
	w.saved()
	if got := w.here().Effect; got.Horizon != appraisal.AtDay || got.HorizonDays == nil || *got.HorizonDays != 28 {
		t.Errorf("stored %+v", got)
	}
}

func TestAValueThatCannotBeIsRefusedWithASentence(t *testing.T) {
	w := open(t)
	before := w.Claim("Robust")
	for _, c := range []struct{ field, value, sentence string }{
		{mid, "three", mid + ": “three” is not a number. Write it like 3 or 0.4."},
		{mid, "NaN", "is not a number"},
		{mid, "Inf", "is not a number"},
		{mid, "-3", mid + ": -3 is below 0."},
		{mid, "0", "The smallest difference that matters must be above 0"},
		{"Plausible, low", "5", "lies outside its plausible range"},
		{"Risk without treatment", "40", "The control risk is a share between 0 and 1, such as 0.4."},
		{"Planning SD", "1e999", "Planning SD: “1e999” is not a number."},
	} {
		w.claims.Edit(before.UID)
		w.MustSee("Edit claim")
		w.Retype(c.field, c.value)
		w.refused(c.sentence)
		w.Press("Escape")
	}
	if now := w.Claim("Robust"); !cmp.Equal(now, before) {
		t.Errorf("changed: %s", cmp.Diff(before, now))
	}
}

func TestSavingAFormUntouchedChangesNothing(t *testing.T) {
	w := open(t)
	seen := map[string]bool{}
	for _, c := range w.all() {
		sort := fmt.Sprint(c.Kind, c.Effect.Kind, c.Effect.Horizon, c.Evidence.Form)
		if seen[sort] {
			continue
		}
		seen[sort] = true
		w.claims.Edit(c.UID)
		w.save()
		if dialogs.Blocked() {
			t.Errorf("%s: the form refuses what is stored", c.Label)
			w.Press("Escape")
			continue
		}
		w.Go(session.Place{Kind: session.ClaimPlace, UID: c.UID})
		if diff := cmp.Diff(c, w.here()); diff != "" {
			t.Errorf("%s: %s", c.Label, diff)
		}
	}
	if len(seen) < 12 {
		t.Errorf("only %d sorts of claim", len(seen))
	}
}

func TestAnEditedClaimKeepsItsPlaceAndLinks(t *testing.T) {
	w := open(t)
	before := w.Claim("Robust")
	links := len(w.Dossier(before.UID).Linked)
	w.claims.Edit(before.UID)
	w.Retype("Label", "Sturdy")
	w.Choose("How strongly is it worded?", "Hedged")
	w.saved()
	want := before
	want.Label, want.Effect.Assertiveness = "Sturdy", appraisal.Hedged
	if diff := cmp.Diff(want, w.Claim("Sturdy")); diff != "" {
		t.Error(diff)
	}
	if got := len(w.Dossier(before.UID).Linked); got != links {
		t.Errorf("%d of %d links are left", got, links)
	}
	w.Undo()
	if diff := cmp.Diff(before, w.Claim("Robust")); diff != "" {
		t.Errorf("undo: %s", diff)
	}
}

func TestASentenceWithTwoClaimsIsSplitOnRequest(t *testing.T) {
	w := open(t)
	w.claims.Create("")
	w.Retype(restated, "Ketamine is rapid and robust against depression.")
	w.MustSee("This sentence says 2 things. Save each as a part of its own.", "“Ketamine is rapid against depression”", "“Ketamine is robust against depression”")
	w.Retype("Label", "Rapid")
	w.Tap("This sentence says 2 things.")
	w.saved()
	first := w.here()
	parts := w.Dossier(first.UID).Parts
	if len(parts) != 2 || first.Text != "Ketamine is rapid against depression." || parts[1].Text != "Ketamine is robust against depression." ||
		parts[1].ParentUID != first.UID || parts[1].Part != 1 || parts[1].Label == "" || parts[1].Effect.Kind != appraisal.Benefit {
		t.Errorf("stored %+v", parts)
	}
	w.Undo() // one action
	if len(w.all()) != w.before {
		t.Errorf("undo left %d claims, want %d", len(w.all()), w.before)
	}
}

func TestAnUnsplitSentenceStaysWhole(t *testing.T) {
	w := open(t)
	w.claims.Create("")
	w.Retype(restated, "Ketamine is safe and effective.")
	w.Retype("Label", "Both")
	w.saved()
	if got := w.here(); got.Text != "Ketamine is safe and effective." || len(w.all()) != w.before+1 {
		t.Errorf("stored %+v", got)
	}
}

func TestAFurtherPartStartsFromTheSentenceAndIsUnchecked(t *testing.T) {
	w := open(t)
	main := w.Claim("No gain in thinking, well-being or cost") // its citation is checked
	parts := len(w.Dossier(main.UID).Parts)
	w.claims.AddPart(main.UID)
	w.MustSee("New part of the sentence", "Save the part")
	if got := w.Value("In the article's words"); got != main.Wording {
		t.Errorf("the part starts with the words %q", got)
	}
	if got := w.Value(restated); got != "" {
		t.Errorf("the part starts with the text %q of another", got)
	}
	w.Retype(restated, "In KARMA-Dep 2, ketamine brought no gain in sleep.")
	w.Retype("Label", "No gain in sleep")
	w.saved()
	got := w.here()
	if got.ParentUID != main.UID || got.Part != parts || got.Key != "" || got.Citation.Finding != "" || got.Citation.Cited != main.Citation.Cited {
		t.Errorf("stored %+v", got)
	}
	if now := w.Dossier(got.UID).Parts; len(now) != parts+1 || now[parts].UID != got.UID {
		t.Errorf("the parts are %+v", now)
	}
}

func TestADeletedClaimIsSaidToBeInTheBinAndComesBackWithItsParts(t *testing.T) {
	w := open(t)
	main := w.Claim("Rapid, robust, transient")
	w.GoToClaim(main.Label)
	before := w.Dossier(main.UID)
	var said string
	w.Session.OnDeleted = func(_, sentence string) { said = sentence }
	w.claims.Delete(main.UID)
	if want := fmt.Sprintf("“%s” with %d further parts was deleted. Edit → Bin… keeps it.", main.Label, len(before.Parts)-1); said != want {
		t.Errorf("said %q, want %q", said, want)
	}
	if got := len(w.all()); got != w.before-len(before.Parts) {
		t.Errorf("%d claims are left of %d", got, w.before)
	}
	if p := w.Session.Place(); p.Kind != session.ArticlePlace || p.UID != main.DocumentUID {
		t.Errorf("the reader is at %+v", p)
	}
	w.Undo()
	if diff := cmp.Diff(before, w.Dossier(main.UID)); diff != "" {
		t.Errorf("undo: %s", diff)
	}
}

func TestACitationCheckNeedsWhatItRestsOn(t *testing.T) {
	w := open(t)
	c := w.Claim("Robust")
	w.claims.EditCitation(c.UID)
	w.MustSee("Does the source say it?", c.Text)
	w.Choose("Finding", "The source does not say it")
	w.refused("Quote what the source says, or write in the note why there is no quote.")
	w.Retype("Quote", "a mean difference of 7.95")
	w.refused("Say where in the source the quote stands")
	w.Retype("Place in the source", "abstract")
	w.saved()
	want := c
	want.Citation.Finding, want.Citation.Quote, want.Citation.Locator = appraisal.SourceDoesNotSay, "a mean difference of 7.95", "abstract"
	if diff := cmp.Diff(want, w.Claim("Robust")); diff != "" {
		t.Error(diff)
	}
	w.claims.EditCitation(c.UID)
	w.Choose("Finding", "Another source says it")
	w.save()
	w.MustSee("Name the right source, or write in the note why it is not known.")
	w.Press("Escape")
}

func TestATallyIsAskedForWhatItCounts(t *testing.T) {
	w := open(t)
	w.claims.Create("")
	w.Retype(restated, "Most trials are small.")
	w.Retype("Label", "Small")
	w.Choose("Kind of claim", "How trials were done")
	w.refused("Say how it speaks of the trials")
	w.Choose("How it speaks of the trials", "A share")
	w.refused("Choose the word of number that comes nearest to the claim's")
	w.Choose("Word of number", "Most")
	w.refused("Choose the domain whose ratings are counted.")
	w.Choose("Domain", "Sample")
	w.Choose("How it speaks of the trials", "A number")
	w.Retype("Number of trials it states", "two or three")
	w.refused("Enter the number of trials that the claim states, as a whole number; “two or three” is none.")
	w.Retype("Number of trials it states", "3")
	w.saved()
	if got := w.here().Evidence; got.Form != appraisal.FormCount || got.Count == nil || *got.Count != 3 || got.Domain != appraisal.SampleSize || got.Quantifier != appraisal.Most {
		t.Errorf("stored %+v", got)
	}
}

func TestTheTrialsATallySpeaksOfAreNarrowedByConditions(t *testing.T) {
	w := open(t)
	c := w.Claim("Blinding rarely holds")
	n := len(c.Evidence.Frame)
	w.claims.Edit(c.UID)
	w.Tap("Add a condition")
	w.refused(fmt.Sprintf("Condition %d is incomplete.", n+1))
	selects, values := w.conditions()
	w.pick(selects[len(selects)-2], "Year")
	w.pick(selects[len(selects)-1], "is at least")
	w.Canvas.Focus(values[len(values)-1])
	w.Type("soon")
	w.refused(fmt.Sprintf("Condition %d compares with a number, but “soon” is none.", n+1))
	w.Press("Ctrl+A")
	w.Type("2015")
	w.saved()
	want := appraisal.Condition{Field: appraisal.FieldYear, Op: "at-least", Value: "2015"}
	if got := w.Claim(c.Label).Evidence.Frame; len(got) != n+1 || got[n] != want {
		t.Errorf("stored %+v", got)
	}
	w.claims.Edit(c.UID)
	var remove []*widgets.Button
	for _, b := range desk.All[*widgets.Button](w.Desk) {
		if b.Tip() == "Remove this condition" {
			remove = append(remove, b)
		}
	}
	remove[n].OnTapped()
	w.saved()
	if got := w.Claim(c.Label).Evidence.Frame; len(got) != n {
		t.Errorf("after removing it: %+v", got)
	}
}

// conditions are the choices and values of the conditions on screen.
func (w *writing) conditions() (selects []*widgets.Select, values []*widgets.Entry) {
	labels, controls := w.Inputs()
	in := false
	for i, c := range controls {
		in = in || labels[i] == "Trials it speaks of (none: the linked ones)"
		if labels[i] == "Source cited" {
			return selects, values
		}
		switch v := c.(type) {
		case *widgets.Select:
			if in {
				selects = append(selects, v)
			}
		case *widgets.Entry:
			if in {
				values = append(values, v)
			}
		}
	}
	return selects, values
}

func (w *writing) pick(s *widgets.Select, option string) {
	w.Canvas.Focus(s)
	w.Press("Space")
	w.Type(option)
	w.Press("Return")
}
