// Package outgoing holds what the windows for reports and for data share: which claims are meant, which private notes are
// about to leave, where a file goes, and the clipboard. It must not know what is made, nor any screen.
package outgoing

import (
	"path/filepath"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// Actions are what these windows ask of the program around.
type Actions struct {
	// Folder is where files are saved unless another folder is chosen; Saved is told where one was.
	Folder func() string
	Saved  func(path string)
	// ChooseFolder lets the user look for a folder; empty if they chose none.
	ChooseFolder func(done func(folder string))
	// OpenFile opens a file in the program that the system has for it, ShowFolder shows where it is.
	OpenFile, ShowFolder func(path string)
}

// ShowSaved says where a file was written, and offers to open it and to show its folder.
func ShowSaved(c fyne.Canvas, a Actions, s SavedSpec) {
	open := widgets.NewButton(tr.T("Open"), func() { a.OpenFile(s.Path) })
	folder := widgets.NewButton(tr.T("Show in folder"), func() { a.ShowFolder(s.Path) })
	content := []fyne.CanvasObject{widgets.Body(filepath.Base(s.Path)), widgets.Muted(filepath.Dir(s.Path))}
	for _, line := range s.Notes {
		content = append(content, widgets.Pad(4, 0, 0, 0, widgets.Body(line)))
	}
	dialogs.Show(c, dialogs.ShowSpec{Title: s.Title, Content: widgets.VStack(4, append(content, widgets.Pad(8, 0, 0, 0, widgets.Flow(10, open, folder)))...)})
}

// SavedSpec is what ShowSaved says.
type SavedSpec struct {
	Title string // "The report is saved"
	Path  string
	Notes []string // sentences below it
}
