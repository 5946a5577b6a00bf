// Package strength shows the table of hedging and emphatic words, by which the form of a claim proposes how strongly it
// is worded, and lets the user change it.
package strength

import (
	"context"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Words shows the dialog over a window.
type Words struct {
	s      *session.Session
	canvas fyne.Canvas
}

// New returns the dialog for a session in a window.
func New(s *session.Session, c fyne.Canvas) *Words { return &Words{s: s, canvas: c} }

var intro = tr.Key("The form of a claim names these words where it finds them in the wording, and proposes a strength. You decide.")

var readOnly = tr.Key("The library was opened for reading only. Save a copy elsewhere and open that to make changes.")

// Show opens the table of the library.
func (w *Words) Show() {
	lib := w.s.Lib
	work.Latest("strength words", func(ctx context.Context) (appraisal.StrengthWords, error) { return lib.StrengthWords(ctx) },
		func(table appraisal.StrengthWords, err error) {
			switch {
			case appraisal.CodeOf(err) == appraisal.CodeCorrupt:
				w.open(appraisal.DefaultStrengthWords(), tr.T("%s Below are the program's words: saving puts them in its place.", dialogs.Sentence(err)))
			case err != nil:
				w.s.Fail(err)
			default:
				w.open(table, tr.T(intro))
			}
		})
}

func (w *Words) open(table appraisal.StrengthWords, intro string) {
	hedged, plain, emphatic := list(table.Hedged), list(table.Plain), list(table.Emphatic)
	value := func() appraisal.StrengthWords {
		return appraisal.StrengthWords{Hedged: lines(hedged.Text), Plain: lines(plain.Text), Emphatic: lines(emphatic.Text)}
	}
	content := widgets.VStack(10, widgets.HStackTop(14,
		widgets.Fill(widgets.NewFormField(tr.T("Hedged"), hedged)),
		widgets.Fill(widgets.NewFormField(tr.T("Neither, though it holds such a word"), plain)),
		widgets.Fill(widgets.NewFormField(tr.T("Emphatic"), emphatic))),
		widgets.Caption(tr.T("A word or phrase a line. Case does not matter; the longest phrase is read first.")))
	back := widgets.NewLink(tr.T("Back to the program's words"), func() {
		table := appraisal.DefaultStrengthWords()
		hedged.SetText(strings.Join(table.Hedged, "\n"))
		plain.SetText(strings.Join(table.Plain, "\n"))
		emphatic.SetText(strings.Join(table.Emphatic, "\n"))
	})
	if w.s.Lib.ReadOnly() {
		for _, field := range []*widgets.TextArea{hedged, plain, emphatic} {
			field.SetDisabled(tr.T(readOnly))
		}
		dialogs.Show(w.canvas, dialogs.ShowSpec{Title: tr.T("Words of strength"), Width: dialogs.Wide,
			Content: widgets.VStack(14, widgets.Caption(tr.T(readOnly)), content)})
		return
	}
	dialogs.Form(w.canvas, dialogs.FormSpec{
		Title: tr.T("Words of strength"), Intro: intro, Content: content, Width: dialogs.Wide, First: hedged, Extra: back,
		Validate: func() error { return value().Validate() },
		OnConfirm: func() {
			words := value()
			w.s.Edit(tr.T("Change the words of strength"), func(b *db.Batch) error { b.PutStrengthWords(words); return nil }, nil)
		},
	})
}

func list(words []string) *widgets.TextArea {
	t := widgets.NewTextArea(tr.T("No words"), 16)
	t.SetText(strings.Join(words, "\n"))
	return t
}

func lines(text string) []string {
	var words []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			words = append(words, line)
		}
	}
	return words
}
