package widgets_test

import (
	"image"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/ui/figure"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// modes are the palettes every picture is taken in.
var modes = map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark}

// shoot renders content of a size at a scale of the interface.
func shoot(t testing.TB, content fyne.CanvasObject, w, h float32) image.Image {
	t.Helper()
	win := uitest.Window(t, content, w, h)
	return win.Canvas().Capture()
}

// TestGallery writes sheets of all widgets into the folder named by GALLERY_DIR, for a person to look at.
func TestGallery(t *testing.T) {
	dir := os.Getenv("GALLERY_DIR")
	if dir == "" {
		t.Skip("set GALLERY_DIR to a folder to get pictures of all widgets")
	}
	sheets := map[string]struct {
		w, h float32
		make func() fyne.CanvasObject
	}{
		"symbols":  {620, 420, symbolSheet},
		"controls": {760, 560, controlSheet},
		"board":    {1480, 880, boardSheet},
		"form":     {460, 760, formSheet},
	}
	for name, s := range sheets {
		for modeName, mode := range modes {
			th := uitest.App(t, mode)
			setFonts(t, th)
			uitest.Save(t, filepath.Join(dir, name+"-"+modeName+".png"), shoot(t, s.make(), s.w, s.h))
		}
		th := uitest.App(t, theme.Light)
		th.SetScale(2)
		setFonts(t, th)
		uitest.Save(t, filepath.Join(dir, name+"-double.png"), shoot(t, s.make(), 2*s.w, 2*s.h))
	}
}

// setFonts uses faces from GALLERY_FONTS (Regular.ttf, Bold.ttf, Italic.ttf) if it is set.
func setFonts(t testing.TB, th *theme.Theme) {
	dir := os.Getenv("GALLERY_FONTS")
	if dir == "" {
		fyne.CurrentApp().Settings().SetTheme(th)
		return
	}
	read := func(name string) fyne.Resource {
		r, err := fyne.LoadResourceFromPath(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	with := theme.New(theme.Fonts{Regular: read("Regular.ttf"), Bold: read("Bold.ttf"), Italic: read("Italic.ttf")})
	with.SetMode(th.Mode())
	with.SetScale(th.Scale())
	fyne.CurrentApp().Settings().SetTheme(with)
}

func symbolSheet() fyne.CanvasObject {
	var discs []fyne.CanvasObject
	for _, size := range []float32{widgets.SymbolSmall, widgets.SymbolMedium, widgets.SymbolLarge} {
		for _, r := range []widgets.Rating{widgets.RatingLow, widgets.RatingSome, widgets.RatingHigh, widgets.RatingNoInfo,
			widgets.RatingNotExtracted, widgets.RatingEmpty} {
			discs = append(discs, widgets.NewSymbol(r, size))
		}
	}
	var relations []fyne.CanvasObject
	for _, context := range []bool{false, true} {
		for _, r := range []widgets.Relation{widgets.RelationFor, widgets.RelationAgainst, widgets.RelationNoDifference,
			widgets.RelationMixed, widgets.RelationInconclusive} {
			relations = append(relations, widgets.NewRelationMark(r, context))
		}
	}
	var dots []fyne.CanvasObject
	for i := 1; i <= 4; i++ {
		dots = append(dots, widgets.NewCertaintyDots(i, widgets.DotsSmall), widgets.NewCertaintyDots(i, widgets.DotsLarge))
	}
	pills := []fyne.CanvasObject{
		widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Green, Mark: widgets.MarkCheck, Text: "Supported"}),
		widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Amber, Mark: widgets.MarkExclaim, Text: "Overstated"}),
		widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Red, Mark: widgets.MarkCross, Text: "Contradicted"}),
		widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Grey, Mark: widgets.MarkQuestion, Text: "Cannot be judged"}),
		widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Blue, Mark: widgets.MarkDiamond, Text: "Uncertain"}),
		widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Amber, Mark: widgets.MarkExclaim, Text: "Overstated", Provisional: true}),
	}
	tiles := []fyne.CanvasObject{
		widgets.NewStatusTile(widgets.Tile{Tone: theme.Green, Mark: widgets.MarkCheck}),
		widgets.NewStatusTile(widgets.Tile{Tone: theme.Amber, Mark: widgets.MarkExclaim}),
		widgets.NewStatusTile(widgets.Tile{Tone: theme.Red, Mark: widgets.MarkCross}),
		widgets.NewStatusTile(widgets.Tile{Tone: theme.Grey, Mark: widgets.MarkQuestion}),
		widgets.NewStatusTile(widgets.Tile{Tone: theme.Amber, Mark: widgets.MarkExclaim, Hollow: true}),
		widgets.NewStatusTile(widgets.Tile{Tone: theme.Blue, Mark: widgets.MarkDiamond}),
		widgets.NewAvatar("HO", "Helper One"),
		widgets.NewMark(widgets.MarkMore, 16, theme.ColorInk),
		widgets.NewMark(widgets.MarkLess, 16, theme.ColorInk), widgets.NewMark(widgets.MarkCheck, 24, theme.ColorInk),
		widgets.NewMark(widgets.MarkCross, 24, theme.ColorInk),
	}
	return widgets.PadAll(16, widgets.NewCard(widgets.VStack(16, widgets.Flow(10, discs...), widgets.HStack(12, relations...),
		widgets.HStack(14, dots...), widgets.Flow(10, pills...), widgets.HStack(10, tiles...))))
}

func controlSheet() fyne.CanvasObject {
	disabled := widgets.NewButton("Export report…", nil)
	disabled.SetDisabled("Choose a claim first")
	seg := widgets.NewSegmented([]widgets.Segment{
		{Label: "Low", Mark: widgets.MarkPlus, Tone: theme.Green}, {Label: "Some concerns", Mark: widgets.MarkMinus, Tone: theme.Amber},
		{Label: "High", Mark: widgets.MarkCross, Tone: theme.Red}, {Label: "No info", Mark: widgets.MarkQuestion, Tone: theme.Grey}}, nil)
	seg.SetSelected(2)
	seg2 := widgets.NewSegmented(widgets.Segments("Benefit", "Harm", "No difference", "Non-inferior", "Not a trial question"), nil)
	seg2.SetSelected(0)
	tabs := widgets.NewTabStrip([]widgets.Tab{{Label: "Blinding", Mark: widgets.MarkCross, Tone: theme.Red},
		{Label: "Sample", Mark: widgets.MarkMinus, Tone: theme.Amber}, {Label: "Follow-up", Mark: widgets.MarkPlus, Tone: theme.Green},
		{Label: "Attrition", Mark: widgets.MarkPlus, Tone: theme.Green}}, nil)
	chosen := widgets.NewChipButton("Unfinished", nil)
	chosen.SetChosen(true)
	check := widgets.NewCheck("Blinding was checked", nil)
	check.SetChecked(true)
	disclosure := widgets.NewDisclosure("What would change it?", widgets.Body("One more trial with 128 people and an intact blind."))
	disclosure.SetOpen(true)
	disclosure.SetTitle("What would change it?", "3 ways")
	progress := widgets.NewProgressLine("Reading 412 of 1,000 records", func() {})
	progress.Set(412, 1000, "Reading 412 of 1,000 records")
	sel := widgets.NewSelect("Choose the direction", []string{"Towards the drug", "Towards the control"}, nil)
	sel.SetSelected(0)
	left := widgets.VStack(12,
		widgets.HStack(8, widgets.NewButton("+ Claim from article…", nil), widgets.NewPrimaryButton("Save and link trials", nil).SetHint("Ctrl+Enter")),
		widgets.HStack(8, disabled, widgets.NewButton("Delete", nil).SetStyle(widgets.ButtonDanger), widgets.NewButton("Quiet", nil).SetStyle(widgets.ButtonQuiet),
			widgets.NewIconButton(fynetheme.SettingsIcon(), "Settings", nil)),
		widgets.HStack(8, widgets.NewLink("Why this verdict (6 rules)", nil).WithArrow(), widgets.NewLink("Open article", nil), widgets.NewSmallLink("small", nil)),
		seg, seg2, tabs, sel, check, disclosure)
	right := widgets.VStack(12,
		widgets.Flow(6, widgets.NewChip("Benefit"), widgets.NewChip("Treatment-resistant depression"), widgets.NewChip("IV ketamine 0.5 mg/kg vs placebo"),
			widgets.NewToneChip("Unchecked", widgets.MarkExclaim, theme.Amber), chosen, widgets.NewChipButton("All", nil)),
		widgets.NewBanner(theme.Amber, "This library was opened read-only: it lies in a folder that cannot be written.", "Save a copy…", nil),
		widgets.NewBanner(theme.Blue, "2 trials were added.", "", nil),
		progress,
		widgets.NewSearchField("Search claims, trials, notes…   Ctrl+K", nil),
		widgets.NewWell(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall},
			widgets.Run{Text: "High risk of bias", Bold: true, Color: theme.Red.Ink()},
			widgets.Run{Text: " — outcome is rated from what the patient says, the drug has noticeable effects, and guesses were not random. "},
			widgets.Run{Text: "Rule B4", Italic: true, Color: theme.ColorMuted})),
		widgets.MinHeight(150, widgets.NewFrame(widgets.NewEmptyState(widgets.EmptyState{Title: "No claims yet", Text: "Open an article and drag over a sentence.", Action: "Open article…"}))))
	return widgets.PadAll(16, widgets.NewCard(widgets.HStackTop(24, widgets.Fill(left), widgets.Fill(right))))
}

func formSheet() fyne.CanvasObject {
	wrong := widgets.NewFormField("Comparator", widgets.NewEntry("Placebo"))
	wrong.SetError("Say what the treatment was compared with.")
	area := widgets.NewTextArea("In one sentence", 3)
	area.SetText("Ketamine has a rapid and robust antidepressant effect in treatment-resistant depression.")
	kind := widgets.NewSegmented(widgets.Segments("≤ 7 days", "≤ 12 weeks", "> 12 weeks", "≥ 1 year", "Not said"), nil)
	kind.SetSelected(2)
	off := widgets.NewEntry("")
	off.SetText("Fixed by the source")
	off.SetDisabled("This comes from the registry")
	return widgets.NewPanel(widgets.PadAll(18, widgets.VStack(12,
		widgets.Heading("New claim"),
		widgets.NewFormField("In the article's words · p. 3", widgets.NewFrame(widgets.Small("“both rapid and robust”")).SetColors(theme.ColorMark, theme.ColorHairline)),
		widgets.NewFormField("Restated in one sentence", area).SetHelp("Name population, intervention, comparator and outcome."),
		widgets.HStackTop(8, widgets.Fill(widgets.NewFormField("Population", widgets.NewEntry("Adults"))), widgets.Fill(wrong)),
		widgets.NewFormField("Holds for how long?", kind),
		widgets.NewFormField("Source", off),
		widgets.NewFormField("Direction", widgets.NewSelect("Choose…", []string{"a"}, nil)),
		widgets.HStack(0, widgets.NewPrimaryButton("Save and link trials", nil).SetHint("Ctrl+Enter")))))
}

// trialRow is a line of the evidence board in the pictures; its figures are illustrative.
type trialRow struct {
	name, sub string
	relation  widgets.Relation
	context   bool
	ratings   [5]widgets.Rating
	effect    figure.Effect
}

func boardRows() []trialRow {
	const l, s, h, n, x = widgets.RatingLow, widgets.RatingSome, widgets.RatingHigh, widgets.RatingNoInfo, widgets.RatingNotExtracted
	return []trialRow{
		{"Zarate 2006", "crossover, n 18, saline", widgets.RelationFor, false, [5]widgets.Rating{h, h, l, s, h}, figure.Effect{Est: -11, Lo: -15.6, Hi: -6.2, Weight: 0.1}},
		{"Murrough 2013", "parallel, n 73, midazolam", widgets.RelationFor, false, [5]widgets.Rating{h, s, l, l, h}, figure.Effect{Est: -7.4, Lo: -11.5, Hi: -3, Weight: 0.6}},
		{"Fava 2020", "parallel, n 99, midazolam", widgets.RelationFor, false, [5]widgets.Rating{s, s, l, l, s}, figure.Effect{Est: -5.5, Lo: -9.7, Hi: -1, Weight: 0.7}},
		{"Lii 2023", "parallel, n 40, saline, asleep", widgets.RelationNoDifference, false, [5]widgets.Rating{l, h, l, l, s}, figure.Effect{Est: -0.4, Lo: -7.3, Hi: 6.4, Weight: 0.2}},
		{"KARMA-Dep 2 2025", "n 65 of 104 planned, midazolam", widgets.RelationNoDifference, true, [5]widgets.Rating{h, s, l, n, x}, figure.Effect{Est: -2.7, Lo: -7.3, Hi: 22, Weight: 0.4, Hollow: true}},
	}
}

func boardTable() *widgets.DataTable {
	rows := boardRows()
	var effects []figure.Effect
	for _, r := range rows {
		effects = append(effects, r.effect)
	}
	scale := figure.FitScale(effects, false, 0, 3)
	scale.Left, scale.Right = "favours ketamine", "favours control"
	disc := func(i int) (func() fyne.CanvasObject, func(int, fyne.CanvasObject)) {
		return func() fyne.CanvasObject { return widgets.NewSymbol(widgets.RatingEmpty, widgets.SymbolMedium) },
			func(r int, o fyne.CanvasObject) { o.(*widgets.Symbol).Set(rows[r].ratings[i], "High risk of bias") }
	}
	cols := []widgets.Column{
		{Title: "Trial (5 linked)", Min: 140, Grow: 1, New: func() fyne.CanvasObject { return widgets.NewTwoLines() },
			Update: func(r int, o fyne.CanvasObject) { o.(*widgets.TwoLines).Set(rows[r].name, rows[r].sub) },
			Foot:   func() fyne.CanvasObject { return widgets.NewLink("+ Link a trial…  (Ctrl+L)", nil) }},
		{Title: "Shows", Width: 52, Align: fyne.TextAlignCenter, New: func() fyne.CanvasObject { return widgets.NewRelationMark(widgets.RelationNone, false) },
			Update: func(r int, o fyne.CanvasObject) {
				o.(*widgets.Mark).Set(rows[r].relation.MarkOf(rows[r].context), theme.ColorInk)
			}},
	}
	for i, name := range []string{"Blinding", "Sample", "Follow-up", "Attrition", "Overall"} {
		c := widgets.Column{Title: name, Width: 64, Align: fyne.TextAlignCenter, Tip: "Risk of bias: " + name}
		c.New, c.Update = disc(i)
		cols = append(cols, c)
	}
	cols = append(cols, widgets.Column{Title: "Difference in MADRS (95% CI)", Min: 150, Grow: 1.2, Align: fyne.TextAlignCenter,
		New:    func() fyne.CanvasObject { return widgets.NewEffectCell() },
		Update: func(r int, o fyne.CanvasObject) { o.(*widgets.EffectCell).Set(scale, rows[r].effect, "") },
		Foot:   func() fyne.CanvasObject { return widgets.NewEffectAxis(func() figure.Scale { return scale }) }})
	table := widgets.NewBoardTable(cols)
	table.SetRows(len(rows))
	table.Select(1)
	return table
}

func claimItems() []widgets.ListItem {
	ok, warn := widgets.Tile{Tone: theme.Green, Mark: widgets.MarkCheck}, widgets.Tile{Tone: theme.Amber, Mark: widgets.MarkExclaim}
	no, unknown := widgets.Tile{Tone: theme.Red, Mark: widgets.MarkCross}, widgets.Tile{Tone: theme.Grey, Mark: widgets.MarkQuestion}
	return []widgets.ListItem{
		{Heading: true, Title: "Debernard 2026 · Tidsskr Nor Legeforen"},
		{ID: "1", Title: "Blinding fails in most ketamine trials", Sub: "Supported", Certainty: 3, Tile: ok},
		{ID: "2", Title: "No sustained effect has been shown", Sub: "Supported", Certainty: 2, Tile: ok},
		{ID: "3", Title: "Long-term safety is insufficiently studied", Sub: "3 of 5 trials appraised", Tile: unknown},
		{Heading: true, Title: "APA blog 2017"},
		{ID: "4", Title: "Effect is rapid and robust, but transient", Sub: "Overstated", Certainty: 2, Tile: warn},
		{ID: "5", Title: "Works when other treatments failed, in a title that is far too long to be shown on two lines of this list", Sub: "Not yet linked", Tile: unknown},
		{Heading: true, Title: "Brenner 2025 · Psychology Today"},
		{ID: "6", Title: "Adjunctive ketamine no better than midazolam", Sub: "Supported", Certainty: 2, Tile: ok},
		{ID: "7", Title: "Higher doses may be required", Sub: "Cannot be judged", Tile: unknown},
		{Heading: true, Title: "Varma · blog"},
		{ID: "8", Title: "Esketamine delays relapse (2020, AJP)", Sub: "Citation not found · see SUSTAIN-1", Tile: no},
	}
}

func boardSheet() fyne.CanvasObject {
	list := widgets.NewGroupedList()
	list.SetItems(claimItems())
	list.Select("4")
	side := widgets.NewPanel(widgets.VStack(6, widgets.PadAll(12, widgets.NewQuietTabs([]widgets.Tab{
		{Label: "Claims", Note: "31"}, {Label: "Trials", Note: "24"}, {Label: "Articles", Note: "5"}}, nil)), widgets.Fill(list)))

	claim := widgets.NewCard(widgets.VStack(8,
		widgets.Title("Ketamine has a rapid and robust antidepressant effect"),
		widgets.HStack(2, widgets.NewText("American Psychiatric Association blog, 2017 · “…both rapid and robust…” ¶2 ·", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.OneLine}),
			widgets.NewSmallLink("Open article", nil), widgets.Spacer()),
		widgets.Flow(6, widgets.NewChip("Benefit"), widgets.NewChip("Treatment-resistant depression"), widgets.NewChip("IV ketamine 0.5 mg/kg vs placebo"),
			widgets.NewChip("MADRS (rater-assessed)"), widgets.NewChip("hours–7 days"), widgets.NewChip("Worded: definite"))))
	band := widgets.NewBand(theme.Amber, widgets.HStack(18,
		widgets.NewVerdictPill(widgets.Verdict{Tone: theme.Amber, Mark: widgets.MarkExclaim, Text: "Overstated"}),
		widgets.NewCertainty(2, "Low certainty"),
		widgets.Fill(widgets.VStack(3, widgets.Body("Effect seen in 4 of 5 trials, but only one kept its blind and it showed none."),
			widgets.HStack(10, widgets.NewLink("Why this verdict (6 rules)", nil).WithArrow(), widgets.NewLink("What would change it?", nil).WithArrow())))))
	table := widgets.NewCard(boardTable()).SetPadding(10, 8)
	below := widgets.NewCard(widgets.HStackTop(20,
		widgets.Fill(widgets.VStack(4, widgets.Bold("What would change it?"), widgets.Muted("One more trial like Lii 2023 with n 128 and an intact blind showing 3 MADRS points"))),
		widgets.Fill(widgets.VStack(4, widgets.Bold("Reviewers"), widgets.Muted("HO appraised 5/5 · KD 5/5"), widgets.NewSmallLink("Resolve 3 disagreements", nil).WithArrow()))))
	center := widgets.NewVScroll(widgets.PadAll(16, widgets.VStack(12, claim, band, table, below)))

	judgement := widgets.NewSegmented([]widgets.Segment{
		{Label: "Low", Mark: widgets.MarkPlus, Tone: theme.Green}, {Label: "Some concerns", Mark: widgets.MarkMinus, Tone: theme.Amber},
		{Label: "High", Mark: widgets.MarkCross, Tone: theme.Red}, {Label: "No info", Mark: widgets.MarkQuestion, Tone: theme.Grey}}, nil)
	judgement.SetSelected(2)
	direction := widgets.NewSelect("", []string{"Towards the drug"}, nil)
	direction.SetSelected(0)
	why := widgets.NewTextArea("", 3)
	why.SetText("Raters were blind on paper, but dissociation during infusion tells them apart.")
	tabs := widgets.NewTabStrip([]widgets.Tab{{Label: "Blinding", Mark: widgets.MarkCross, Tone: theme.Red},
		{Label: "Sample", Mark: widgets.MarkMinus, Tone: theme.Amber}, {Label: "Follow-up", Mark: widgets.MarkPlus, Tone: theme.Green},
		{Label: "Attrition", Mark: widgets.MarkPlus, Tone: theme.Green}}, nil)
	drawer := widgets.NewPanel(widgets.NewVScroll(widgets.PadAll(16, widgets.VStack(10,
		widgets.HStack(6, widgets.NewText("Murrough 2013", widgets.TextStyle{Size: theme.SizeHeading, Bold: true, Wrapping: widgets.OneLine}), widgets.Muted("for this claim · reviewer HO")),
		tabs,
		widgets.NewFormField("Suggested from the recorded facts", widgets.NewWell(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall},
			widgets.Run{Text: "High risk of bias", Bold: true, Color: theme.Red.Ink()},
			widgets.Run{Text: " — outcome is rated from what the patient says, the drug has noticeable effects, and guesses were not random.\n"},
			widgets.Run{Text: "Rule B4 · RoB 2 signalling 4.3–4.5; Bang 2004", Italic: true, Color: theme.ColorMuted}))),
		widgets.NewFormField("Your judgement", judgement),
		widgets.NewFormField("Likely direction of bias", direction),
		widgets.NewFormField("Why (shown in the report)", why),
		widgets.NewFormField("Evidence in the source", widgets.NewFrame(widgets.Small("p. 1137 · “…adequacy of the blind was not assessed…”"))),
	))))
	return widgets.NewPanes(widgets.PaneSpec{Left: side, Center: center, Right: drawer, LeftWidth: 284, RightWidth: 392, MinLeft: 200, MinCenter: 420, MinRight: 300})
}
