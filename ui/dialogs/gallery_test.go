package dialogs_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

var modes = map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark}

// opened shows a window and opens one of the dialogs in front of it.
func opened(t testing.TB, open func(c fyne.Canvas)) fyne.Canvas {
	t.Helper()
	back := widgets.PadAll(20, widgets.VStack(12, widgets.NewCard(widgets.Title("Ketamine has a rapid and robust antidepressant effect")),
		widgets.NewButton("Behind", nil)))
	win := uitest.Window(t, back, 900, 640)
	open(win.Canvas())
	uitest.Settle(win.Canvas())
	t.Cleanup(func() {
		for win.Canvas().Overlays().Top() != nil {
			before := len(win.Canvas().Overlays().List())
			uitest.Press(win.Canvas(), "Escape")
			if len(win.Canvas().Overlays().List()) == before {
				t.Error("Esc does not close what is open")
				return
			}
		}
	})
	return win.Canvas()
}

func choices() []dialogs.Choice {
	var out []dialogs.Choice
	for i, n := range []string{"Zarate 2006", "Murrough 2013", "Fava 2020", "Lii 2023", "KARMA-Dep 2 2025", "Anand 2023", "Ekstrand 2022", "Singh 2016"} {
		out = append(out, dialogs.Choice{ID: fmt.Sprint(i), Title: n, Sub: fmt.Sprintf("parallel, n %d, midazolam", 18+i*17)})
	}
	return out
}

func samples() map[string]func(c fyne.Canvas) {
	return map[string]func(c fyne.Canvas){
		"form": func(c fyne.Canvas) {
			dialogs.Form(c, dialogs.FormSpec{Title: "New arm", Intro: "An arm is one of the groups that people were randomised to.",
				Content: widgets.VStack(12, widgets.NewFormField("Name", widgets.NewEntry("")), widgets.NewFormField("What they got", widgets.NewTextArea("", 3))),
				Confirm: "Add arm"})
		},
		"confirm": func(c fyne.Canvas) {
			dialogs.Confirm(c, dialogs.ConfirmSpec{Title: "Delete this trial?", Text: "Murrough 2013 is linked to 3 claims. Its links and appraisals go with it; Undo brings them back.", Confirm: "Delete", Danger: true})
		},
		"error": func(c fyne.Canvas) {
			dialogs.Error(c, fmt.Errorf("The file trials.ris could not be read: line 41 has no tag. Mend that line and import again: %w", errors.New("scan: bad tag")))
		},
		"ask": func(c fyne.Canvas) {
			dialogs.Ask(c, dialogs.AskSpec{Title: "Rename", Label: "Name of the library", Value: "Ketamine", Confirm: "Rename", Help: "The file keeps its name."})
		},
		"choose": func(c fyne.Canvas) {
			dialogs.Choose(c, dialogs.ChooseSpec{Title: "Link a trial", Placeholder: "Name, registry number or author", Choices: choices(),
				Empty: "No trial matches. Add it, or import it.", Create: "Add a new trial", OnCreate: func(string) {}, Confirm: "Link"})
		},
	}
}

func TestDialogsLookAsDrawn(t *testing.T) {
	for name, open := range samples() {
		for mode, m := range modes {
			t.Run(name+"-"+mode, func(t *testing.T) {
				uitest.App(t, m)
				img := opened(t, open).Capture()
				uitest.Golden(t, name+"-"+mode, img)
			})
		}
	}
}

// TestGallery writes pictures of the dialogs into the folder named by GALLERY_DIR, for a person to look at.
func TestGallery(t *testing.T) {
	dir := os.Getenv("GALLERY_DIR")
	if dir == "" {
		t.Skip("set GALLERY_DIR to a folder to get pictures of all dialogs")
	}
	for name, open := range samples() {
		for mode, m := range modes {
			t.Run(name+"-"+mode, func(t *testing.T) {
				uitest.App(t, m)
				uitest.Save(t, filepath.Join(dir, "dialog-"+name+"-"+mode+".png"), opened(t, open).Capture())
			})
		}
	}
}
