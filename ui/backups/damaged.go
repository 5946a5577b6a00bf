package backups

import (
	"time"

	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// Damaged is a library that could not be opened because its file is damaged, with the ways out.
type Damaged struct {
	Path     string
	Sentence string // what is wrong

	OpenReadable func()
	Salvage      func()
	Others       []Way // such as another library
}

// Way is something else that can be done.
type Way struct {
	Label string
	Do    func()
}

// DamagedPage fills the window with what can be done about a damaged library.
type DamagedPage struct {
	Object fyne.CanvasObject
	backup *fyne.Container
}

// NewDamagedPage makes the page. The backup is still being looked for; Found or NotFound tell what came of it.
func NewDamagedPage(d Damaged) *DamagedPage {
	p := &DamagedPage{backup: widgets.VStack(0, widgets.Muted(tr.T("Looking for a good backup…")))}
	var others []fyne.CanvasObject
	for _, w := range d.Others {
		if w.Do != nil {
			others = append(others, widgets.NewButton(w.Label, w.Do))
		}
	}
	card := widgets.NewBand(theme.Amber, widgets.VStack(14,
		widgets.Title(tr.T("The library file is damaged")),
		widgets.Body(d.Sentence),
		widgets.VStack(3, widgets.SectionLabel(tr.T("File")), widgets.NewWell(widgets.Small(d.Path))),
		widgets.Bold(tr.T("The damaged file stays as it is, whatever you choose here.")),
		p.backup,
		way(widgets.NewButton(tr.T("Look at what is readable"), d.OpenReadable),
			tr.T("Opens the library for reading only. What could not be read is left out and named.")),
		way(widgets.NewButton(tr.T("Salvage into a new file…"), d.Salvage),
			tr.T("Writes everything that can be read into a new library, and counts what cannot.")),
		widgets.NewHairline(),
		widgets.Flow(10, others...),
	)).SetPadding(26, 22)
	p.Object = widgets.NewVScroll(widgets.PadAll(24, widgets.HStack(0, widgets.Spacer(), widgets.FillWeight(6, card), widgets.Spacer())))
	return p
}

// way is a button with what it does.
func way(b *widgets.Button, does string, more ...string) fyne.CanvasObject {
	text := widgets.VStack(2, widgets.Small(does))
	for _, m := range more {
		if m != "" {
			text.Add(widgets.NewText(m, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted}))
		}
	}
	return widgets.VStack(5, widgets.HStack(0, b, widgets.Spacer()), text)
}

// Found offers the newest good backup, which is then the best way.
func (p *DamagedPage) Found(g Good, now time.Time, open func()) {
	p.show(way(widgets.NewPrimaryButton(tr.T("Go on with the backup of %s", Moment(g.Copy.At, now)), open),
		tr.T("Opens a copy of that backup as a new library beside the damaged one. It holds: %s.", content(g.Copy)), g.lacks()))
}

// NotFound says that there is no backup.
func (p *DamagedPage) NotFound(why string) { p.show(widgets.Muted(why)) }

func (p *DamagedPage) show(o fyne.CanvasObject) {
	p.backup.Objects = []fyne.CanvasObject{o}
	p.backup.Refresh()
	p.Object.Refresh()
}
