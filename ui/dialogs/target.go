package dialogs

import (
	"os"
	"path/filepath"
	"strings"

	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// TargetSpec describes the question where a new file is to be written.
type TargetSpec struct {
	Title, Intro, Confirm string
	Name, Folder          string   // proposals
	Endings               []string // with their dots; the first is put behind a name that has none of them
	// MayReplace lets a file that is there be replaced, after a question. Without it another name must be given.
	MayReplace bool
	// ChooseFolder lets the user look for a folder; empty if they chose none.
	ChooseFolder func(done func(folder string))
	// Done gets the path; replace says that there is a file of that name, which the user gives up.
	Done     func(path string, replace bool)
	OnCancel func() // may be nil
}

// Target asks for a name and a folder.
func Target(c fyne.Canvas, s TargetSpec) {
	name, folder := widgets.NewEntry(""), widgets.NewEntry("")
	name.SetText(s.Name)
	folder.SetText(s.Folder)
	var d *Dialog
	choose := widgets.NewButton(tr.T("Choose…"), func() {
		d.Close()
		s.ChooseFolder(func(chosen string) {
			s.Name = name.Text
			if chosen != "" {
				s.Folder = chosen
			}
			Target(c, s)
		})
	})
	path := func() string {
		return filepath.Join(strings.TrimSpace(folder.Text), s.ended(strings.TrimSpace(name.Text)))
	}
	d = Form(c, FormSpec{
		Title: s.Title, Intro: s.Intro, Confirm: s.Confirm, First: name,
		Content: widgets.VStack(12, widgets.NewFormField(tr.T("Name of the file"), name),
			widgets.NewFormField(tr.T("Folder"), widgets.HStack(8, widgets.Fill(folder), choose))),
		Fields:   map[string]fyne.CanvasObject{"name": name, "folder": folder},
		OnCancel: s.OnCancel,
		Validate: func() error { return s.check(strings.TrimSpace(name.Text), path()) },
		OnConfirm: func() {
			s.Name, s.Folder = name.Text, folder.Text
			s.confirm(c, path())
		},
	})
	name.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// ended is a name with its ending.
func (s TargetSpec) ended(name string) string {
	for _, e := range s.Endings {
		if strings.EqualFold(filepath.Ext(name), e) {
			return name
		}
	}
	return name + s.Endings[0]
}

// confirm asks before a file is replaced.
func (s TargetSpec) confirm(c fyne.Canvas, path string) {
	if !exists(path) {
		s.Done(path, false)
		return
	}
	Confirm(c, ConfirmSpec{
		Title:   tr.T("Replace the file?"),
		Text:    tr.T("“%s” is there already, in %s. What it holds now would be lost.", filepath.Base(path), filepath.Dir(path)),
		Confirm: tr.T("Replace it"), Cancel: tr.T("Choose another name"), Danger: true,
		OnConfirm: func() { s.Done(path, true) },
		OnCancel:  func() { Target(c, s) },
	})
}

// targetError is what keeps a file from being written, and the field it is about.
type targetError struct{ field, text string }

func (e targetError) Error() string { return e.text }

// About is the field.
func (e targetError) About() string { return e.field }

func (s TargetSpec) check(name, path string) error {
	info, err := os.Stat(filepath.Dir(path))
	switch {
	case name == "":
		return targetError{"name", tr.T("The file has no name. Enter one.")}
	case strings.ContainsAny(name, `/\:*?"<>|`):
		return targetError{"name", tr.T(`The name has a sign in it that file names cannot have: / \ : * ? " < > |. Leave it out.`)}
	case !filepath.IsAbs(path):
		return targetError{"folder", tr.T("Enter the whole path of the folder, or choose it.")}
	case err != nil || !info.IsDir():
		return targetError{"folder", tr.T("There is no such folder. Choose one that exists.")}
	case exists(path) && !s.MayReplace:
		return targetError{"name", tr.T("There is a file of that name already. Choose another name.")}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return targetError{"name", tr.T("There is a folder of that name already. Choose another name.")}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
