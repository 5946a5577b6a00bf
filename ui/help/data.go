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
	BackUp     func()            // nil while there is no library
}

// Data tells where the program keeps things, so that they can be copied, moved or deleted, and backs them up.
func Data(c fyne.Canvas, s DataSpec) *dialogs.Dialog {
	var d *dialogs.Dialog
	parts := []fyne.CanvasObject{widgets.Body(s.Intro)}
	for _, p := range s.Places {
		parts = append(parts, place(p, s.OpenFolder))
	}
	if s.BackUp != nil {
		parts = append(parts, widgets.HStack(0, widgets.NewButton(tr.T("Copy library to…"), func() {
			d.Close()
			s.BackUp()
		}), widgets.Spacer()))
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
