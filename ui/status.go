package ui

import (
	"path/filepath"

	"claimgrade/appraisal/rules"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// status is the line at the foot of the window: which library, whether all is stored, what was just done, how much
// there is.
type status struct {
	saved  *widgets.Text
	said   *widgets.Text
	offers *widgets.Link // what can be done about what was said
	counts *widgets.Text
	root   fyne.CanvasObject
}

func newStatus(path string, readOnly bool) *status {
	line := func(s string, w widgets.Wrapping) *widgets.Text {
		return widgets.NewText(s, widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted, Wrapping: w})
	}
	file := line(filepath.Base(path), widgets.OneLine)
	file.SetTip(path)
	st := &status{saved: line("", widgets.OneLine), said: line("", widgets.Cut), counts: line("", widgets.Cut)}
	st.counts.SetStyle(widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted, Wrapping: widgets.Cut, Align: fyne.TextAlignTrailing})
	st.said.SetStyle(widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorInk, Wrapping: widgets.Cut})
	if readOnly {
		st.saved.SetText(tr.T("Read-only"))
	} else {
		st.saving(false)
	}
	st.offers = widgets.NewSmallLink("", nil)
	st.offers.Hide()
	row := widgets.HStack(22, file, st.saved, line(tr.T("Rules %s", rules.Version), widgets.OneLine), widgets.FillWeight(5, st.said), st.offers, widgets.FillWeight(2, st.counts))
	st.root = widgets.NewPanel(widgets.NewHoverTips(widgets.Pad(4, 14, 5, 14, row)))
	return st
}

func (st *status) saving(now bool) {
	if now {
		st.saved.SetText(tr.T("Saving…"))
	} else {
		st.saved.SetText(tr.T("All changes saved"))
	}
	st.relayout()
}

// unsaved says that edits wait to be stored.
func (st *status) unsaved(edits int) {
	st.saved.SetText(tr.N(edits, "1 change not saved", "%d changes not saved"))
	st.relayout()
}

// say shows a sentence until the next one, or until the reader goes on.
func (st *status) say(sentence string) {
	st.said.SetText(sentence)
	if st.offers.Visible() {
		st.offers.Hide()
		st.relayout()
	}
}

// offer shows a sentence with a link that does something about it.
func (st *status) offer(sentence, link string, do func()) {
	st.say(sentence)
	st.offers.SetText(link)
	st.offers.OnTapped = do
	st.offers.Show()
	st.relayout()
}

// keep does something that takes the reader elsewhere, and leaves what was said there.
func (st *status) keep(do func()) {
	said, offers := st.said.String(), st.offers.Visible()
	do()
	if offers {
		st.offer(said, st.offers.Text(), st.offers.OnTapped)
	} else {
		st.say(said)
	}
}

func (st *status) count(o session.Overview) {
	c := o.Counts
	text := tr.N(c.Claims, "1 claim", "%d claims") + " · " + tr.N(c.Trials, "1 trial", "%d trials") +
		" · " + tr.N(c.Appraisals, "1 appraisal", "%d appraisals")
	if o.Reading { // the numbers beside it would be cut
		text = tr.T("Reading the rest…")
	}
	st.counts.SetText(text)
	st.relayout()
}

// relayout makes room for a text that has got longer.
func (st *status) relayout() {
	if st.root != nil {
		st.root.Refresh()
	}
}
