package ui

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
)

// shotLook is how the window is coloured and sized in a picture.
type shotLook struct {
	name     string
	mode     theme.Mode
	contrast bool
	symbols  theme.Symbols
	double   bool // interface size 200 %
	width    float32
}

// A filling is what the window shows: the starter library, changed before the window opens, in a language.
type filling struct {
	name     string
	language tr.Language
	change   func(ctx context.Context, l *db.Library) error
	looks    []shotLook
}

// commonLooks are drawn of every screen; paletteLooks only of the board and the drawer, which have all the colours.
var (
	commonLooks = []shotLook{
		{name: "light", mode: theme.Light, width: 1280},
		{name: "light", mode: theme.Light, width: 1920},
		{name: "light-double", mode: theme.Light, double: true, width: 1280},
		{name: "light-double", mode: theme.Light, double: true, width: 1920},
		{name: "dark", mode: theme.Dark, width: 1280},
		{name: "dark", mode: theme.Dark, width: 1920},
		{name: "dark-double", mode: theme.Dark, double: true, width: 1280},
		{name: "dark-double", mode: theme.Dark, double: true, width: 1920},
		{name: "contrast", mode: theme.Light, contrast: true, width: 1280},
		{name: "contrast", mode: theme.Light, contrast: true, width: 1920},
		{name: "contrast-double", mode: theme.Light, contrast: true, double: true, width: 1280},
		{name: "contrast-double", mode: theme.Light, contrast: true, double: true, width: 1920},
	}
	fillingLooks = []shotLook{
		{name: "light", mode: theme.Light, width: 1280},
		{name: "dark", mode: theme.Dark, width: 1920},
		{name: "contrast-double", mode: theme.Dark, contrast: true, double: true, width: 1280},
	}
	paletteLooks = []shotLook{
		{name: "contrast-dark", mode: theme.Dark, contrast: true, width: 1280},
		{name: "safe-light", mode: theme.Light, symbols: theme.SafeSymbols, width: 1280},
		{name: "safe-dark", mode: theme.Dark, symbols: theme.SafeSymbols, width: 1280},
		{name: "safe-contrast", mode: theme.Light, contrast: true, symbols: theme.SafeSymbols, width: 1280},
		{name: "cochrane-light", mode: theme.Light, symbols: theme.CochraneLike, width: 1280},
		{name: "cochrane-dark", mode: theme.Dark, symbols: theme.CochraneLike, width: 1280},
	}
)

var fillings = []filling{
	{"", tr.English, nil, commonLooks},
	{"norwegian", tr.Norwegian, nil, fillingLooks},
	{"sixty", tr.English, linkSixty, fillingLooks},
	{"long", tr.English, lengthen, fillingLooks},
}

// TestShots draws every screen into the folder named by CLAIMGRADE_SHOTS, for a person to look at, and fails for texts
// that nobody can read whole.
func TestShots(t *testing.T) {
	dir := os.Getenv("CLAIMGRADE_SHOTS")
	if dir == "" {
		t.Skip("set CLAIMGRADE_SHOTS to a folder to get pictures of the window")
	}
	all := append([]shot{{"empty", func(u *user) {
		u.choose("New library…")
		u.key("Return")
	}}, {"damaged", nil}}, shots...)
	for _, s := range all {
		for _, f := range fillings {
			name := strings.Trim(s.name+"-"+f.name, "-")
			t.Run(name, func(t *testing.T) {
				u := s.show(t, f)
				if f.language == tr.Norwegian && u.app.desk != nil {
					for _, text := range u.leftInEnglish() {
						t.Errorf("%s is English: %q", name, text)
					}
				}
				looks := f.looks
				if name == "board-part" || name == "blinding" {
					looks = slices.Concat(looks, paletteLooks)
				}
				for _, l := range looks {
					u.look(l)
					file := fmt.Sprintf("%s-%s-%.0f.png", name, l.name, l.width)
					for _, line := range uitest.Illegible(u.canvas()) {
						t.Errorf("%s: %s", file, line)
					}
					uitest.Save(t, filepath.Join(dir, file), u.canvas().Capture())
				}
			})
		}
	}
}

func (u *user) look(l shotLook) {
	u.app.setMode(l.mode)
	u.app.setHighContrast(l.contrast)
	u.app.setSymbols(l.symbols)
	size, height := float32(1), float32(800)
	if l.double {
		size = 2
	}
	if l.width == 1920 {
		height = 1080
	}
	u.app.setSize(size)
	u.resize(l.width, height)
	u.resize(l.width, height) // panes that make room for each other settle at the second time
}

// show brings the window to one screen. One without a way to it is that of a library which does not open.
func (s shot) show(t *testing.T, f filling) *user {
	u := newUser(t)
	u.language = f.language
	if f.change != nil {
		u.filled(f.change)
	}
	if s.arrange == nil {
		damaged(t, u.path("odd.sqlite"))
		u.start(u.path("odd.sqlite"))
	} else {
		u.start("")
	}
	u.look(commonLooks[0])
	if s.arrange != nil {
		s.arrange(u)
	}
	u.look(commonLooks[0])
	return u
}

// filled changes the starter library before the window opens it.
func (u *user) filled(change func(context.Context, *db.Library) error) {
	u.Helper()
	ctx := context.Background()
	l, err := db.Open(ctx, u.path(starterName), db.Options{Now: u.now})
	if err != nil {
		u.Fatal(err)
	}
	if err := errors.Join(change(ctx, l), l.Close()); err != nil {
		u.Fatal(err)
	}
}

// named is the starter claim whose label begins with words.
func named(ctx context.Context, l *db.Library, label string) (appraisal.Claim, error) {
	claims, err := l.Claims(ctx)
	if err != nil {
		return appraisal.Claim{}, err
	}
	for _, c := range claims {
		if strings.HasPrefix(c.Label, label) {
			return c, nil
		}
	}
	return appraisal.Claim{}, fmt.Errorf("no claim is labelled %q", label)
}

// linkSixty links sixty copies of a claim's trials to it, with their appraisals.
func linkSixty(ctx context.Context, l *db.Library) error {
	claim, err := named(ctx, l, "Robust")
	if err != nil {
		return err
	}
	d, err := l.Dossier(ctx, claim.UID, "")
	if err != nil {
		return err
	}
	var c db.Content
	for i := range 60 {
		k := d.Linked[i%len(d.Linked)]
		again := func(uid string) string {
			if uid == "" {
				return ""
			}
			return fmt.Sprintf("%s-%d", uid, i)
		}
		x := k.Trial
		x.UID, x.Key, x.Name = again(x.UID), "", fmt.Sprintf("%s, site %d", x.Name, i+1)
		x.Arms, x.Results = append([]appraisal.Arm(nil), x.Arms...), append([]appraisal.Result(nil), x.Results...)
		x.Facts = withoutUIDs(x.Facts)
		for j, a := range x.Arms {
			a.UID, a.Facts = again(a.UID), withoutUIDs(a.Facts)
			x.Arms[j] = a
		}
		for j, r := range x.Results {
			r.UID, r.ExperimentalUID, r.ControlUID, r.Facts = again(r.UID), again(r.ExperimentalUID), again(r.ControlUID), withoutUIDs(r.Facts)
			x.Results[j] = r
		}
		link := k.Link
		link.UID, link.TrialUID, link.ResultUID, link.Position = again(link.UID), x.UID, again(link.ResultUID), 100+i
		c.Trials, c.Links = append(c.Trials, x), append(c.Links, link)
	}
	return l.Import(ctx, db.Action{Name: "Sixty trials"}, c)
}

func withoutUIDs(facts appraisal.Facts) appraisal.Facts {
	facts = maps.Clone(facts)
	for k, f := range facts {
		f.UID = ""
		facts[k] = f
	}
	return facts
}

// lengthen makes the texts of one claim, its article and one of its trials as long as people may write them, with words
// that cannot be broken between syllables.
func lengthen(ctx context.Context, l *db.Library) error {
	const tail = " in a multicentre, randomised, double-blind, midazolam-controlled proof-of-concept trial with a naturalistic follow-up " +
		"of Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaften and everybody else concerned"
	claim, err := named(ctx, l, "Robust")
	if err != nil {
		return err
	}
	d, err := l.Dossier(ctx, claim.UID, "")
	if err != nil {
		return err
	}
	return l.Do(ctx, db.Action{Name: "Longer texts"}, func(b *db.Batch) error {
		claim.Label += tail
		claim.Wording += tail + tail
		claim.Text += tail + tail + tail
		claim.Population += tail
		claim.Intervention += tail
		claim.Comparator += tail
		claim.Outcome += tail
		b.PutClaim(claim)
		d.Document.Title += tail + tail
		d.Document.Author += strings.Repeat(", Olsen H", 60)
		b.PutDocument(d.Document)
		for _, k := range d.Linked {
			k.Trial.Name += tail
			b.PutTrial(k.Trial)
			for _, a := range k.Trial.Arms {
				a.Name += tail
				b.PutArm(k.Trial.UID, a)
				for key, f := range a.Facts {
					f.Note += strings.Repeat(tail, 3)
					f.Quote += strings.Repeat(tail, 3)
					f.Field = key
					b.PutFact(db.Subject{ArmUID: a.UID}, f)
				}
			}
			for _, r := range k.Trial.Results {
				r.Name += tail
				b.PutResult(k.Trial.UID, r)
			}
			k.Link.Reason += tail + tail
			k.Link.Why += tail + tail
			b.PutLink(k.Link)
		}
		return nil
	})
}
