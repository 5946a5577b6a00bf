package trials_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"
)

const murrough = "Murrough 2013"

func (d *desk) fact(k appraisal.FieldKey) (appraisal.Fact, bool) {
	d.Helper()
	f, ok := d.trial(murrough).Facts[k]
	f.UID = ""
	return f, ok
}

func TestATypedValueIsStoredAsItIsTypedAndKeepsItsSource(t *testing.T) {
	d := at(t, murrough)
	before, _ := d.fact(appraisal.FieldNRandomised)
	d.retype("Randomised, total", "72")
	want := before
	want.Value = "72"
	if got, _ := d.fact(appraisal.FieldNRandomised); got != want || got.Document == "" {
		t.Errorf("stored %+v\nwant   %+v", got, want)
	}
	d.mustSee("n 72")
}

func TestAValueTypedOverARecalledOneIsTheReviewersOwn(t *testing.T) {
	d := at(t, murrough)
	d.retype("DOI", "10.1176/new")
	got, _ := d.fact(appraisal.FieldDOI)
	if got.Value != "10.1176/new" || got.Source != "reviewer" || got.Checked() {
		t.Errorf("stored %+v", got)
	}
	d.mustSee("Entered by a reviewer")
}

func TestATypedValueIsNoLongerDerived(t *testing.T) {
	d := at(t, murrough)
	before, _ := d.fact(appraisal.FieldAttrition)
	if before.Source != appraisal.SourceDerived {
		t.Fatalf("the losses are not derived but %q", before.Source)
	}
	d.retype("Losses, as stated", "1 of 73")
	if got, _ := d.fact(appraisal.FieldAttrition); got.Source != "reviewer" || got.Document != before.Document {
		t.Errorf("stored %+v", got)
	}
}

func TestAnInvalidValueIsExplainedAndNothingIsStored(t *testing.T) {
	d := at(t, murrough)
	before, _ := d.fact(appraisal.FieldNRandomised)
	d.retype("Randomised, total", "x7")
	d.mustSee(`Randomised, total: "x7" is not a whole number of 0 or more. “73” stays stored.`)
	if got, _ := d.fact(appraisal.FieldNRandomised); got != before {
		t.Errorf("stored %+v", got)
	}
	// Another edit elsewhere must not take away what is typed here.
	d.retype("Planned, total", "80")
	if got := d.value("Randomised, total"); got != "x7" {
		t.Errorf("the field shows %q after an edit elsewhere", got)
	}
	d.focus("Randomised, total")
	uitest.Press(d.canvas, "Escape")
	if got := d.value("Randomised, total"); got != "73" || d.sees("stays stored") {
		t.Errorf("after Esc the field shows %q; the sentence is still there: %v", got, d.sees("stays stored"))
	}
}

func TestTheBeginningOfANumberIsNoMistakeUntilTheFieldIsLeft(t *testing.T) {
	d := at(t, murrough)
	d.tap("MADRS, day 1")
	d.retype("Estimate", "−")
	if d.sees("is not a number") {
		t.Error("a minus sign is called a mistake while it is being typed")
	}
	d.focus("Standard error")
	d.mustSee("is not a number")
	d.retype("Estimate", "−8.25")
	got, _ := resultFact(d, "MADRS, day 1", appraisal.FieldEstimate)
	if got.Value != "-8.25" || d.sees("is not a number") {
		t.Errorf("stored %+v", got)
	}
	d.focus("Standard error")
	if v := d.value("Estimate"); v != "-8.25" {
		t.Errorf("the field left shows %q, not what is stored", v)
	}
}

func resultFact(d *desk, result string, k appraisal.FieldKey) (appraisal.Fact, bool) {
	for _, r := range d.trial(murrough).Results {
		if r.Name == result {
			f, ok := r.Facts[k]
			return f, ok
		}
	}
	return appraisal.Fact{}, false
}

func TestAnEmptiedFieldKeepsItsFactUntilTheReaderSaysWhatIsMeant(t *testing.T) {
	d := at(t, murrough)
	before, _ := d.fact(appraisal.FieldYear)
	d.retype("Year", "")
	if got, _ := d.fact(appraisal.FieldYear); got != before {
		t.Errorf("stored %+v", got)
	}
	d.mustSee("“2013” stays stored.")
	d.tap("Remove the fact")
	if got, ok := d.fact(appraisal.FieldYear); ok {
		t.Errorf("there still is %+v", got)
	}
	d.s.Undo(nil)
	if got, _ := d.fact(appraisal.FieldYear); got != before || d.value("Year") != "2013" {
		t.Errorf("undo brought back %+v, shown as %q", got, d.value("Year"))
	}
}

func TestAnEmptyFieldCanBeMarkedAsNotReported(t *testing.T) {
	d := at(t, murrough)
	d.tap("Not reported?") // the first empty field of the page
	got, ok := d.fact(appraisal.FieldPlannedN)
	if !ok || got.Status != appraisal.StatusNotStated || got.Value != "" {
		t.Errorf("stored %+v", got)
	}
	entry := d.input("Planned, total").(*widgets.Entry)
	if entry.PlaceHolder != "Not reported" {
		t.Errorf("the field says %q", entry.PlaceHolder)
	}
	d.retype("Planned, total", "80")
	if got, _ := d.fact(appraisal.FieldPlannedN); got.Status != appraisal.Reported || got.Value != "80" {
		t.Errorf("a value typed over it is stored as %+v", got)
	}
}

func TestAChoiceIsStoredMarkedAsNotReportedAndRemoved(t *testing.T) {
	d := at(t, murrough)
	if got := d.value("Control condition"); got != "Active" {
		t.Fatalf("the control condition is shown as %q", got)
	}
	d.choose("Analysis of missing data", "Last observation carried forward")
	if got, _ := d.fact(appraisal.FieldAnalysis); got.Value != "locf" || got.Source != "reviewer" {
		t.Errorf("stored %+v", got)
	}
	d.choose("Analysis of missing data", "Not reported")
	if got, _ := d.fact(appraisal.FieldAnalysis); got.Status != appraisal.StatusNotStated {
		t.Errorf("stored %+v", got)
	}
	d.choose("Analysis of missing data", "Not extracted")
	if got, ok := d.fact(appraisal.FieldAnalysis); ok {
		t.Errorf("there still is %+v", got)
	}
}

func TestTypingKeepsTheCaretWhileThePageIsBroughtUpToDate(t *testing.T) {
	d := at(t, murrough)
	d.focus("Comparator")
	area := d.input("Comparator").(*widgets.TextArea)
	uitest.Press(d.canvas, "Right", "Right", "Right")
	uitest.Type(d.canvas, "XY")
	if area.Text != "midXYazolam (active placebo)" || area.CursorColumn != 5 {
		t.Errorf("the field shows %q with the caret at %d", area.Text, area.CursorColumn)
	}
	if got, _ := d.fact(appraisal.FieldComparator); got.Value != area.Text {
		t.Errorf("stored %q", got.Value)
	}
}

func TestUndoTakesTheWholeTypingBackAlsoInTheFieldThatHasTheFocus(t *testing.T) {
	d := at(t, murrough)
	before, _ := d.fact(appraisal.FieldComparator)
	d.focus("Comparator")
	uitest.Type(d.canvas, "low-dose ")
	undone := ""
	d.s.Undo(func(name string, err error) { undone = name })
	if got, _ := d.fact(appraisal.FieldComparator); got != before || d.value("Comparator") != before.Value {
		t.Errorf("stored %+v, shown %q", got, d.value("Comparator"))
	}
	if undone != "“Comparator” of Murrough 2013" {
		t.Errorf("undo calls it %q", undone)
	}
}

func TestLinesPastedIntoAOneLineFieldAreJoined(t *testing.T) {
	d := at(t, murrough)
	fyne.CurrentApp().Clipboard().SetContent("midazolam,\n 0.045 mg/kg\n")
	d.focus("Comparator")
	uitest.Press(d.canvas, "Ctrl+A", "Ctrl+V")
	if got, _ := d.fact(appraisal.FieldComparator); got.Value != "midazolam, 0.045 mg/kg" || d.value("Comparator") != got.Value {
		t.Errorf("stored %q, shown %q", got.Value, d.value("Comparator"))
	}
	uitest.Press(d.canvas, "Return")
	if got := d.value("Comparator"); got != "midazolam, 0.045 mg/kg" {
		t.Errorf("Enter made it %q", got)
	}
}

func TestTheSourceOfAFactIsSetAndTheFactChecked(t *testing.T) {
	d := at(t, murrough)
	d.tap("Recalled, no source") // of the DOI
	d.mustSee("DOI: 10.1176/appi.ajp.2013.13030392")
	d.tap("Choose…")
	uitest.Type(d.canvas, "murrough author manuscript")
	uitest.Press(d.canvas, "Return")
	d.mustSee("Source of this fact")
	if kind := d.value("Kind of source"); kind != "Abstract" {
		t.Errorf("the kind of the chosen document is proposed as %q", kind)
	}
	d.focus("Place in it")
	uitest.Type(d.canvas, "p. 1")
	d.tap("Checked against the source by me")
	d.tap("Save")
	got, _ := d.fact(appraisal.FieldDOI)
	reviewer := d.s.Reviewer()
	if got.Value != "10.1176/appi.ajp.2013.13030392" || got.Source != "abstract" || got.Document == "" || got.Locator != "p. 1" ||
		reviewer.UID == "" || got.CheckedBy != reviewer.UID || got.CheckedAt == "" {
		t.Errorf("stored %+v", got)
	}
	d.mustSee("Abstract · Murrough 2013: abstract of the author manuscript (cut) · p. 1")

	d.retype("DOI", "10.1176/other")
	now, _ := d.fact(appraisal.FieldDOI)
	want := got
	want.Value, want.CheckedBy, want.CheckedAt = "10.1176/other", "", ""
	if now != want {
		t.Errorf("a changed value is stored as %+v\nwant %+v", now, want)
	}
}

func TestACheckNeedsSomethingThatWasCheckedAgainst(t *testing.T) {
	d := at(t, murrough)
	before, _ := d.fact(appraisal.FieldDOI)
	d.tap("Recalled, no source")
	d.tap("Checked against the source by me")
	d.tap("Save")
	d.mustSee("Name the document, the place or the words")
	if got, _ := d.fact(appraisal.FieldDOI); got != before {
		t.Errorf("stored %+v", got)
	}
	uitest.Press(d.canvas, "Escape")
}

func TestTheSourceOfTheFactBeforeIsOfferedForTheNext(t *testing.T) {
	d := at(t, murrough)
	d.tap("Recalled, no source")
	d.choose("Kind of source", "Full text")
	d.focus("Place in it")
	uitest.Type(d.canvas, "table 2")
	d.tap("Save")
	d.tap("Recalled, no source") // the next one, the registry id
	d.tap("As for the fact before")
	d.tap("Save")
	got, _ := d.fact(appraisal.FieldRegistration)
	if got.Source != "full text" || got.Locator != "table 2" {
		t.Errorf("stored %+v", got)
	}
}

func TestADialogCanMarkAFactAsNotReportedOrRemoveIt(t *testing.T) {
	d := at(t, murrough)
	d.tap("Recalled, no source")
	d.tap("Not reported")
	d.tap("Save")
	if got, _ := d.fact(appraisal.FieldDOI); got.Status != appraisal.StatusNotStated || got.Value != "" {
		t.Errorf("stored %+v", got)
	}
	d.tap("Recalled, no source")
	d.mustSee("DOI: not reported")
	d.tap("Not extracted")
	d.tap("Save")
	if got, ok := d.fact(appraisal.FieldDOI); ok {
		t.Errorf("there still is %+v", got)
	}
}

func TestATimeIsTypedWithItsUnitAndReadInIt(t *testing.T) {
	d := at(t, murrough)
	d.tap("MADRS, day 1")
	d.retype("First controlled reading, days", "40 mi")
	if d.sees("is no time") {
		t.Error("the beginning of a unit is called a mistake")
	}
	d.retype("First controlled reading, days", "40 min")
	if got, _ := resultFact(d, "MADRS, day 1", appraisal.FieldFirstDay); got.Value != "0.0278" {
		t.Errorf("stored %q", got.Value)
	}
	d.focus("Day")
	if got := d.value("First controlled reading, days"); got != "40 minutes" {
		t.Errorf("the field left shows %q", got)
	}
	d.retype("Total follow-up", "3 weeks")
	if got, _ := d.fact(appraisal.FieldTotalFollowUp); got.Value != "21" {
		t.Errorf("stored %q", got.Value)
	}
	d.retype("Total follow-up", "3 fortnights")
	d.mustSee(`"3 fortnights" is no time. Write days, or give the unit, such as 40 min, 2 h or 3 weeks.`)
}

func TestWhatFollowsFromOtherValuesIsShownAsDerivedAndNotStored(t *testing.T) {
	d := at(t, murrough)
	before := d.trial(murrough)
	d.tap("MADRS, day 1")
	d.mustSee("= favours experimental")
	d.mustSee("= 2.43 from the interval")
	d.mustSee("= 47 from the arm")
	if diff := cmp.Diff(before, d.trial(murrough)); diff != "" {
		t.Error(diff)
	}
	d.retype("Randomised", "50") // of the first arm, of whom 47 were analysed
	d.mustSee("= 3 lost (6 %)")
	d.mustSee("= 50 from the arm")
}

func TestWhatIsTypedButCannotBeStoredGivesWayToWhatIsStored(t *testing.T) {
	d := at(t, murrough)
	if err := d.s.Lib.Close(); err != nil { // as a file that has become unreachable
		t.Fatal(err)
	}
	d.retype("Year", "2014")
	if len(d.Errors) == 0 {
		t.Error("nothing says that the year was not stored")
	}
	d.Errors = nil
}

func TestEveryFieldIsOnThePageOnce(t *testing.T) {
	d := at(t, murrough)
	d.tap("MADRS, day 1")
	d.tap("Guesses of the treatment")
	seen := map[string]int{}
	labels, _ := d.inputs()
	for _, l := range labels {
		seen[strings.TrimSuffix(l, ", days")]++
	}
	arms := len(d.trial(murrough).Arms)
	for _, f := range appraisal.Fields {
		n := seen[f.Label]
		want := 1
		if f.Group == "Flow" {
			want = arms
		}
		if n != want {
			t.Errorf("%s %q is there %d times, want %d", f.Scope, f.Label, n, want)
		}
	}
}

func TestTheNextUncheckedFactIsFoundWhereverItIs(t *testing.T) {
	d := at(t, murrough)
	d.tap("Next unchecked fact")
	if got := d.canvas.Focused(); got != d.input("DOI").(fyne.Focusable) {
		t.Errorf("the first one is %T, not the DOI", got)
	}
	for range 6 { // the last of the trial itself, then into the results
		d.tap("Next unchecked fact")
	}
	if got := d.canvas.Focused(); got != d.input("Estimate").(fyne.Focusable) {
		t.Errorf("the first one of a result is %T, not its estimate", got)
	}
}

func TestALibraryOpenedForReadingOnlyCannotBeTypedInto(t *testing.T) {
	d := open(t, look{Library: db.Options{ReadOnly: true}})
	d.goTo(murrough)
	if e := d.input("Randomised, total").(*widgets.Entry); !e.Disabled() || !strings.Contains(e.Tip(), "reading only") {
		t.Errorf("disabled %v, because %q", e.Disabled(), e.Tip())
	}
	if s := d.input("Design").(*widgets.Select); !s.Disabled() {
		t.Error("a choice can be changed")
	}
	if d.sees("Not reported?") {
		t.Error("an empty field offers to be marked")
	}
}
