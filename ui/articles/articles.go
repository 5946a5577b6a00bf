// Package articles is the page of an article: what it is, and every claim that was taken from it with its verdict. It
// must not know how a claim is written or judged.
package articles

import (
	"context"
	"reflect"
	"slices"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Actions are what the page asks of other screens.
type Actions struct {
	OpenClaim func(uid string)
	NewClaim  func(articleUID string)
	Read      func(articleUID string)
	Attach    func(articleUID string) // asks for its file
}

// Articles shows the article at the session's place.
type Articles struct {
	s       *session.Session
	actions Actions
	root    *fyne.Container
	shown   content
	scroll  *widgets.VScroll // nil while no article is shown
}

// content is what the page shows.
type content struct {
	document appraisal.Document
	claims   []claim
}

// claim is one claim of the article as the page lists it.
type claim struct {
	uid, label, text string
	part             bool // further part of the sentence above it
	verdict          appraisal.Verdict
	provisional      bool
	certainty        appraisal.Certainty
	why              string // why there is no verdict
}

// New returns a page that follows the session's place.
func New(s *session.Session, a Actions) *Articles {
	p := &Articles{s: s, actions: a, root: container.NewStack()}
	s.OnPlace(func(old, now session.Place) {
		if !now.Same(old) {
			p.load()
		}
	})
	s.OnEdit(p.load)
	p.load()
	return p
}

// Object is what the window shows.
func (p *Articles) Object() fyne.CanvasObject { return p.root }

// canvas is the window's, also while another screen is shown.
func (p *Articles) canvas() fyne.Canvas {
	d := fyne.CurrentApp().Driver()
	if c := d.CanvasForObject(p.root); c != nil {
		return c
	}
	return d.AllWindows()[0].Canvas()
}

// load reads the article of the session's place and shows it.
func (p *Articles) load() {
	at := p.s.Place()
	if at.Kind != session.ArticlePlace || at.UID == "" {
		return
	}
	lib := p.s.Lib
	work.Latest("article page", func(ctx context.Context) (appraisal.Document, error) { return lib.Document(ctx, at.UID) },
		func(d appraisal.Document, err error) {
			if !p.s.Place().Same(at) {
				return
			}
			if err != nil {
				p.fail(err)
				return
			}
			p.s.LoadOverview(func(o session.Overview, err error) {
				switch {
				case !p.s.Place().Same(at):
				case err != nil:
					p.fail(err)
				default:
					p.show(content{d, claimsOf(o, d.UID)})
				}
			})
		})
}

func (p *Articles) fail(err error) {
	p.scroll, p.shown = nil, content{}
	p.fill(widgets.NewEmptyState(widgets.EmptyState{Title: tr.T("This article cannot be shown"), Text: dialogs.Sentence(err)}))
}

func (p *Articles) fill(o fyne.CanvasObject) {
	p.root.Objects = []fyne.CanvasObject{o}
	p.root.Refresh()
}

func claimsOf(o session.Overview, uid string) []claim {
	var out []claim
	for _, c := range o.Claims {
		if c.DocumentUID != uid {
			continue
		}
		x := claim{uid: c.UID, label: c.Label, text: c.Text, part: c.Parent != "", verdict: c.Verdict,
			provisional: c.Provisional && c.Verdict != "", certainty: c.Certainty, why: tr.Said(c.WhyNone)}
		if c.Verdict == "" && x.why == "" {
			x.why = words.Verdict("")
		}
		out = append(out, x)
	}
	return out
}

// show brings the page up to date; one that has not changed keeps its focus.
func (p *Articles) show(c content) {
	if p.scroll != nil && reflect.DeepEqual(c.document, p.shown.document) && slices.Equal(c.claims, p.shown.claims) {
		return
	}
	y := p.s.Place().Scroll
	if p.scroll != nil && p.shown.document.UID == c.document.UID {
		y = p.scroll.Offset.Y
	}
	p.shown = c
	p.scroll = widgets.NewVScroll(widgets.Pad(16, 18, 28, 18, widgets.VStack(14, p.head(), p.list())))
	p.scroll.OnScrolled = func(at fyne.Position) { p.scrolled(at.Y) }
	p.fill(p.scroll)
	p.scroll.ScrollToOffset(fyne.NewPos(0, y))
}

// scrolled keeps where the reader is, once they have stopped.
func (p *Articles) scrolled(y float32) {
	at := p.s.Place()
	work.Later("article scroll", 400*time.Millisecond, func() {
		p.s.Update(func(now *session.Place) {
			if now.Same(at) {
				now.Scroll = y
			}
		})
	})
}

// NewArticle asks for a new article and goes to it.
func (p *Articles) NewArticle() {
	p.edit(appraisal.Document{Kind: "article"}, tr.T("New article"), tr.T("Add the article"))
}

// store keeps an article; a new one is gone to.
func (p *Articles) store(d appraisal.Document) {
	name, uid := tr.T("Article %s", session.ShortName(d)), d.UID
	p.s.Edit(name, func(b *db.Batch) error { uid = b.PutDocument(d); return nil }, func(err error) {
		switch {
		case err != nil:
			p.s.Fail(err)
		case d.UID == "":
			p.s.Go(session.Place{Kind: session.ArticlePlace, UID: uid, Tab: "articles"})
		}
	})
}

// remove takes the article shown away. It asks nothing: the window says how it comes back. Its claims must have gone before.
func (p *Articles) remove() {
	d := p.shown.document
	name := tr.T("Delete article %s", session.ShortName(d))
	p.s.Edit(name, func(b *db.Batch) error { b.DeleteDocument(d.UID); return nil }, func(err error) {
		if err != nil {
			p.s.Fail(err)
			return
		}
		p.s.Deleted(name, tr.T("“%s”", title(d)))
	})
}

func title(d appraisal.Document) string {
	if d.Title != "" {
		return d.Title
	}
	return session.ShortName(d)
}
