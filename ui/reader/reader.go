// Package reader is the screen on which an article is read: its pages or paragraphs, with the claims taken from it and
// the quotes that judgements rest on marked in its words. Words selected become a claim or a quote. It must not know
// how a claim is written or a trial appraised.
package reader

import (
	"context"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/document"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/reader/paper"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Actions are what the reader asks of other screens.
type Actions struct {
	ClaimThis         func(appraisal.Quote)
	QuoteForAppraisal func(appraisal.Quote)
	OpenClaim         func(uid string)
	OpenRow           func(session.Place) // the judgement that rests on a quote
	OpenArticle       func(uid string)    // the article's own page
	Attach            func(documentUID string)
	Say               func(sentence string)
}

// Reader shows the article at the session's place.
type Reader struct {
	s       *session.Session
	actions Actions
	root    *fyne.Container
	paper   *paper.Paper
	bar     *bar
	page    *fyne.Container // bar, notice and paper
	notice  *fyne.Container
	shown   article // what is on the paper
	places  []place // of the claims and quotes, found or not
	finder  *paper.Finder
	hunt    hunt
	draw    drawing
	told    map[string][]string // warnings of files opened in this session, by their hash
	going   bool                // to where the place says, once the text is there
	focus   bool                // the text gets the keyboard once it is there
	showing string              // the claim or quote that the article was opened at
}

// article is an article with its text.
type article struct {
	document appraisal.Document
	text     *paper.Text
	pages    []string
}

// New returns a reader that follows the session's place.
func New(s *session.Session, a Actions) *Reader {
	r := &Reader{s: s, actions: a, root: container.NewStack(), notice: container.NewStack(), told: map[string][]string{}}
	r.paper = paper.New(paper.Actions{
		Choices: []paper.Choice{
			{Label: tr.T("Claim this"), Key: "C", Do: r.claimThis},
			{Label: tr.T("Quote for appraisal"), Key: "Q", Do: r.quoteThis},
			{Label: tr.T("Copy"), Do: r.copy},
		},
		OpenMark: r.openMark, Moved: r.moved, Wanted: r.draw.want, Selected: func() {}, Escape: r.escape,
	})
	r.draw = drawing{r: r}
	r.bar = newBar(r)
	r.page = widgets.VStack(0, r.bar.object, r.notice, widgets.Fill(r.paper))
	s.OnPlace(func(old, now session.Place) {
		if now.Kind == session.ReaderPlace && (!now.Same(old) || now.Show != old.Show || now.Page != old.Page) {
			r.load(true)
		} else if old.Kind == session.ReaderPlace && now.Kind != session.ReaderPlace {
			r.leave()
		}
	})
	s.OnEdit(func() { r.load(false) })
	r.load(true)
	return r
}

// Object is what the window shows.
func (r *Reader) Object() fyne.CanvasObject { return r.root }

// Focus gives the text the keyboard, as soon as it is there.
func (r *Reader) Focus() {
	r.focus = r.shown.text == nil || r.shown.document.UID != r.s.Place().UID
	if !r.focus {
		r.paper.Focus(r.canvas())
	}
}

// Reading reports whether an article is on screen.
func (r *Reader) Reading() bool {
	return r.s.Place().Kind == session.ReaderPlace && r.shown.text != nil
}

func (r *Reader) canvas() fyne.Canvas {
	d := fyne.CurrentApp().Driver()
	if c := d.CanvasForObject(r.root); c != nil {
		return c
	}
	return d.AllWindows()[0].Canvas()
}

const loadKey = "reader"

// loaded is an article as it was read from the library, with what points into it.
type loaded struct {
	article
	places []place
}

// load reads the article of the session's place. With the place, it goes to what the place says; else, after an edit,
// the reader stays where they are.
func (r *Reader) load(goThere bool) {
	at := r.s.Place()
	if at.Kind != session.ReaderPlace || at.UID == "" {
		return
	}
	r.going = r.going || goThere // an edit meanwhile starts reading anew, and must not forget it
	lib, known := r.s.Lib, r.shown
	if known.document.UID != at.UID {
		r.wait(tr.T("Opening the article…"))
	}
	work.Latest(loadKey, func(ctx context.Context) (l loaded, err error) {
		if l.document, err = lib.Document(ctx, at.UID); err != nil || l.document.File == "" {
			return l, err
		}
		if l.document.File == known.document.File {
			l.text, l.pages = known.text, known.pages
		} else if l.article, err = readText(ctx, lib, l.document); err != nil {
			return l, err
		}
		found, err := lib.Places(ctx, at.UID)
		if err != nil {
			return l, err
		}
		l.places = placesIn(ctx, l.article, found)
		return l, ctx.Err()
	}, func(l loaded, err error) {
		switch {
		case !r.s.Place().Same(at):
		case err != nil:
			r.fail(err)
		case l.document.File == "":
			r.missing(l.document)
		default:
			r.show(l)
		}
	})
}

func (r *Reader) fill(o fyne.CanvasObject) {
	if len(r.root.Objects) == 1 && r.root.Objects[0] == o {
		return
	}
	r.root.Objects = []fyne.CanvasObject{o}
	r.root.Refresh()
}

// forget lets go of the article that was shown.
func (r *Reader) forget() {
	r.shown, r.places, r.finder, r.showing = article{}, nil, nil, ""
	r.hunt = hunt{current: -1}
	r.draw.close()
	r.paper.Open(paper.NewText(nil), 0)
}

// leave lets go of what costs memory while another screen is shown. The text stays, so that coming back is quick.
func (r *Reader) leave() {
	r.focus, r.going = false, false
	r.draw.close()
}

func (r *Reader) wait(sentence string) {
	r.forget()
	r.fill(widgets.PadAll(24, widgets.VStack(0, widgets.NewProgressLine(sentence, nil), widgets.Spacer())))
}

func (r *Reader) fail(err error) {
	r.forget()
	uid := r.s.Place().UID
	r.fill(widgets.NewEmptyState(widgets.EmptyState{Title: tr.T("This article cannot be shown"), Text: dialogs.Sentence(err),
		Action: tr.T("What is known of it"), OnTapped: func() { r.actions.OpenArticle(uid) }}))
}

// missing says that the library knows the article but has no text of it.
func (r *Reader) missing(d appraisal.Document) {
	r.forget()
	e := widgets.EmptyState{Title: tr.T("The text of this article is not in the library"),
		Text: tr.T("Attach its file (PDF, web page, Word document or text) to read it here. Its claims are then looked for in the text and marked.")}
	if r.s.Lib.ReadOnly() {
		e.Text = tr.T(readOnly)
		r.fill(widgets.NewEmptyState(e))
		return
	}
	column := widgets.VStack(10,
		widgets.NewText(e.Title, widgets.TextStyle{Size: theme.SizeHeading, Bold: true, Align: fyne.TextAlignCenter}),
		widgets.NewText(e.Text, widgets.TextStyle{Color: theme.ColorMuted, Align: fyne.TextAlignCenter}),
		widgets.Pad(6, 0, 0, 0, widgets.HStack(10, widgets.Spacer(),
			widgets.NewPrimaryButton(tr.T("Attach the file…"), func() { r.actions.Attach(d.UID) }),
			widgets.NewButton(tr.T("Paste its text…"), func() { r.Paste(d.UID) }), widgets.Spacer())),
		widgets.HStack(0, widgets.Spacer(), widgets.NewSmallLink(tr.T("What is known of it"), func() { r.actions.OpenArticle(d.UID) }), widgets.Spacer()))
	middle := widgets.HStack(0, widgets.Spacer(), widgets.FillWeight(6, column), widgets.Spacer())
	r.fill(widgets.PadAll(24, widgets.VStack(0, widgets.Spacer(), middle, widgets.Spacer())))
}

var readOnly = tr.Key("The library was opened for reading only. Save a copy elsewhere and open that to make changes.")

func (r *Reader) show(l loaded) {
	place, goThere := r.s.Place(), r.going
	r.going = false
	another := r.shown.text != l.text
	r.shown, r.places = l.article, l.places
	if another {
		r.draw.close()
		r.finder, r.hunt = nil, hunt{current: -1}
		at := place.Scroll
		if at == 0 && place.Page > 1 {
			at = float32(place.Page - 1)
		}
		r.paper.Open(l.text, at)
		r.bar.closeFind()
	}
	r.paper.SetMarks(r.marks())
	r.tell()
	r.fill(r.page)
	r.bar.update()
	if r.focus {
		r.focus = false
		r.paper.Focus(r.canvas())
	}
	switch {
	case !goThere:
	case place.Show != "":
		r.reveal(place.Show)
	case another: // it was opened there
	case place.Scroll > 0: // back to where it was left
		r.paper.GoTo(place.Scroll)
		r.bar.update()
	case place.Page > 0:
		r.paper.GoToPage(place.Page - 1)
	}
}

// tell shows what the reader should know of the text, above it.
func (r *Reader) tell() {
	d := r.shown.document
	var notes []fyne.CanvasObject
	add := func(tone theme.Tone, text, action string, do func()) {
		notes = append(notes, widgets.Pad(6, 12, 6, 12, widgets.NewBanner(tone, text, action, do)))
	}
	warnings := r.told[d.File]
	if r.shown.text.Empty() { // which is what the warnings say too
		warnings = nil
		add(theme.Amber, tr.T("No words could be read from this file: it holds pictures of pages, as from a scanner. You can read them, but not search or select. Run text recognition (OCR) on it and open the result, or paste the text."), "", nil)
	}
	for _, warning := range warnings {
		add(theme.Amber, tr.Said(warning), tr.T("Close"), func() {
			delete(r.told, d.File)
			r.tell()
		})
	}
	if text, action := r.lost(); text != "" {
		add(theme.Amber, text, tr.T("Show"), action)
	}
	r.notice.Objects = nil
	if len(notes) > 0 {
		r.notice.Objects = []fyne.CanvasObject{widgets.NewPanel(widgets.VStack(0, notes...))}
	}
	r.page.Refresh()
}

// moved keeps where the reader is, once they have stopped, and says on which page that is.
func (r *Reader) moved() {
	r.bar.update()
	at := r.s.Place()
	if at.Kind != session.ReaderPlace || at.UID != r.shown.document.UID {
		return
	}
	work.Later("reader scroll", 400*time.Millisecond, func() {
		scroll, page := r.paper.At(), r.paper.Page()+1
		r.s.Update(func(now *session.Place) {
			if now.Same(at) {
				now.Scroll, now.Page, now.Show = scroll, page, ""
			}
		})
		r.remember(leftAt{at.UID, scroll, page})
	})
}

// escape ends what was looked for or pointed out, and says whether there was anything.
func (r *Reader) escape() bool {
	switch {
	case r.bar.finding.Visible():
		r.endFind()
		return true
	case r.showing != "":
		r.showing = ""
		r.paper.SetFound(nil, -1)
		return true
	}
	return false
}

// Zoom makes the pages larger or smaller; 0 fits them to the width.
func (r *Reader) Zoom(step int) {
	const by = 1.2
	switch z := r.paper.Shown(); {
	case step == 0:
		r.paper.SetZoom(0)
	case step > 0:
		r.paper.SetZoom(z * by)
	default:
		r.paper.SetZoom(z / by)
	}
	r.bar.update()
}

// title is what an article is called, with what its file is.
func title(d appraisal.Document) string {
	if d.Title != "" {
		return d.Title
	}
	return session.ShortName(d)
}

// kindOf names the kind of a text in a word.
func kindOf(a article) string {
	if a.text.Printed {
		return tr.N(a.text.Pages(), "PDF, 1 page", "PDF, %d pages")
	}
	for end, kind := range map[string]string{".html": "HTML", ".htm": "HTML", ".xhtml": "HTML", ".docx": "DOCX"} {
		if hasEnd(a.document.FileName, end) {
			return kind
		}
	}
	return tr.T("text")
}

// readText reads the pages of an article's file from the library.
func readText(ctx context.Context, lib *db.Library, d appraisal.Document) (article, error) {
	kept, err := lib.Pages(ctx, d.File)
	if err != nil {
		return article{document: d}, err
	}
	pages := make([]document.Page, len(kept))
	texts := make([]string, len(kept))
	for i, k := range kept {
		if ctx.Err() != nil {
			return article{document: d}, ctx.Err()
		}
		if pages[i], err = document.PageOf(k.Text, k.Layout); err != nil {
			return article{document: d}, &appraisal.Error{Code: appraisal.CodeCorrupt, Err: err,
				Text: tr.T("The text of page %d could not be read. Attach the file to the article again.", i+1)}
		}
		texts[i] = k.Text
	}
	return article{document: d, text: paper.NewText(pages), pages: texts}, nil
}
