//go:build e2e

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"claimgrade/db"
)

// deed is something a person does in one go, and how often, of a bag of them all.
type deed struct {
	name  string
	often int
	do    func(l *life)
}

var deeds = []deed{
	{"open a claim", 3, func(l *life) { l.openClaim(l.anyClaim()) }},
	{"open a trial", 2, func(l *life) { l.openTrial(l.anyTrial()) }},
	{"walk through a list", 3, (*life).walk},
	{"filter the claims", 2, (*life).filter},
	{"look something up in the palette", 1, (*life).lookUp},
	{"back and forward", 1, (*life).backAndForward},
	{"judge", 4, (*life).judgeSomething},
	{"withdraw a judgement", 2, (*life).withdraw},
	{"type a reason", 3, (*life).typeReason},
	{"undo and redo", 3, (*life).undoAndRedo},
	{"edit a claim", 1, (*life).editClaim},
	{"edit a trial", 1, (*life).editTrial},
	{"add a trial and delete it", 1, (*life).addAndDelete},
	{"link a trial and unlink it", 1, (*life).linkAndUnlink},
	{"read an article", 1, (*life).readArticle},
	{"import and undo", 1, (*life).importAndUndo},
	{"make a report", 1, (*life).makeReport},
	{"save a report", 1, (*life).saveAReport},
	{"export", 1, (*life).export},
	{"look at history and bin", 1, (*life).history},
	{"open and close dialogs", 1, (*life).dialogs},
	{"change the looks", 1, (*life).looks},
	{"change the language", 1, (*life).language},
	{"project", 1, (*life).project},
	{"compare two claims", 1, (*life).compareClaims},
	{"switch libraries and back", 1, (*life).switchLibraries},
}

// deedFile is a file that a person has at hand.
type deedFile string

const (
	article   deedFile = "kalmizine.pdf"
	registry  deedFile = "NCT99000001.json"
	reference deedFile = "pubmed-kalmizine.nbib"
)

func deedFiles(t *testing.T, d *desk) map[deedFile]string {
	record, err := os.ReadFile("../../db/exchange/ctgov/testdata/study.json")
	if err != nil {
		t.Fatal(err)
	}
	return map[deedFile]string{
		article:   d.file(string(article), kalmizineArticle(t)),
		registry:  d.file(string(registry), record),
		reference: d.file(string(reference), []byte(kalmizineReference)),
	}
}

func (l *life) anyClaim() db.ClaimRow { return l.claims[l.random.IntN(len(l.claims))] }
func (l *life) anyTrial() string      { return l.trials[l.random.IntN(len(l.trials))] }

// goTo types a text into the palette and takes what has that title.
func (l *life) goTo(typed, title string) {
	l.Helper()
	l.key("ctrl+k")
	l.waitLayer()
	l.write(typed)
	l.clickOn(l.waitStill("the palette finds "+title, func(w tree) (node, bool) {
		field, _ := w.focused()
		return first(w.all(func(n node) bool { return n.Layer > 1 && n.Text == title && n.Y > field.Y+field.H }))
	}), 1, 1)
	l.waitBare()
}

// waitLayer waits until something lies over the window, waitBare until nothing does.
func (l *life) waitLayer() {
	l.Helper()
	l.waitFor("something lies over the window", func(w tree) bool { return w.layers() > 1 })
}

func (l *life) waitBare() {
	l.Helper()
	l.waitFor("nothing lies over the window", func(w tree) bool { return w.layers() <= 1 })
}

// layers is the number of the topmost layer.
func (w tree) layers() int {
	top := 0
	for _, n := range w.Nodes {
		top = max(top, n.Layer)
	}
	return top
}

func (l *life) openClaim(c db.ClaimRow) {
	l.Helper()
	l.goTo(c.Label, c.Label)
	l.waitFor("the claim is shown", func(w tree) bool {
		_, ok := first(w.all(func(n node) bool { return n.Layer == 0 && n.Text == c.Text && n.X > 250 }))
		board, shown := w.findPart("linked)")
		if shown && !ok { // a claim is opened where it was left, which may be below its words
			l.scroll(board, -5)
		}
		return ok && shown
	})
}

func (l *life) openTrial(name string) {
	l.Helper()
	l.goTo(name, name)
	l.waitPart("extracted")
}

// openRow goes to a row with an open judgement, from a claim or from the next one where that is complete, and there to any
// of the four domains.
func (l *life) openRow() {
	l.Helper()
	l.openClaim(l.anyClaim())
	l.key("ctrl+1")
	l.poll("a row is opened", func() bool {
		l.key("ctrl+Return")
		l.atHome()
		_, open := l.look().findPart("domains judged")
		return open
	})
	l.key("alt+" + strconv.Itoa(1+l.random.IntN(4)))
	l.waitFor("the judgement has the keyboard, in sight", func(w tree) bool {
		n, _ := w.focused()
		return n.Type == "*widgets.Segmented" && n.X > w.Width-372 && !n.Cut
	})
}

func (l *life) walk() {
	l.key("ctrl+" + strconv.Itoa(1+l.random.IntN(2)))
	for _, key := range []string{"alt+Down", "alt+Up"} {
		for range 2 + l.random.IntN(6) {
			l.key(key)
		}
	}
}

func (l *life) filter() {
	l.key("ctrl+1", "ctrl+f")
	l.write([]string{"robust", "rapid", "ketamine", "remission", "american psychiatric"}[l.random.IntN(5)])
	l.waitPart(" of ")
	l.key("Escape")
}

func (l *life) lookUp() {
	l.key("ctrl+k")
	l.waitLayer()
	for _, sign := range []string{"blind", "suicid", "murrough", "placebo", "undo"}[l.random.IntN(5)] {
		l.write(string(sign))
	}
	l.poll("the palette has found", func() bool { return !l.ask("busy").Busy })
	l.atHome()
}

func (l *life) backAndForward() {
	l.openTrial(l.anyTrial())
	l.openClaim(l.anyClaim())
	l.key("ctrl+1")
	l.key("alt+Left")
	l.waitPart("extracted")
	l.key("alt+Right")
	l.waitPart("linked)")
}

func (l *life) judgeSomething() {
	l.openRow()
	for range l.random.IntN(3) {
		l.key("Right")
	}
	l.key("space")
	if l.look().layers() > 1 { // it differs from the suggestion: why?
		l.waitText("Why does your judgement differ?")
		l.write(l.words())
		l.key("ctrl+Return")
		l.waitBare()
	}
}

// words are some that were not typed before.
func (l *life) words() string {
	l.names++
	return fmt.Sprintf("Read in the text, note %d. ", l.names)
}

func (l *life) withdraw() {
	l.judgeSomething()
	l.atHome()
	l.key("Tab") // from the judgement to the link below it
	if n, _ := l.look().focused(); n.says("Withdraw the judgement") {
		l.key("Return")
		l.atHome()
	}
}

func (l *life) typeReason() {
	l.openRow()
	l.tabTo("*widgets.TextArea", 20)
	l.key("ctrl+a")
	l.write(l.words() + strings.Repeat("And so on. ", l.random.IntN(4)))
	l.waitFor("the reason stands there and is saved", func(w tree) bool {
		_, saved := w.find("All changes saved")
		return saved
	})
	l.key("Tab")
}

func (l *life) undoAndRedo() {
	l.key("ctrl+1")
	times := 1 + l.random.IntN(6)
	for _, key := range []string{"ctrl+z", "ctrl+y"} {
		for range times {
			l.key(key)
			l.atHome()
		}
	}
}

func (l *life) editClaim() {
	l.openClaim(l.anyClaim())
	l.key("ctrl+e")
	l.waitText("Edit claim")
	l.click("Page or section")
	l.key("ctrl+a")
	l.write("p. " + strconv.Itoa(l.random.IntN(900)))
	l.key("ctrl+Return")
	l.waitGone("Edit claim")
}

func (l *life) editTrial() {
	l.openTrial(l.anyTrial())
	l.tabToField("Year")
	l.key("ctrl+a")
	l.write(strconv.Itoa(1990 + l.random.IntN(35)))
	l.key("Tab")
}

func (l *life) addAndDelete() {
	l.names++
	name := fmt.Sprintf("Holm %d", l.names)
	l.key("ctrl+t")
	l.waitText("New trial")
	l.write(name)
	l.key("Return")
	l.waitPart("of 7 extracted")
	l.atHome()
	l.key("ctrl+shift+Delete")
	l.idle()
	if l.look().layers() > 1 {
		l.key("Return")
	}
	l.waitFor("the trial is deleted", func(w tree) bool { _, there := w.find(name); return !there })
}

func (l *life) linkAndUnlink() {
	for _, c := range l.claims {
		if c.Text == "The antidepressant effect of a ketamine infusion is robust." {
			l.openClaim(c)
		}
	}
	l.key("ctrl+l")
	l.waitText("Type two letters of its name")
	l.write("aspire ii")
	l.waitText("Ionescu 2021 (ASPIRE II)")
	l.key("Return")
	l.waitText("Link Ionescu 2021 (ASPIRE II)")
	l.click("Link the trial")
	l.waitText("Trial (6 linked)")
	l.atHome()
	l.key("ctrl+1", "ctrl+z")
	l.waitText("Trial (5 linked)")
}

// readArticle opens a PDF, turns its pages, zooms, selects a sentence, and looks for words.
func (l *life) readArticle() {
	l.openToo(l.paths[article])
	l.waitPart("PDF, 2 pages")
	l.sheet()
	l.key("n")
	l.waitText("page 2 of 2")
	for _, key := range []string{"ctrl+plus", "ctrl+plus", "ctrl+minus", "ctrl+0"} {
		l.key(key)
		l.sheet()
	}
	l.key("p")
	l.waitText("page 1 of 2")
	page := l.sheet()
	l.moveTo(int(page.X+page.W/4), int(page.Y+page.H/4))
	l.must("xdotool", "mousedown", "1")
	l.moveTo(int(page.X+page.W/2), int(page.Y+page.H/3))
	l.must("xdotool", "mouseup", "1")
	l.waitText("Claim this")
	l.key("Escape")
	l.waitGone("Claim this")
	l.key("F3")
	l.write("kalmizine")
	l.waitPart("match 1 of")
	l.key("Return", "Return", "Escape")
}

func (l *life) importAndUndo() {
	l.openToo(l.paths[registry], l.paths[reference])
	l.click("Import 2 records")
	l.waitText("30")
	l.atHome()
	l.key("ctrl+1", "ctrl+z")
	l.waitText("29")
}

func (l *life) makeReport() {
	l.openClaim(l.anyClaim())
	l.key("alt+r")
	l.waitPart("Page 1 of")
	l.atHome()
}

func (l *life) saveAReport() {
	l.openClaim(l.anyClaim())
	l.key("alt+r")
	l.waitPart("Page 1 of")
	l.save("Save the report", "deed.pdf", "The report is saved")
}

// save saves what a window has made beside the library, and takes the file away again.
func (l *life) save(asked, name, done string) {
	l.Helper()
	l.key("ctrl+Return")
	l.waitText(asked)
	l.key("ctrl+a")
	l.write(name)
	l.key("Return")
	l.waitText(done)
	l.atHome()
	stem, _, _ := strings.Cut(name, ".")
	saved, _ := filepath.Glob(filepath.Join(filepath.Dir(l.library), stem+".*")) // it has another ending if that suits it
	if len(saved) != 1 {
		l.Fatalf("%s has left %v", done, saved)
	}
	if err := os.Remove(saved[0]); err != nil {
		l.Fatal(err)
	}
}

func (l *life) export() {
	l.key("alt+e")
	l.waitText("Export data")
	l.save("Save the export", "deed.zip", "The export is saved")
}

func (l *life) history() {
	l.openClaim(l.anyClaim())
	for _, key := range []string{"ctrl+g", "ctrl+shift+b"} {
		l.key(key)
		l.waitLayer()
		l.poll("it is read", func() bool { return !l.ask("busy").Busy })
		l.atHome()
	}
}

func (l *life) dialogs() {
	for _, key := range []string{"ctrl+slash", "ctrl+shift+g", "ctrl+shift+u", "ctrl+shift+h", "ctrl+shift+i", "ctrl+m", "ctrl+shift+m"} {
		l.key(key)
		l.waitLayer()
		l.atHome()
	}
}

func (l *life) looks() {
	l.openClaim(l.anyClaim())
	for _, key := range []string{"ctrl+shift+d", "ctrl+shift+k", "ctrl+plus", "ctrl+0", "ctrl+shift+k", "ctrl+shift+l"} {
		l.key(key)
		l.atHome()
	}
}

func (l *life) language() {
	l.key("ctrl+shift+5")
	l.waitText("Alle endringer er lagret")
	l.key("ctrl+shift+4")
	l.waitText("All changes saved")
}

func (l *life) project() {
	l.openClaim(l.anyClaim())
	l.key("F5")
	l.waitFor("the projector is on", func(w tree) bool { _, menu := w.find("All changes saved"); return !menu })
	for range 6 {
		l.key("Right")
	}
	l.key("Escape")
	l.waitText("All changes saved")
}

func (l *life) compareClaims() {
	l.openClaim(l.anyClaim())
	l.key("ctrl+d")
	l.waitText("Compare with another claim")
	l.write("rapid")
	l.poll("it is found", func() bool { return !l.ask("busy").Busy })
	l.key("Return")
	l.waitText("Two claims side by side")
	l.atHome()
}

func (l *life) switchLibraries() {
	l.openToo(l.other)
	l.waitText("other.sqlite")
	l.atHome()
	l.openToo(l.library)
	l.waitText("ketamine.sqlite")
}
