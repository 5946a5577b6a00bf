// Package help holds the small windows of the Help menu: the keyboard shortcuts, what can be looked up, where the data
// is, and about. It must not know menus, sessions or screens: it is told what to say.
package help

import (
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// Key is one thing that can be done from the keyboard.
type Key struct{ What, Keys string }

// Group is the keys of one menu or part of the window.
type Group struct {
	Title string
	Keys  []Key
}

// Shortcuts lists what can be done from the keyboard. Things without keys are left out.
func Shortcuts(c fyne.Canvas, groups []Group) *dialogs.Dialog {
	var columns [2][]fyne.CanvasObject
	var rows [2]int
	for _, g := range groups {
		object, n := group(g)
		if n == 0 {
			continue
		}
		to := 0
		if rows[1] < rows[0] {
			to = 1 // the shorter column
		}
		columns[to] = append(columns[to], object)
		rows[to] += n + 2
	}
	content := widgets.HStackTop(36, widgets.Fill(widgets.VStack(16, columns[0]...)), widgets.Fill(widgets.VStack(16, columns[1]...)))
	return show(c, dialogs.Wide, tr.T("Keyboard shortcuts"), content)
}

func group(g Group) (fyne.CanvasObject, int) {
	parts := []fyne.CanvasObject{widgets.GroupLabel(g.Title)}
	for _, k := range g.Keys {
		if k.Keys == "" {
			continue
		}
		keys := widgets.NewText(k.Keys, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.OneLine})
		parts = append(parts, widgets.HStack(10,
			widgets.Fill(widgets.NewText(k.What, widgets.TextStyle{Wrapping: widgets.Cut})), keys))
	}
	return widgets.VStack(5, parts...), len(parts) - 1
}

// About says what the program is, under which terms, and what it does not do.
func About(c fyne.Canvas, version, rules string) *dialogs.Dialog {
	return show(c, dialogs.Medium, "ClaimGrade "+version, widgets.VStack(10,
		widgets.Body(tr.T("Grades a claim as an article words it, against trials, on blinding, sample size, follow-up and attrition. "+
			"Every step of a verdict can be opened, questioned and overruled.")),
		widgets.Body(tr.T("Rule set %s. Verdicts are GRADE-informed: they follow published rules where there are some and "+
			"stated conventions where there are none. They are not GRADE ratings, which people make, and not medical advice.", rules)),
		widgets.Body(tr.T("The program has no account and sends nothing by itself. Only where you import a record by its number is one service asked for it, after a question that says what leaves the computer. Your libraries are files on this computer.")),
		widgets.SectionLabel(tr.T("Licence")),
		widgets.NewWell(widgets.Small(tr.T("MIT. © 2026 The ClaimGrade authors. You may use, copy, change, sell and pass on the program, "+
			"as long as the copyright notice and the licence stay with it. It comes without warranty of any kind.")))))
}

// show puts up content that is there to be read.
func show(c fyne.Canvas, width float32, title string, content fyne.CanvasObject) *dialogs.Dialog {
	return dialogs.Show(c, dialogs.ShowSpec{Title: title, Content: content, Width: width})
}
