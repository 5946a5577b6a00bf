package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	setting "claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2/lang"
)

// englishWords are words that English texts have and Norwegian ones do not.
var englishWords = strings.Fields("the of and is are not with this that which from was were have been its than by when where who only")

// left tells which texts on screen are the program's own, and English.
type left struct {
	here    map[string]string // the translations by the English texts
	there   map[string]bool   // the translations
	library string
}

func newLeft(t testing.TB, u *user) *left {
	t.Helper()
	texts, err := tr.Texts(tr.Norwegian)
	if err != nil {
		t.Fatal(err)
	}
	var dump strings.Builder
	ctx, path := context.Background(), filepath.Join(t.TempDir(), starterName) // as it was before anything was changed or deleted
	setting.Copy(t, path)
	before, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	for _, lib := range []*db.Library{before, u.app.desk.session.Lib} {
		if err := lib.Dump(ctx, &dump); err != nil {
			t.Fatal(err)
		}
	}
	dump.WriteString(strings.Join(u.typed, "\n"))
	l := &left{here: texts, there: map[string]bool{}}
	for _, x := range texts {
		l.there[x] = true
		dump.WriteString("\n" + x)
	}
	l.library = plain(dump.String())
	return l
}

// plain takes away what differs between a text in the library and on the screen.
func plain(s string) string {
	for _, sign := range []string{`\n`, `\"`, `"`, "“", "”", "«", "»", "’", "‘", "'", "…"} {
		s = strings.ReplaceAll(s, sign, " ")
	}
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// english reports whether a text, or a part of it, is one of the program in English. Of an English word that comes from the
// library the neighbours do, too.
func (l *left) english(text string) bool {
	if l.here[text] != "" && !l.there[text] {
		return !strings.Contains(l.library, plain(text))
	}
	for _, side := range strings.Split(text, "→") { // of a change
		words := strings.Fields(plain(side))
		for i, w := range words {
			if slices.Contains(englishWords, strings.Trim(w, ".,;:()[]")) && !l.cited(words, i) {
				return true
			}
		}
	}
	return false
}

// cited reports whether a word of a text stands in the library beside the same words.
func (l *left) cited(words []string, i int) bool {
	for from := i - 2; from <= i; from++ {
		to := from + 3
		if len(words) < 3 {
			from, to = 0, len(words)
		}
		if from >= 0 && to <= len(words) && strings.Contains(l.library, strings.Trim(strings.Join(words[from:to], " "), ".,;:()[]")) {
			return true
		}
	}
	return false
}

// shown are the texts and tooltips on the topmost layer.
func (u *user) shown() []string {
	var all []string
	for _, s := range uitest.Look(u.canvas()) {
		all = append(all, s.Text)
		if tip, ok := s.Object.(interface{ Tip() string }); ok {
			all = append(all, tip.Tip())
		}
	}
	for _, s := range uitest.Lines(u.canvas()) {
		all = append(all, s.Text)
	}
	return all
}

// leftInEnglish are the texts of the program on the topmost layer that are English.
func (u *user) leftInEnglish() []string {
	u.Helper()
	l, said := newLeft(u, u), map[string]bool{}
	var all []string
	for _, text := range u.shown() {
		if !said[text] && l.english(text) {
			all = append(all, text)
		}
		said[text] = true
	}
	return all
}

// mainScreens are the shots that are looked through at every run; TestShots looks through them all.
var mainScreens = []string{"board-part", "attrition", "why", "trial", "article", "palette", "edit-claim", "relation", "thresholds-own",
	"rules", "projector-verdict", "history-claim"}

func TestNothingIsLeftInEnglishAndEveryTextIsLegible(t *testing.T) {
	for _, s := range shots {
		if !slices.Contains(mainScreens, s.name) {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			u := s.show(t, filling{language: tr.Norwegian})
			for _, text := range u.leftInEnglish() {
				t.Errorf("%q is English", text)
			}
			for _, line := range uitest.Illegible(u.canvas()) {
				t.Error(line)
			}
		})
	}
}

func TestEveryEntryOfTheMenuIsTranslated(t *testing.T) {
	u := newUser(t)
	u.language = tr.Norwegian
	u.start("")
	l := newLeft(t, u)
	same := []string{"English", "Norsk (bokmål)"} // languages are called by their own names
	for _, m := range u.win.MainMenu().Items {
		if !l.there[m.Label] {
			t.Errorf("the menu %q is not translated", m.Label)
		}
	}
	for _, it := range u.entries() {
		if !it.IsSeparator && !l.there[it.Label] && !slices.Contains(same, it.Label) {
			t.Errorf("%q is not translated", it.Label)
		}
	}
}

func TestTheLanguageIsChangedWhereTheReaderIs(t *testing.T) {
	u := appraising(t, appraisal.FollowUp)
	u.focus("What the judgement rests on")
	u.write("Read at day one.")
	before := u.app.desk.session.Place()
	u.choose("Norsk (bokmål)")
	if now := u.app.desk.session.Place(); now != before {
		t.Errorf("the reader was at %+v and is at %+v", before, now)
	}
	u.sees("Ny påstand…")
	u.sees("Read at day one.") // what was typed is there
	u.seesNot("New claim…")
	if got := lang.L("Paste"); got != "Lim inn" {
		t.Errorf("the toolkit says %q for Paste", got)
	}
	if got := u.win.MainMenu().Items[1].Items[0].Label; !strings.HasPrefix(got, "Angre ") {
		t.Errorf("the first entry of the second menu is %q: is what was done before lost?", got)
	}
	u.app.undo()
	u.seesNot("Read at day one.")

	u.quit()
	u.start("")
	u.sees("Ny påstand…")
	u.choose("English")
	u.sees("New claim…")
	if got := lang.L("Paste"); got != "Paste" {
		t.Errorf("the toolkit says %q for Paste", got)
	}
}

func TestTheLanguageFollowsTheSystemUntilOneIsChosen(t *testing.T) {
	u := newUser(t)
	u.language = "nn-NO"
	u.start("")
	u.sees("Ny påstand…")
	u.choose("English")
	u.sees("New claim…")
	u.choose("As the system")
	u.sees("Ny påstand…")
}
