package widgets_test

import (
	"testing"

	"claimgrade/ui/figure"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

type sample struct {
	w, h float32
	make func() fyne.CanvasObject
	// then brings the widget into a state, such as focused.
	then func(c fyne.Canvas)
}

func tab(c fyne.Canvas) { uitest.Press(c, "Tab") }

// samples has a picture for each widget in each state that looks different. The words avoid signs that the bundled font
// lacks, since the system's font would take their place.
func samples() map[string]sample {
	all := map[string]sample{}
	for _, group := range []map[string]sample{shownSamples(), workedSamples(), listSamples()} {
		for name, s := range group {
			all[name] = s
		}
	}
	return all
}

func shownSamples() map[string]sample {
	return map[string]sample{
		"card": {w: 260, h: 110, make: func() fyne.CanvasObject {
			return widgets.NewCard(widgets.Body("A card with words that wrap to a second line"))
		}},
		"band": {w: 260, h: 80, make: func() fyne.CanvasObject { return widgets.NewBand(theme.Red, widgets.Body("Contradicted")) }},
		"well": {w: 260, h: 80, make: func() fyne.CanvasObject { return widgets.NewWell(widgets.Small("A quiet box")) }},
		"symbols": {w: 330, h: 120, make: func() fyne.CanvasObject {
			var out []fyne.CanvasObject
			for _, d := range []float32{widgets.SymbolSmall, widgets.SymbolMedium, widgets.SymbolLarge} {
				for r := widgets.RatingEmpty; r <= widgets.RatingNotExtracted; r++ {
					out = append(out, widgets.NewSymbol(r, d))
				}
			}
			return widgets.Flow(8, out...)
		}},
		"relations": {w: 290, h: 30, make: func() fyne.CanvasObject {
			var out []fyne.CanvasObject
			for _, context := range []bool{false, true} {
				for r := widgets.RelationFor; r <= widgets.RelationInconclusive; r++ {
					out = append(out, widgets.NewRelationMark(r, context))
				}
			}
			return widgets.HStack(12, out...)
		}},
		"marks": {w: 420, h: 40, make: func() fyne.CanvasObject {
			var out []fyne.CanvasObject
			for k := widgets.MarkPlus; k <= widgets.MarkDiamondHollow; k++ {
				out = append(out, widgets.NewMark(k, 16, theme.ColorInk))
			}
			return widgets.HStack(6, out...)
		}},
		"certainty": {w: 250, h: 70, make: func() fyne.CanvasObject {
			return widgets.HStack(20, widgets.NewCertainty(2, "Low certainty"), widgets.NewCertaintyDots(3, widgets.DotsSmall), widgets.NewCertaintyDots(0, widgets.DotsSmall))
		}},
		"pills": {w: 420, h: 170, make: func() fyne.CanvasObject {
			return widgets.Flow(8, widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Green, Mark: widgets.MarkCheck, Text: "Supported"}),
				widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Amber, Mark: widgets.MarkExclaim, Text: "Overstated"}),
				widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Red, Mark: widgets.MarkDown, Text: "Contradicted"}),
				widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Grey, Mark: widgets.MarkQuestion, Text: "Cannot be judged", Provisional: true}))
		}},
		"tiles": {w: 160, h: 40, make: func() fyne.CanvasObject {
			return widgets.HStack(8, widgets.NewStatusTile(widgets.Tile{Tone: theme.Green, Mark: widgets.MarkCheck}),
				widgets.NewStatusTile(widgets.Tile{Tone: theme.Amber, Mark: widgets.MarkExclaim, Hollow: true}), widgets.NewAvatar("HO", "Hedda Olsen"))
		}},
		"chips": {w: 300, h: 90, make: func() fyne.CanvasObject {
			chosen := widgets.NewChipButton("Unfinished", nil)
			chosen.SetChosen(true)
			return widgets.Flow(6, widgets.NewChip("Benefit"), widgets.NewToneChip("Unchecked", widgets.MarkExclaim, theme.Amber),
				widgets.NewChip("Treatment-resistant depression in adults of any age who were admitted"), chosen, widgets.NewChipButton("All", nil))
		}},
		"banner": {w: 420, h: 70, make: func() fyne.CanvasObject {
			return widgets.NewBanner(theme.Amber, "This library was opened read-only.", "Save a copy", nil)
		}},
		"empty": {w: 420, h: 200, make: func() fyne.CanvasObject {
			return widgets.NewEmptyState(widgets.EmptyState{Title: "No claims yet", Text: "Open an article and drag over a sentence.", Action: "Open article"})
		}},
		"progress": {w: 320, h: 50, make: func() fyne.CanvasObject {
			p := widgets.NewProgressLine("", func() {})
			p.Set(412, 1000, "Reading 412 of 1,000 records")
			return p
		}},
		"text": {w: 220, h: 150, make: func() fyne.CanvasObject {
			return widgets.VStack(6, widgets.Title("A title"), widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall, MaxLines: 3},
				widgets.Run{Text: "High risk of bias", Bold: true, Color: theme.Red.Ink()}, widgets.Run{Text: ", since the outcome is rated from what the patient says and the drug has effects that everybody notices"}))
		}},
		"effects": {w: 320, h: 190, make: effectSample},
	}
}

func effectSample() fyne.CanvasObject {
	effects := []figure.Effect{{Est: 1.6, Lo: 1.1, Hi: 2.4, Weight: 1}, {Est: 0.9, Lo: 0.5, Hi: 1.7, Weight: 0.1},
		{Est: 1.2, Lo: 0.1, Hi: 90, Weight: 0.3, Hollow: true}, {Est: 1.4, Lo: 1.1, Hi: 1.9, Pooled: true}, figure.NoEffect("not estimable")}
	scale := figure.FitScale(effects, true, 1, 1.25)
	scale.Left, scale.Right = "favours control", "favours drug"
	var rows []fyne.CanvasObject
	for _, e := range effects {
		c := widgets.NewEffectCell()
		c.Set(scale, e, "")
		rows = append(rows, c)
	}
	return widgets.VStack(0, append(rows, widgets.NewEffectAxis(func() figure.Scale { return scale }))...)
}

func workedSamples() map[string]sample {
	judgement := []widgets.Segment{{Label: "Low", Mark: widgets.MarkPlus, Tone: theme.Green}, {Label: "Some concerns", Mark: widgets.MarkMinus, Tone: theme.Amber},
		{Label: "High", Mark: widgets.MarkCross, Tone: theme.Red}, {Label: "No information", Mark: widgets.MarkQuestion, Tone: theme.Grey}}
	segmented := func() fyne.CanvasObject {
		s := widgets.NewSegmented(judgement, nil)
		s.SetSelected(2)
		return s
	}
	buttons := func() fyne.CanvasObject {
		off := widgets.NewButton("Export", nil)
		off.SetDisabled("Choose a claim first")
		return widgets.VStack(8, widgets.NewPrimaryButton("Save", nil).SetHint("Ctrl+Enter"), widgets.NewButton("Import", nil), off,
			widgets.NewButton("Delete", nil).SetStyle(widgets.ButtonDanger), widgets.HStack(8, widgets.NewIconButton(fynetheme.SettingsIcon(), "Settings", nil), widgets.NewButton("Row", nil).SetCompact()))
	}
	fields := func() fyne.CanvasObject {
		entry, off := widgets.NewEntry("Adults with depression who had two treatments before"), widgets.NewEntry("")
		off.SetText("Fixed")
		off.SetDisabled("It comes from the registry")
		sel := widgets.NewSelect("Choose", []string{"One", "Two"}, nil)
		wrong := widgets.NewFormField("Comparator", sel)
		wrong.SetError("Say what it was compared with.")
		area := widgets.NewTextArea("", 2)
		area.SetText("Two lines of reasons that wrap at the end of the field")
		return widgets.VStack(10, widgets.NewFormField("Population", entry), widgets.NewFormField("Source", off), wrong,
			widgets.NewFormField("Why", area).SetHelp("Shown in the report."), widgets.NewSearchField("Search", nil))
	}
	check := func() fyne.CanvasObject {
		on := widgets.NewCheck("Blinding was checked", nil)
		on.SetChecked(true)
		off := widgets.NewCheck("Not possible here", nil)
		off.SetDisabled("No guesses were recorded")
		return widgets.VStack(4, on, widgets.NewCheck("Raters were blind", nil), off)
	}
	disclosure := func() fyne.CanvasObject {
		d := widgets.NewDisclosure("What would change it?", widgets.Body("One more trial."))
		d.SetTitle("What would change it?", "3 ways")
		d.SetOpen(true)
		return d
	}
	tabs := []widgets.Tab{{Label: "Blinding", Mark: widgets.MarkCross, Tone: theme.Red}, {Label: "Sample", Mark: widgets.MarkMinus, Tone: theme.Amber},
		{Label: "Attrition", Mark: widgets.MarkPlus, Tone: theme.Green}}
	links := func() fyne.CanvasObject {
		off := widgets.NewLink("Not now", nil)
		off.SetDisabled("Nothing to open")
		return widgets.HStack(14, widgets.NewLink("Why this verdict", nil).WithArrow(), widgets.NewSmallLink("open", nil), off)
	}
	return map[string]sample{
		"buttons":           {w: 200, h: 230, make: buttons},
		"buttons-focused":   {w: 200, h: 230, make: buttons, then: tab},
		"links":             {w: 300, h: 40, make: links},
		"links-focused":     {w: 300, h: 40, make: links, then: tab},
		"segmented":         {w: 360, h: 70, make: segmented},
		"segmented-narrow":  {w: 330, h: 70, make: segmented},
		"segmented-focused": {w: 360, h: 70, make: segmented, then: func(c fyne.Canvas) { uitest.Press(c, "Tab", "Left") }},
		"tabs":              {w: 320, h: 50, make: func() fyne.CanvasObject { return widgets.NewTabStrip(tabs, nil) }},
		"tabs-focused":      {w: 320, h: 50, make: func() fyne.CanvasObject { return widgets.NewTabStrip(tabs, nil) }, then: tab},
		"tabs-quiet": {w: 260, h: 70, make: func() fyne.CanvasObject {
			return widgets.NewQuietTabs([]widgets.Tab{{Label: "Claims", Note: "31"}, {Label: "Trials", Note: "24"}}, nil)
		}},
		"fields":         {w: 300, h: 400, make: fields},
		"fields-focused": {w: 300, h: 400, make: fields, then: tab},
		"select-open": {w: 240, h: 160, make: func() fyne.CanvasObject {
			return widgets.VStack(0, widgets.NewSelect("Choose", []string{"Towards the drug", "Towards the control", "Unclear"}, nil))
		}, then: func(c fyne.Canvas) { uitest.Press(c, "Tab", "Return", "Down") }},
		"checks":             {w: 240, h: 100, make: check},
		"checks-focused":     {w: 240, h: 100, make: check, then: tab},
		"disclosure":         {w: 280, h: 80, make: disclosure},
		"disclosure-focused": {w: 280, h: 80, make: disclosure, then: tab},
	}
}

func listSamples() map[string]sample {
	list := func() fyne.CanvasObject {
		l := widgets.NewGroupedList()
		l.SetItems(claimItems())
		l.Select("4")
		return widgets.NewPanel(l)
	}
	table := func() fyne.CanvasObject { return widgets.NewCard(ratioTable()).SetPadding(8, 6) }
	return map[string]sample{
		"list":          {w: 280, h: 420, make: list},
		"list-focused":  {w: 280, h: 420, make: list, then: func(c fyne.Canvas) { uitest.Press(c, "Tab", "Down") }},
		"table":         {w: 560, h: 330, make: table},
		"table-focused": {w: 560, h: 330, make: table, then: func(c fyne.Canvas) { uitest.Press(c, "Tab", "Down") }},
		"panes": {w: 500, h: 120, make: func() fyne.CanvasObject {
			return widgets.NewPanes(widgets.PaneSpec{Left: widgets.NewPanel(widgets.Body("left")), Center: widgets.Body("centre"), Right: widgets.NewPanel(widgets.Body("right")),
				LeftWidth: 140, RightWidth: 160, MinLeft: 80, MinCenter: 100, MinRight: 80})
		}},
	}
}

// ratioTable is a board whose axis has no negative numbers.
func ratioTable() *widgets.DataTable {
	effects := []figure.Effect{{Est: 1.6, Lo: 1.1, Hi: 2.4, Weight: 1}, {Est: 0.9, Lo: 0.5, Hi: 1.7, Weight: 0.1}, {Est: 1.2, Lo: 0.8, Hi: 1.9, Weight: 0.4}}
	scale := figure.FitScale(effects, true, 1, 0)
	scale.Left, scale.Right = "fewer", "more"
	t := widgets.NewBoardTable([]widgets.Column{
		{Title: "Trial", Min: 150, Grow: 1, New: func() fyne.CanvasObject { return widgets.NewTwoLines() },
			Update: func(i int, o fyne.CanvasObject) {
				o.(*widgets.TwoLines).Set([]string{"Zarate 2006", "Murrough 2013", "A trial with a long name of many words that needs two lines"}[i], "parallel, n 73, midazolam")
			},
			Foot: func() fyne.CanvasObject { return widgets.NewSmallLink("Link a trial", nil) }},
		{Title: "Overall", Width: 64, Align: fyne.TextAlignCenter, New: func() fyne.CanvasObject { return widgets.NewSymbol(widgets.RatingEmpty, widgets.SymbolMedium) },
			Update: func(i int, o fyne.CanvasObject) {
				o.(*widgets.Symbol).Set([]widgets.Rating{widgets.RatingHigh, widgets.RatingSome, widgets.RatingLow}[i], "Overall")
			}},
		{Title: "Risk ratio (95% CI)", Min: 160, Grow: 1, Align: fyne.TextAlignCenter, New: func() fyne.CanvasObject { return widgets.NewEffectCell() },
			Update: func(i int, o fyne.CanvasObject) { o.(*widgets.EffectCell).Set(scale, effects[i], "") },
			Foot:   func() fyne.CanvasObject { return widgets.NewEffectAxis(func() figure.Scale { return scale }) }},
	})
	t.SetRows(len(effects))
	t.Select(0)
	return t
}

func TestWidgetsLookAsDrawn(t *testing.T) {
	for name, s := range samples() {
		for modeName, mode := range modes {
			t.Run(name+"-"+modeName, func(t *testing.T) {
				uitest.App(t, mode)
				win := uitest.Window(t, widgets.PadAll(8, widgets.VStack(0, widgets.Fill(s.make()))), s.w, s.h)
				if s.then != nil {
					s.then(win.Canvas())
				}
				uitest.Golden(t, name+"-"+modeName, win.Canvas().Capture())
			})
		}
	}
}
