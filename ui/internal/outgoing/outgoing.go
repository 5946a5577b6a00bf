// Package outgoing holds what the windows for reports and for data share: which claims are meant, which private notes are
// about to leave, where a file goes, and the clipboard. It must not know what is made, nor any screen.
package outgoing

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Actions are what these windows ask of the program around.
type Actions struct {
	// Folder is where files are saved unless another folder is chosen.
	Folder func() string
	// ChooseFolder lets the user look for a folder; empty if they chose none.
	ChooseFolder func(done func(folder string))
	// OpenFile opens a file in the program that the system has for it, ShowFolder shows where it is.
	OpenFile, ShowFolder func(path string)
	// Say shows a sentence in the status line.
	Say func(sentence string)
}

// Wait is a small dialog that shows how far a job is, and cancels it when the user leaves.
type Wait struct {
	dialog *dialogs.Dialog
	line   *widgets.ProgressLine
}

// NewWait says what is being done. cancelled is called when the user leaves; it stops the job.
func NewWait(c fyne.Canvas, title, what string, cancelled func()) *Wait {
	w := &Wait{}
	w.line = widgets.NewProgressLine(what, func() { w.dialog.Cancel() })
	w.line.Start()
	w.dialog = dialogs.Panel(c, dialogs.PanelSpec{
		Content: widgets.VStack(12, widgets.Title(title), w.line), Width: dialogs.Medium, Stays: true,
		OnCancel: func() {
			w.line.Stop()
			cancelled()
		},
	})
	return w
}

// Progress shows how far the job is.
func (w *Wait) Progress(p work.Progress) { w.line.Set(p.Done, p.Total, p.What) }

// Close takes the dialog away when the job has ended.
func (w *Wait) Close() {
	w.line.Stop()
	w.dialog.Close()
}

// Saved says where a file was written, and offers to open it and to show its folder.
func Saved(c fyne.Canvas, a Actions, s SavedSpec) {
	open := widgets.NewButton(tr.T("Open"), func() { a.OpenFile(s.Path) })
	folder := widgets.NewButton(tr.T("Show in folder"), func() { a.ShowFolder(s.Path) })
	content := []fyne.CanvasObject{widgets.Body(filepath.Base(s.Path)), widgets.Muted(filepath.Dir(s.Path))}
	for _, line := range s.Notes {
		content = append(content, widgets.Pad(4, 0, 0, 0, widgets.Body(line)))
	}
	dialogs.Show(c, dialogs.ShowSpec{Title: s.Title, Content: widgets.VStack(4, append(content, widgets.Pad(8, 0, 0, 0, widgets.Flow(10, open, folder)))...)})
}

// SavedSpec is what Saved says.
type SavedSpec struct {
	Title string // "The report is saved"
	Path  string
	Notes []string // sentences below it
}

// PlainName makes a name for a file from words: no sign that a system refuses, and not too long.
func PlainName(words string) string {
	var b strings.Builder
	for _, r := range words {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r), r < ' ', r == utf8.RuneError:
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	name := strings.Trim(strings.Join(strings.Fields(b.String()), " "), ". ")
	const longest = 80
	if r := []rune(name); len(r) > longest {
		name = strings.TrimSpace(string(r[:longest]))
	}
	return name
}
