package ui

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgrade/ui/internal/uitest"
	setting "claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestMain(m *testing.M) { setting.Main(m) }

// user is somebody at the program: a home folder that outlives the windows they open.
type user struct {
	testing.TB
	home string
	app  *App
	win  fyne.Window

	copies   string // folder of the backups; none are kept if empty
	now      func() time.Time
	language tr.Language // of the computer; English if empty
	typed    []string
	queued   bool
	turns    setting.Turns
}

// newUser has the starter library in their folder already, as after a first start.
func newUser(t testing.TB) *user {
	t.Helper()
	t.Cleanup(work.Inline())
	return atHome(t)
}

// queuedUser is a user whose jobs stay beside the window, as in the program. What they bring waits for await.
func queuedUser(t testing.TB) *user {
	t.Helper()
	u := atHome(t)
	u.queued = true
	return u
}

func atHome(t testing.TB) *user {
	t.Helper()
	u := &user{TB: t, home: t.TempDir()}
	setting.Copy(t, u.path(starterName))
	return u
}

// await lets in what jobs beside the window bring, until the condition holds.
func (u *user) await(what string, holds func() bool) {
	u.Helper()
	u.turns.Await(u, what, holds)
	uitest.Settle(u.canvas())
}

// awaits is await until the window says something.
func (u *user) awaits(words string) {
	u.Helper()
	u.await(words, func() bool { return uitest.Sees(u.canvas(), words) })
}

func (u *user) path(name string) string { return filepath.Join(u.home, name) }

// start opens the window with a library; empty for the one of last time.
func (u *user) start(library string) {
	u.Helper()
	a := test.NewTempApp(u)
	if u.queued {
		u.turns = setting.Queue(a)
	}
	u.win = fyne.CurrentApp().NewWindow("")
	u.app = New(Config{Window: u.win, Data: u.home, State: u.home, Copies: u.copies, Now: u.now, Version: "1.2.3", Fonts: setting.Fonts(), Locale: string(u.language)})
	u.app.Start(library)
	u.resize(1280, 800)
	u.Cleanup(func() {
		u.app.Shut()
		_ = tr.Use(tr.English)
	})
}

// quit closes the window as its close button does.
func (u *user) quit() {
	u.app.Close()
}

func (u *user) resize(w, h float32) {
	u.win.Resize(fyne.NewSize(w, h))
	uitest.Settle(u.win.Canvas())
}

func (u *user) canvas() fyne.Canvas { return u.win.Canvas() }

func (u *user) sees(words string) {
	u.Helper()
	if !uitest.Sees(u.canvas(), words) {
		u.Errorf("the window does not say %q; it says %q", words, uitest.Words(u.canvas()))
	}
}

func (u *user) seesNot(words string) {
	u.Helper()
	if uitest.Sees(u.canvas(), words) {
		u.Errorf("the window still says %q", words)
	}
}

// tap taps what is called by the words in the language of the window.
func (u *user) tap(words string) {
	u.Helper()
	uitest.TapText(u, u.canvas(), u.says(words))
}

// says is how words, or the beginning of a text, are said in the language of the window.
func (u *user) says(words string) string {
	u.Helper()
	texts, err := tr.Texts(tr.Current())
	if err != nil {
		u.Fatal(err)
	}
	if there := texts[words]; there != "" {
		return there
	}
	for text, there := range texts {
		if rest, ok := strings.CutPrefix(text, words+" ("); ok && strings.Contains(rest, "%") {
			there, _, _ = strings.Cut(there, " (")
			return there
		}
	}
	return words
}

func (u *user) write(words string) {
	u.typed = append(u.typed, words)
	uitest.Type(u.canvas(), words)
}

func (u *user) key(keys ...string) { uitest.Press(u.canvas(), keys...) }

// entries are those of the menus and their submenus.
func (u *user) entries() []*fyne.MenuItem {
	var all []*fyne.MenuItem
	var add func(m *fyne.Menu)
	add = func(m *fyne.Menu) {
		for _, it := range m.Items {
			all = append(all, it)
			if it.ChildMenu != nil {
				add(it.ChildMenu)
			}
		}
	}
	for _, m := range u.win.MainMenu().Items {
		add(m)
	}
	return all
}

// item is the menu's entry that is called by the label in the language of the window.
func (u *user) item(label string) *fyne.MenuItem {
	u.Helper()
	for _, it := range u.entries() {
		if it.Label == tr.T(label) {
			return it
		}
	}
	u.Fatalf("the menu has no entry %q", tr.T(label))
	return nil
}

// choose takes an entry of the menu by mouse or shortcut: the driver does the same for both.
func (u *user) choose(label string) {
	u.Helper()
	u.item(label).Action()
	uitest.Settle(u.canvas())
}

// fill replaces the text of the field that has the keyboard.
func (u *user) fill(words string) {
	u.key("Ctrl+A")
	u.write(words)
}
