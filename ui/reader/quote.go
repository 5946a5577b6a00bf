package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgrade/appraisal"
	"claimgrade/appraisal/quote"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/reader/paper"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// selected is the quote of the words selected, with its place.
func (r *Reader) selected() (appraisal.Quote, bool) {
	all := r.paper.Selection()
	if len(all) == 0 {
		return appraisal.Quote{}, false
	}
	return r.quoteOf(all), true
}

// quoteOf makes a quote of a stretch. Where it goes on over the next page, the pages are read as one.
func (r *Reader) quoteOf(all []paper.Stretch) appraisal.Quote {
	first, last := all[0], all[len(all)-1]
	text, end := r.shown.pages[first.Page], first.End
	for p := first.Page + 1; p <= last.Page; p++ {
		text += quote.PageBreak
		end = utf8.RuneCountInString(text) + last.End
		text += r.shown.pages[p]
	}
	_, anchor := quote.Make(text, first.Start, end)
	anchor.Page = first.Page + 1
	exact := r.shown.text.Readable(all) // lines and divided words are joined: it is found all the same
	return appraisal.Quote{DocumentUID: r.shown.document.UID, Exact: exact, Anchor: anchor, Locator: r.locator(first, last)}
}

// locator says where a stretch stands, as one cites it.
func (r *Reader) locator(first, last paper.Stretch) string {
	switch {
	case !r.shown.text.Printed:
		return tr.T("paragraph %d", r.shown.text.ParagraphNumber(first))
	case last.Page > first.Page:
		return tr.T("p. %d to %d", first.Page+1, last.Page+1)
	}
	return tr.T("p. %d", first.Page+1)
}

func (r *Reader) claimThis() {
	if r.s.Lib.ReadOnly() {
		r.actions.Say(tr.T(readOnly))
		return
	}
	if q, ok := r.selected(); ok {
		r.actions.ClaimThis(q)
	}
}

func (r *Reader) quoteThis() {
	if r.s.Lib.ReadOnly() {
		r.actions.Say(tr.T(readOnly))
		return
	}
	if q, ok := r.selected(); ok {
		r.actions.QuoteForAppraisal(q)
	}
}

func (r *Reader) copy() {
	if words := r.shown.text.Readable(r.paper.Selection()); words != "" {
		fyne.CurrentApp().Clipboard().SetContent(words)
		r.actions.Say(tr.T("Copied."))
		r.paper.Focus(r.canvas())
	}
}

// showLost lists the claims and quotes that do not match the text any more.
func (r *Reader) showLost(gone []place) {
	rows := widgets.VStack(12)
	var d *dialogs.Dialog
	for _, p := range gone {
		link := widgets.NewSmallLink(p.tip, func() {
			d.Close()
			r.openMark(p.uid)
		})
		rows.Add(widgets.VStack(3, widgets.Body(tr.T("“%s”", p.words)), widgets.HStack(0, link, widgets.Spacer())))
	}
	rows.Add(widgets.NewText(tr.T("A word or number in them differs from the text as it is now, perhaps because another version of the file was attached. Nothing was deleted: open each and compare."),
		widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted}))
	d = dialogs.Show(r.canvas(), dialogs.ShowSpec{Title: tr.T("Words that do not match the text"), Content: rows})
}

func hasEnd(name, end string) bool { return strings.HasSuffix(strings.ToLower(name), end) }

func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
