// Package history shows what has happened to a claim or trial and what was deleted, and puts it back. It must not know
// how the library logs its changes, nor any other screen.
package history

import (
	"context"
	"time"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// History shows its dialogs over a window.
type History struct {
	s      *session.Session
	canvas fyne.Canvas
}

// New returns the history of a session in a window.
func New(s *session.Session, c fyne.Canvas) *History { return &History{s: s, canvas: c} }

// page is how many steps are read at once.
const page = 40

var readOnly = tr.Key("The library was opened for reading only. Save a copy elsewhere and open that to make changes.")

// Claim shows the history of a claim with its links and appraisals.
func (h *History) Claim(uid string) {
	h.show(tr.T("History of this claim"), db.EntityClaim, uid)
}

// Trial shows the history of a trial with its arms, results and facts.
func (h *History) Trial(uid string) {
	h.show(tr.T("History of this trial"), db.EntityTrial, uid)
}

// pane is the dialog while it is open.
type pane struct {
	h       *History
	entity  db.Entity
	uid     string
	people  []db.Person
	who     *widgets.Select
	list    *widgets.VList
	empty   *widgets.Text
	read    *widgets.Button
	restore *widgets.Button
	older   *widgets.Button
	rows    []row
	steps   []db.Step
	dialog  *dialogs.Dialog
}

// row is a row of the list: a day, or a step.
type row struct {
	day   string
	step  db.Step
	lines []string // what was changed, in words
	more  bool     // the list does not show all of it
}

func (h *History) show(title string, entity db.Entity, uid string) {
	p := &pane{h: h, entity: entity, uid: uid}
	p.list = widgets.NewVList(widgets.VSource{
		Count: func() int { return len(p.rows) },
		Kind: func(i int) int {
			if p.rows[i].day != "" {
				return 1
			}
			return 0
		},
		Estimate:   p.estimate,
		New:        newRow,
		Update:     func(i int, o fyne.CanvasObject) { p.rows[i].fill(o) },
		Selectable: func(i int) bool { return p.rows[i].day == "" },
	})
	p.list.OnSelected = func(int) { p.enable() }
	p.list.OnOpened = func(int) { p.open() }
	p.who = widgets.NewSelect(tr.T("Everybody"), []string{tr.T("Everybody")}, func(int) { p.load(0) })
	p.who.SetSelected(0)
	p.empty = widgets.NewText("", widgets.TextStyle{Color: theme.ColorMuted, Align: fyne.TextAlignCenter})
	p.read = widgets.NewButton(tr.T("Read it all"), p.open)
	p.restore = widgets.NewButton(tr.T("Restore this…"), p.ask)
	p.older = widgets.NewButton(tr.T("Older…"), func() { p.load(p.steps[len(p.steps)-1].Action) })
	p.older.Hide()
	content := widgets.VStack(10,
		widgets.HStack(10, widgets.Small(tr.T("Changed by")), widgets.MinWidth(220, p.who), widgets.Spacer()),
		framed(400, p.list, p.empty),
		widgets.HStack(10, p.read, p.restore, widgets.Spacer(), p.older))
	p.dialog = dialogs.Show(h.canvas, dialogs.ShowSpec{Title: title, Content: content, Width: dialogs.Wide})
	h.canvas.Focus(p.list)
	p.enable()
	p.loadPeople()
	p.load(0)
}

// framed is a list in a frame, with what is said in its place while it has no rows.
func framed(height float32, list, empty fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewFrame(container.NewStack(widgets.MinHeight(height, list), widgets.PadAll(24, widgets.VStack(0, empty)))).SetPadding(1, 4)
}

func (p *pane) loadPeople() {
	lib, entity, uid := p.h.s.Lib, p.entity, p.uid
	work.Latest("history people", func(ctx context.Context) ([]db.Person, error) { return lib.StepPeople(ctx, entity, uid) },
		func(all []db.Person, err error) {
			if err != nil {
				p.h.s.Fail(err)
				return
			}
			p.people = all
			names := []string{tr.T("Everybody")}
			for _, x := range all {
				names = append(names, words.Who(x.Name))
			}
			chosen := max(p.who.Selected(), 0)
			p.who.SetOptions(names)
			p.who.SetSelected(min(chosen, len(names)-1))
		})
}

// load reads the steps before one; 0 for the newest, which take the place of those shown.
func (p *pane) load(before int64) {
	q := db.StepQuery{Entity: p.entity, UID: p.uid, Before: before, Limit: page}
	if i := p.who.Selected(); i > 0 && i <= len(p.people) {
		q.Reviewer = p.people[i-1].UID
	}
	type answer struct {
		steps []db.Step
		more  bool
	}
	lib := p.h.s.Lib
	work.Latest("history steps", func(ctx context.Context) (a answer, err error) {
		a.steps, a.more, err = lib.Steps(ctx, q)
		return a, err
	}, func(a answer, err error) {
		if err != nil {
			p.h.s.Fail(err)
			return
		}
		if before == 0 {
			p.steps = nil
			p.list.Select(-1)
			p.list.SetOffset(0)
		}
		p.steps = append(p.steps, a.steps...)
		p.fill(a.more)
	})
}

func (p *pane) fill(more bool) {
	p.rows = nil
	today, last := p.h.s.Now(), ""
	for _, s := range p.steps {
		if day := day(s.At, today); day != last {
			p.rows, last = append(p.rows, row{day: day}), day
		}
		p.rows = append(p.rows, newStep(s))
	}
	p.empty.SetText(tr.T("Nothing has happened to it yet."))
	p.empty.Hidden = len(p.rows) > 0
	p.older.Hidden = !more
	p.list.Reload()
	if p.list.Selected() < 0 && len(p.rows) > 1 {
		p.list.Select(1)
	}
	p.enable()
}

// chosen is the chosen step.
func (p *pane) chosen() (row, bool) {
	i := p.list.Selected()
	if i < 0 || i >= len(p.rows) || p.rows[i].day != "" {
		return row{}, false
	}
	return p.rows[i], true
}

func (p *pane) enable() {
	r, ok := p.chosen()
	why := ""
	if !ok {
		why = tr.T("Choose a step in the list first.")
	}
	p.read.SetDisabled(why)
	switch {
	case why != "":
	case p.h.s.Lib.ReadOnly():
		why = readOnly
	case r.step.Kind == "base":
		why = tr.T("This came with the library: there is nothing before it.")
	}
	p.restore.SetDisabled(why)
}

// open shows everything that a step has changed, uncut.
func (p *pane) open() {
	r, ok := p.chosen()
	if !ok {
		return
	}
	dialogs.Show(p.h.canvas, dialogs.ShowSpec{Title: words.StepName(r.step), Width: dialogs.Wide,
		Content: widgets.VStack(10, widgets.Muted(words.Who(r.step.By)+", "+moment(r.step.At)), changed(words.Told(r.step.Changes)))})
}

// ask shows what restoring would change before it is done.
func (p *pane) ask() {
	r, ok := p.chosen()
	if !ok || p.h.s.Lib.ReadOnly() {
		return
	}
	name := r.step.Name
	restoring := db.Restoring{Action: r.step.Action, Entity: p.entity, UID: p.uid, Name: tr.T("Restore what was before “%s”", words.Short(name)),
		Reviewer: p.h.s.Reviewer().UID}
	lib := p.h.s.Lib
	var plan []db.Change
	p.h.s.InTurn(func(ctx context.Context) (err error) {
		plan, err = lib.RestorePlan(ctx, restoring)
		return err
	}, func(err error) {
		if err != nil {
			p.h.s.Fail(err)
			return
		}
		dialogs.Form(p.h.canvas, dialogs.FormSpec{
			Title: tr.T("Restore this?"), Confirm: tr.T("Restore"), Width: dialogs.Wide,
			Intro:   tr.T("This goes back to how it was before “%s”, %s. Undo takes it back.", name, moment(r.step.At)),
			Content: changed(words.Told(plan)),
			OnConfirm: func() {
				p.h.s.RestoreStep(restoring, func(err error) {
					if err != nil {
						p.h.s.Fail(err)
						return
					}
					p.load(0)
					p.loadPeople()
				})
			},
		})
	})
}

// changed lists changes with their values, uncut.
func changed(all []db.Change) fyne.CanvasObject {
	column := widgets.VStack(12)
	for _, c := range all {
		part := widgets.VStack(3, widgets.Bold(words.Change(c)))
		for _, l := range words.ChangedValues(c) {
			part.Add(widgets.Small(l.Sentence(false)))
		}
		column.Add(part)
	}
	if len(column.Objects) == 0 {
		column.Add(widgets.Muted(tr.T("Nothing that is shown on the screens was changed.")))
	}
	return column
}

// day is the day of a time for the reader.
func day(at, now string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	n, err := time.Parse(time.RFC3339, now)
	text := tr.Date(t.Local())
	switch {
	case err != nil:
	case text == tr.Date(n.Local()):
		return tr.T("Today, %s", text)
	case text == tr.Date(n.Local().AddDate(0, 0, -1)):
		return tr.T("Yesterday, %s", text)
	}
	return text
}

func clock(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return t.Local().Format("15:04")
}

func moment(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return tr.Date(t.Local()) + ", " + t.Local().Format("15:04")
}

func newStep(s db.Step) row {
	r := row{step: s}
	r.lines, r.more = words.StepLines(s)
	return r
}
