// Package trials is the page of a trial: every recorded fact with its source, ready to be corrected. What is typed is
// stored as soon as it is a value of its field. It must not know what the facts mean for a claim.
package trials

import (
	"context"
	"strings"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/intake"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Actions are what the page asks of other screens.
type Actions struct {
	OpenClaim func(uid string)
	History   func(uid string)
	// OpenArticle shows a paper or registry record that reports the trial; may be nil.
	OpenArticle func(uid string)
}

// Trials shows the trial at the session's place.
type Trials struct {
	s       *session.Session
	actions Actions
	root    *fyne.Container
	page    *page  // what is shown; nil while there is none
	awaited string // uid of an arm or result that was just made and gets the focus when it is shown
	typed   string // key of what was typed last; the page shows it already when it is stored
	loading bool   // a trial is being read, perhaps as it was before what was typed
	behind  bool   // what was shown last was read while something was still being stored
	last    place  // the source of the fact edited last
	links   links  // of the trial shown
}

// New returns a page that follows the session's place.
func New(s *session.Session, a Actions) *Trials {
	t := &Trials{s: s, actions: a, root: container.NewStack()}
	s.OnPlace(func(old, now session.Place) {
		if !now.Same(old) {
			t.load()
		}
	})
	s.OnEdit(func() {
		if t.page != nil && t.typed != "" && s.Telling() == t.typed && !t.loading {
			t.stored()
			return
		}
		t.load()
	})
	s.OnSaving(func(saving bool) {
		if !saving && t.behind {
			t.load() // what was skipped while the file was behind the screen
		}
	})
	t.load()
	return t
}

// Object is what the window shows.
func (t *Trials) Object() fyne.CanvasObject { return t.root }

// canvas is the window's, also while another screen is shown.
func (t *Trials) canvas() fyne.Canvas {
	d := fyne.CurrentApp().Driver()
	if c := d.CanvasForObject(t.root); c != nil {
		return c
	}
	return d.AllWindows()[0].Canvas()
}

// content is what the page shows of a trial, read in one go.
type content struct {
	trial     appraisal.Trial
	documents map[string]appraisal.Document // those that facts rest on
	reviewers map[string]appraisal.Reviewer
	held      intake.Held // what the library holds of papers and registry records
}

func read(ctx context.Context, lib *db.Library, uid string) (content, error) {
	c := content{documents: map[string]appraisal.Document{}, reviewers: map[string]appraisal.Reviewer{}}
	var err error
	if c.trial, err = lib.Trial(ctx, uid); err != nil {
		return c, err
	}
	for _, fs := range factSets(c.trial) {
		for _, f := range fs {
			if _, known := c.documents[f.Document]; f.Document == "" || known {
				continue
			}
			d, err := lib.Document(ctx, f.Document)
			if err != nil {
				return c, err
			}
			c.documents[d.UID] = d
		}
	}
	all, err := lib.Reviewers(ctx)
	if err != nil {
		return c, err
	}
	for _, r := range all {
		c.reviewers[r.UID] = r
	}
	c.held, err = intake.HeldOn(ctx, lib, c.trial)
	return c, err
}

// factSets are the facts of a trial, of its arms and of its results.
func factSets(t appraisal.Trial) []appraisal.Facts {
	sets := []appraisal.Facts{t.Facts}
	for _, a := range t.Arms {
		sets = append(sets, a.Facts)
	}
	for _, r := range t.Results {
		sets = append(sets, r.Facts)
	}
	return sets
}

// editText stores what is being typed. The page shows already what comes of it.
func (t *Trials) editText(key, name string, write func(*db.Batch) error) {
	t.typed = key
	t.s.EditTyped(key, name, write, func(err error) {
		if err != nil {
			t.s.Fail(err)
			t.load() // what the page shows is not in the file
		}
	})
}

// stored is called when what is typed has reached the file: only verdicts can be other than what is shown.
func (t *Trials) stored() {
	if !t.page.showsVerdicts() {
		return
	}
	work.Later("trial verdicts", 300*time.Millisecond, func() {
		if t.page != nil {
			t.loadLinks()
		}
	})
}

// load reads the trial of the session's place and shows it.
func (t *Trials) load() {
	p := t.s.Place()
	if p.Kind != session.TrialPlace || p.UID == "" {
		return
	}
	lib := t.s.Lib
	t.loading = true
	work.Latest("trial page", func(ctx context.Context) (content, error) { return read(ctx, lib, p.UID) },
		func(c content, err error) {
			t.loading = false
			if !t.s.Place().Same(p) {
				return
			}
			if err != nil {
				t.fail(err)
				return
			}
			t.show(c)
		})
}

func (t *Trials) fail(err error) {
	t.page = nil
	t.fill(widgets.NewEmptyState(widgets.EmptyState{Title: tr.T("This trial cannot be shown"), Text: dialogs.Sentence(err)}))
}

// fill shows what was just made. To refresh all of it, as the container would, takes as long as to lay it out.
func (t *Trials) fill(o fyne.CanvasObject) {
	t.root.Objects = []fyne.CanvasObject{o}
	o.Resize(t.root.Size())
	canvas.Refresh(t.root)
}

func (t *Trials) show(c content) {
	t.behind = t.s.Saving()
	if t.page != nil && t.page.trial.UID == c.trial.UID {
		t.page.refresh(c)
		t.shown()
		return
	}
	t.links = links{}
	p := newPage(t, c)
	t.page = p
	p.refresh(c)
	work.Do(func() { // laid out in a turn of its own, so that the window can answer in between
		if t.page != p {
			return // another trial is opened already
		}
		t.fill(p.object)
		p.scroll.ScrollToOffset(fyne.NewPos(0, t.s.Place().Scroll))
		t.shown()
	})
}

// shown is called when the page is in the window with what was read.
func (t *Trials) shown() {
	t.loadLinks()
	if t.awaited != "" && t.page.focusOn(t.awaited) {
		t.awaited = ""
	}
}

// scrolled keeps where the reader is, once they have stopped.
func (t *Trials) scrolled(y float32) {
	at := t.s.Place()
	work.Later("trial scroll", 400*time.Millisecond, func() {
		t.s.Update(func(p *session.Place) {
			if p.Same(at) {
				p.Scroll = y
			}
		})
	})
}

// links are the claims that the trial is linked to.
type links struct {
	known   bool
	count   int // as the overview has it, so that a change is noticed
	claims  []session.ClaimItem
	results map[string]int // links by result
}

// loadLinks reads which claims the trial is linked to, unless nothing has changed in them.
func (t *Trials) loadLinks() {
	uid := t.page.trial.UID
	t.s.LoadOverview(func(o session.Overview, err error) {
		if err != nil || t.page == nil || t.page.trial.UID != uid {
			return // the shell tells of an overview that cannot be read
		}
		items := map[string]session.ClaimItem{}
		for _, c := range o.Claims {
			items[c.UID] = c
		}
		count := 0
		for _, x := range o.Trials {
			if x.UID == uid {
				count = x.Links
			}
		}
		if t.links.known && t.links.count == count {
			for i, c := range t.links.claims { // the verdicts may have changed
				if now, ok := items[c.UID]; ok {
					t.links.claims[i] = now
				}
			}
			t.page.fillLinks(t.links)
			return
		}
		t.readLinks(uid, count, items)
	})
}

func (t *Trials) readLinks(uid string, count int, items map[string]session.ClaimItem) {
	lib, reviewer := t.s.Lib, t.s.Reviewer().UID
	work.Latest("trial links", func(ctx context.Context) (links, error) {
		dossiers, err := lib.DossiersOf(ctx, uid, reviewer)
		found := links{known: true, count: count, results: map[string]int{}}
		for _, d := range dossiers {
			linked := false
			for _, l := range d.Linked {
				if l.Link.TrialUID == uid {
					linked = true
					found.results[l.Link.ResultUID]++
				}
			}
			if linked {
				found.claims = append(found.claims, items[d.Claim.UID])
			}
		}
		return found, err
	}, func(found links, err error) {
		if t.page == nil || t.page.trial.UID != uid {
			return
		}
		if err != nil {
			t.s.Fail(err)
			return
		}
		t.links = found
		t.page.fillLinks(found)
	})
}

// NewTrial makes a trial of that name and goes to it; without a name it asks for one.
func (t *Trials) NewTrial(name string) {
	if name = trim(name); name != "" {
		t.create(name)
		return
	}
	dialogs.Ask(t.canvas(), dialogs.AskSpec{
		Title: tr.T("New trial"), Label: tr.T("Short name"), Confirm: tr.T("Make the trial"),
		Help:     tr.T("First author or acronym, and year, such as Murrough 2013."),
		Validate: needsName, OnConfirm: func(s string) { t.create(trim(s)) },
	})
}

func needsName(s string) error {
	if trim(s) == "" {
		return appraisal.Invalid("name", tr.T("Enter a short name, such as Murrough 2013."))
	}
	return nil
}

func (t *Trials) create(name string) {
	var uid string
	t.s.Edit(tr.T("New trial %s", name), func(b *db.Batch) error { uid = b.PutTrial(appraisal.Trial{Name: name}); return nil },
		func(err error) {
			if err != nil {
				t.s.Fail(err)
				return
			}
			t.s.Go(session.Place{Kind: session.TrialPlace, UID: uid, Tab: "trials"})
		})
}

// rename asks for another name of the trial shown.
func (t *Trials) rename() {
	trial := t.page.head()
	dialogs.Ask(t.canvas(), dialogs.AskSpec{
		Title: tr.T("Rename this trial"), Label: tr.T("Short name"), Value: trial.Name, Confirm: tr.T("Rename"), Validate: needsName,
		OnConfirm: func(s string) {
			trial.Name = trim(s)
			t.s.Edit(tr.T("Rename %s", trial.Name), func(b *db.Batch) error { b.PutTrial(trial); return nil }, nil)
		},
	})
}

// Delete takes a trial away with its links and their appraisals. It asks nothing: the window says how it comes back.
func (t *Trials) Delete(uid string) {
	t.s.LoadOverview(func(o session.Overview, err error) {
		if err != nil {
			t.s.Fail(err)
			return
		}
		for _, x := range o.Trials {
			if x.UID == uid {
				t.remove(x)
				return
			}
		}
		t.s.Fail(&appraisal.Error{Code: appraisal.CodeNotFound, Text: tr.T("This trial is no longer in the library. Choose another from the list.")})
	})
}

func (t *Trials) remove(x *session.TrialItem) {
	what := tr.T("“%s”", x.Name)
	if x.Links > 0 {
		what = tr.N(x.Links, "“%[2]s”, linked to %[1]d claim,", "“%[2]s”, linked to %[1]d claims,", x.Name)
	}
	name := tr.T("Delete trial %s", x.Name)
	t.s.Edit(name, func(b *db.Batch) error { b.DeleteTrial(x.UID); return nil }, func(err error) {
		if err != nil {
			t.s.Fail(err)
			return
		}
		t.s.Deleted(name, what)
	})
}

func trim(s string) string { return strings.TrimSpace(s) }
