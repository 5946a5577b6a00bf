package help

import (
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// Place is a file or folder with what it holds.
type Place struct {
	What, Path string
	Holds      []string // lines about it, such as its size; may be empty
}

// DataSpec says where the program keeps things.
type DataSpec struct {
	Intro      string
	Places     []Place
	OpenFolder func(path string) // shows the folder of a file, or the folder itself
	CopyTo     func()            // copies the open library; nil while there is none
	Backups    func()            // shows the copies that the program keeps; nil while there are none to show
}

// Data tells where the program keeps things, so that they can be copied, moved or deleted, and backs them up.
func Data(c fyne.Canvas, s DataSpec) *dialogs.Dialog {
	var d *dialogs.Dialog
	parts := []fyne.CanvasObject{widgets.Body(s.Intro)}
	for _, p := range s.Places {
		parts = append(parts, place(p, s.OpenFolder))
	}
	var buttons []fyne.CanvasObject
	for _, b := range []struct {
		label string
		do    func()
	}{{tr.T("Copy library to…"), s.CopyTo}, {tr.T("Backups…"), s.Backups}} {
		if b.do != nil {
			buttons = append(buttons, widgets.NewButton(b.label, func() {
				d.Close()
				b.do()
			}))
		}
	}
	if len(buttons) > 0 {
		parts = append(parts, widgets.Flow(10, buttons...))
	}
	d = show(c, dialogs.Medium, tr.T("Where is my data?"), widgets.VStack(12, parts...))
	return d
}

func place(p Place, openFolder func(string)) fyne.CanvasObject {
	copied := widgets.NewSmallLink(tr.T("Copy"), nil)
	copied.OnTapped = func() {
		fyne.CurrentApp().Clipboard().SetContent(p.Path)
		copied.SetText(tr.T("Copied"))
	}
	head := []fyne.CanvasObject{widgets.Fill(widgets.SectionLabel(p.What))}
	if openFolder != nil {
		head = append(head, widgets.NewSmallLink(tr.T("Open folder"), func() { openFolder(p.Path) }))
	}
	box := widgets.VStack(3, widgets.HStack(12, append(head, copied)...), widgets.NewWell(widgets.Small(p.Path)))
	for _, line := range p.Holds {
		box.Add(widgets.NewText(line, widgets.TextStyle{Size: theme.SizeSmall}))
	}
	return box
}
