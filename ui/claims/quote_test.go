package claims_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/claims"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// said is a sentence of the kind that articles have.
const said = "In adults with bipolar depression, ketamine may markedly reduce suicidal ideation within 24 hours compared with midazolam [9]."

// beside is somebody with the form beside an article.
func beside(t testing.TB, l desk.Look) *writing {
	t.Helper()
	w := &writing{Desk: desk.Open(t, l)}
	w.claims = claims.New(w.Session, w.Canvas)
	w.claims.Beside = func(p *dialogs.Pane) {
		if p == nil {
			w.Show(widgets.Body("The article"))
			w.Canvas.SetOnTypedKey(nil)
			return
		}
		w.Show(p)
		w.Canvas.SetOnTypedKey(func(e *fyne.KeyEvent) { p.TypedKey(e) })
		p.Focus()
	}
	w.Show(widgets.Body("The article"))
	w.before = len(w.all())
	return w
}

func (w *writing) quote(text string) appraisal.Quote {
	return appraisal.Quote{DocumentUID: w.Claim("Robust").DocumentUID, Exact: text,
		Anchor: appraisal.Anchor{Prefix: "before ", Suffix: " after", Page: 3, Start: 120, End: 120 + len([]rune(text))}}
}

func TestAQuoteBecomesAClaimOnceItsSuggestionsAreConfirmed(t *testing.T) {
	w := beside(t, desk.Look{})
	linked := ""
	w.claims.LinkTrials = func(uid string) { linked = uid }
	q := w.quote(said)
	w.claims.CreateFrom(q)
	w.MustSee("New claim", "In the article's words · p. 3", "“"+said+"”", "Save and link trials")
	for _, label := range []string{"Population", "Intervention", "Comparator", "Outcome", "Scale", "Source cited"} {
		if got := w.Value(label); got != "" {
			t.Errorf("%s is filled with %q before anybody confirmed it", label, got)
		}
	}
	w.MustSee("Suggested: midazolam · from “compared with midazolam”", "Suggested: Within 1 day · from “within 24 hours”", "Use all suggestions (Alt+0)")
	w.Tap("Use all suggestions")
	w.MustSee("All suggestions are used.")
	for label, want := range map[string]string{"Population": "adults with bipolar depression", "Intervention": "ketamine", "Comparator": "midazolam", "Outcome": "suicidal ideation", "Source cited": "ref 9"} {
		if got := w.Value(label); got != want {
			t.Errorf("%s is %q, want %q", label, got, want)
		}
	}
	w.Retype(restated, "Ketamine reduces suicidal ideation within a day, compared with midazolam.")
	w.Press("Ctrl+Return")
	if len(w.all()) != w.before+1 {
		w.MustSee("stored")
	}
	got := w.here()
	e := got.Effect
	if got.Anchor != q.Anchor || got.DocumentUID != q.DocumentUID || got.Wording != said || got.Place != "p. 3" || got.AsOf == "" {
		t.Errorf("the words are not found again: %+v", got)
	}
	if e.Kind != appraisal.Benefit || e.Construct != "suicidal ideation" || e.Horizon != appraisal.ByDay || e.HorizonDays == nil || *e.HorizonDays != 1 ||
		e.Assertiveness != appraisal.Hedged || e.Magnitude != appraisal.Large || got.Comparator != "midazolam" || got.Label == "" || got.Citation.Cited != "ref 9" {
		t.Errorf("stored %+v", got)
	}
	if linked != got.UID {
		t.Errorf("trials are offered for %q, want %q", linked, got.UID)
	}
	w.MustSee("The article")
	w.Undo()
	if len(w.all()) != w.before {
		t.Error("undo left the claim there")
	}
}

func TestASuggestionIsUsedByItsNumberAndTakenBack(t *testing.T) {
	w := beside(t, desk.Look{})
	w.claims.CreateFrom(w.quote(said))
	number := w.numberOf("Population")
	w.Press("Alt+" + number)
	if got := w.Value("Population"); got != "adults with bipolar depression" {
		t.Fatalf("Alt+%s filled in %q", number, got)
	}
	w.MustSee("From “In adults with bipolar depression”", "Take back")
	w.Press("Alt+" + number)
	if got := w.Value("Population"); got != "" {
		t.Errorf("taken back, but it is %q", got)
	}
	w.Retype("Population", "adults")
	w.Press("Alt+" + number)
	w.Press("Alt+" + number)
	if got := w.Value("Population"); got != "adults" {
		t.Errorf("taking back gave %q instead of what was typed", got)
	}
	w.Press("Alt+" + number)
	w.Retype("Population", "adults with depression")
	w.MustSee("Suggested: adults with bipolar depression") // what was used is no longer there
}

// numberOf is the number of the suggestion below a field.
func (w *writing) numberOf(label string) string {
	w.Helper()
	for _, l := range desk.All[*widgets.Link](w.Desk) {
		if l.Visible() && strings.HasPrefix(l.Text(), "Use (Alt+") && l.Tip() == "These words say who was treated. (rule P-1)" {
			return strings.Trim(strings.TrimPrefix(l.Text(), "Use (Alt+"), ")")
		}
	}
	w.Fatalf("no suggestion has a number for %s", label)
	return ""
}

func TestWhatWasWrittenBesideTheArticleIsNotThrownAwayUnasked(t *testing.T) {
	w := beside(t, desk.Look{})
	w.claims.CreateFrom(w.quote(said))
	w.Retype(restated, "Half a sentence")
	w.Press("Escape")
	w.MustSee("Throw away what you typed?")
	w.Tap("Go on typing")
	if got := w.Value(restated); got != "Half a sentence" {
		t.Errorf("what was typed is now %q", got)
	}
	w.claims.CreateFrom(w.quote("Lithium prevents relapse."))
	w.MustSee("Throw away what you typed?")
	w.Tap("Throw it away")
	w.MustSee("“Lithium prevents relapse.”")
	w.Press("Escape") // nothing typed
	w.MustSee("The article")
	if len(w.all()) != w.before {
		t.Error("something was stored")
	}
}

func TestASentenceThatSaysTwoThingsBecomesTwoPartsInOneAction(t *testing.T) {
	w := beside(t, desk.Look{})
	q := w.quote("Ketamine lowered depression scores within 24 hours, but the benefit faded within two weeks.")
	w.claims.CreateFrom(q)
	w.MustSee("This sentence says 2 things. Save each as a part of its own.",
		"“Ketamine lowered depression scores within 24 hours” – Benefit · depression scores · Within 1 day", "“the benefit faded within two weeks”")
	w.Tap("Use all suggestions")
	w.Tap("This sentence says 2 things.")
	w.Tap("Only save")
	first := w.here()
	parts := w.Dossier(first.UID).Parts
	if len(parts) != 2 {
		t.Fatalf("stored %+v", parts)
	}
	a, b := parts[0], parts[1]
	if a.Text != "Ketamine lowered depression scores within 24 hours." || a.Effect.Kind != appraisal.Benefit || *a.Effect.HorizonDays != 1 {
		t.Errorf("the first part is %+v", a)
	}
	if b.Text != "The benefit faded within two weeks." || b.Effect.Kind != appraisal.DurationLimit || *b.Effect.HorizonDays != 14 || b.ParentUID != a.UID ||
		b.Anchor != q.Anchor || b.Wording != q.Exact || b.Intervention != "Ketamine" || b.Label == "" {
		t.Errorf("the second part is %+v", b)
	}
	w.Undo()
	if len(w.all()) != w.before {
		t.Error("one undo did not take both parts back")
	}
}

func TestAPartOnAnotherOutcomeTakesNoScaleFromTheFormAndSaysItsEffectItself(t *testing.T) {
	w := beside(t, desk.Look{})
	w.claims.CreateFrom(w.quote("Ketamine reduced depressive symptoms on the MADRS at week 4, but it increased dissociation."))
	w.Tap("Use all suggestions")
	w.MustSee("From “reduced depressive symptoms”")
	w.Press("Alt+1") // takes back what the whole says of the treatment
	w.MustSee("Suggested: Benefit")
	w.Retype(mid, "3")
	w.Tap("This sentence says 2 things.")
	w.Tap("Only save")
	parts := w.Dossier(w.here().UID).Parts
	if len(parts) != 2 {
		t.Fatalf("stored %+v", parts)
	}
	a, b := parts[0].Effect, parts[1].Effect
	if a.Kind != appraisal.Benefit || a.Instrument != "MADRS" || a.MID == nil || *a.MID != 3 {
		t.Errorf("the first part is %+v", a)
	}
	if b.Kind != appraisal.Harm || b.Construct != "dissociation" || b.Instrument != "" || b.MID != nil {
		t.Errorf("the second part is %+v", b)
	}
	if parts[1].Label != "It increased dissociation" {
		t.Errorf("the second part is called %q", parts[1].Label)
	}
}

func TestAFieldThatIsFoldedAwayIsShownWhenItIsWrong(t *testing.T) {
	w := beside(t, desk.Look{})
	w.claims.CreateFrom(w.quote(said))
	w.MustNotSee(mid)
	w.Tap("For the calculation")
	w.Retype(mid, "three")
	w.Tap("For the calculation")
	w.MustNotSee(mid)
	w.Retype(restated, "Ketamine helps.")
	w.Tap("Use all suggestions")
	w.save()
	w.MustSee(mid, "“three” is not a number")
	if len(w.all()) != w.before {
		t.Error("stored a number that is none")
	}
}

func TestAnEditedClaimKeepsWhereItsWordsStand(t *testing.T) {
	w := beside(t, desk.Look{})
	q := w.quote(said)
	w.claims.CreateFrom(q)
	w.Tap("Use all suggestions")
	w.Retype(restated, "Ketamine reduces suicidal ideation.")
	w.save()
	before := w.here()
	w.claims.Edit(before.UID)
	w.MustSee("Edit claim", "In the article's words · p. 3")
	w.Retype("Label", "Fewer thoughts")
	w.save()
	if got := w.here(); got.Anchor != q.Anchor || got.Label != "Fewer thoughts" || got.Wording != said {
		t.Errorf("stored %+v", got)
	}
}

func TestSuggestionsFollowTheWordsThatAreTyped(t *testing.T) {
	w := open(t)
	w.claims.Create("")
	w.MustNotSee("Suggested:", "Use all suggestions")
	w.Retype("In the article's words", "Psilocybin did not improve anxiety versus placebo.")
	w.MustSee("Suggested: placebo · from “versus placebo”", "Suggested: “Psilocybin”", "No better")
	w.Press("Alt+0")
	if got := w.Value("Comparator"); got != "placebo" {
		t.Errorf("the comparator is %q", got)
	}
	w.Retype("In the article's words", "Nothing of the kind.")
	w.MustNotSee("Suggested:")
	if got := w.Value("Comparator"); got != "placebo" {
		t.Errorf("what was confirmed is gone: %q", got)
	}
}

func TestAStoredCodingIsNotQuestioned(t *testing.T) {
	w := open(t)
	w.claims.Edit(w.Claim("Robust").UID)
	w.MustNotSee("Suggested:")
}

func TestTheFormBesideTheArticleSpeaksNorwegian(t *testing.T) {
	w := beside(t, desk.Look{Language: tr.Norwegian})
	w.claims.CreateFrom(w.quote(said))
	w.MustSee("Med artikkelens ord · s. 3", "Foreslått: midazolam · fra «compared with midazolam»", "Lagre og koble til studier", "Bare lagre")
}
