package tr_test

import (
	"strings"
	"testing"
	"time"

	"claimgrade/ui/tr"
)

func use(t *testing.T, l tr.Language) {
	t.Helper()
	if err := tr.Use(l); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Use(tr.English) })
}

func TestTextsNumbersAndPluralsFollowTheLanguage(t *testing.T) {
	use(t, tr.Norwegian)
	for _, c := range []struct{ got, want string }{
		{tr.T("Cancel"), "Avbryt"},
		{tr.T("no such text of %d", 3), "no such text of 3"},
		{tr.N(1, "no such trial", "no such %d trials"), "no such trial"},
		{tr.N(2, "no such trial", "no such %d trials"), "no such 2 trials"},
		{tr.N(1, "%d unheard of %s", "%d in all of %s", "x"), "1 unheard of x"},
		{tr.Number(-7.95, 2), "−7,95"},
		{tr.Number(2, 2), "2"},
		{tr.Number(-0.001, 2), "0"},
		{tr.Date(time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)), "3. mars 2026"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	if err := tr.Use(tr.English); err != nil {
		t.Fatal(err)
	}
	day := tr.Date(time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC))
	if got := tr.T("Cancel") + " " + tr.Number(-7.95, 2) + " " + day; got != "Cancel −7.95 3 March 2026" {
		t.Errorf("back in English: %q", got)
	}
}

func TestNumbersAreReadAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct {
		language tr.Language
		typed    string
		want     float64
		ok       bool
	}{
		{tr.English, " −1.5 ", -1.5, true},
		{tr.English, "1,5", 0, false}, // might be 1500 badly written: ask again
		{tr.Norwegian, "1,5", 1.5, true},
		{tr.Norwegian, "1.5", 1.5, true},
		{tr.Norwegian, "1.500,5", 0, false},
		{tr.Norwegian, "1,500,5", 0, false},
		{tr.Norwegian, "", 0, false},
	} {
		use(t, c.language)
		if got, err := tr.Parse(c.typed); (err == nil) != c.ok || got != c.want && c.ok {
			t.Errorf("%s %q: %v, %v", c.language, c.typed, got, err)
		}
	}
}

func TestEveryNorwegianReadsBokmalAndAllOthersEnglish(t *testing.T) {
	for locale, want := range map[string]tr.Language{
		"nb-NO": tr.Norwegian, "nn": tr.Norwegian, "no_NO.UTF-8": tr.Norwegian, "en-GB": tr.English, "de": tr.English,
		"": tr.English, "nr-ZA": tr.English,
	} {
		if got := tr.Of(locale); got != want {
			t.Errorf("%q: %s, want %s", locale, got, want)
		}
	}
}

// What people write may be of any length: it must not keep the window waiting, whatever it looks like.
func TestALongTextIsLeftAsItIsAndItsSentencesAreSaid(t *testing.T) {
	use(t, tr.Norwegian)
	endless := strings.Repeat("people of the trials to day 3 ", 20000)
	if got := tr.Said(endless); got != endless {
		t.Errorf("it became %.80q…", got)
	}
	text := "Nobody has extracted when the outcome was read. " + endless
	if got, want := tr.Said(text), tr.Said("Nobody has extracted when the outcome was read")+". "+endless; got != want || strings.HasPrefix(got, "Nobody") {
		t.Errorf("it became %.80q…", got)
	}
}

func TestACapitalIsPutOnAnyText(t *testing.T) {
	for text, want := range map[string]string{"": "", "øl": "Øl", "Low": "Low", "7 days": "7 days", "\xff": "\uFFFD"} {
		if got := tr.Capital(text); got != want {
			t.Errorf("%q with a capital is %q", text, got)
		}
	}
}
