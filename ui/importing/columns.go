package importing

import (
	"context"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/tidy"
	"claimgrade/db/intake"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// columnFields are what a column can hold, in the order in which they are offered.
var columnFields = []struct {
	field tidy.Field
	label string
}{
	{tidy.None, tr.Key("Not read")}, {tidy.Title, tr.Key("Title")}, {tidy.Authors, tr.Key("Authors")}, {tidy.Groups, tr.Key("Group authors")}, {tidy.Year, tr.Key("Year")},
	{tidy.Journal, tr.Key("Journal, site or register")}, {tidy.Volume, tr.Key("Volume")}, {tidy.Issue, tr.Key("Issue")}, {tidy.Pages, tr.Key("Pages")},
	{tidy.First, tr.Key("First page")}, {tidy.Last, tr.Key("Last page")}, {tidy.Abstract, tr.Key("Abstract")}, {tidy.DOI, tr.Key("DOI")},
	{tidy.PMID, tr.Key("PubMed id")}, {tidy.Registry, tr.Key("Registry numbers")}, {tidy.URL, tr.Key("Address")}, {tidy.Language, tr.Key("Language")},
}

// canMap reports whether a refused file is a table whose columns a person can name.
func canMap(s source) bool {
	if s.file.Text == "" || s.file.Format != exchange.CSV && s.file.Format != "" {
		return false
	}
	_, _, err := tidy.Columns(s.text())
	return err == nil
}

// text is the source as its reader gets it.
func (s source) text() exchange.Source {
	return exchange.Source{Name: s.name, Text: s.file.Text}
}

// mapColumns asks what the columns of a table hold, and reads it so.
func (w *review) mapColumns(i int) {
	s := w.sources[i]
	names, sample, err := tidy.Columns(s.text())
	if err != nil {
		w.im.s.Fail(err)
		return
	}
	var labels []string
	for _, f := range columnFields {
		labels = append(labels, tr.T(f.label))
	}
	mapping := tidy.Guess(names)
	rows := widgets.VStack(10)
	var first fyne.Focusable
	for c, name := range names {
		choice := widgets.NewSelect("", labels, func(n int) { mapping[c] = columnFields[n].field })
		choice.SetSelected(0)
		for n, f := range columnFields {
			if f.field == mapping[c] {
				choice.SetSelected(n)
			}
		}
		if first == nil {
			first = choice
		}
		rows.Add(columnRow(c, name, sampleOf(sample, c), choice))
	}
	dialogs.Form(w.im.canvas, dialogs.FormSpec{
		Title: tr.T("What the columns hold"), Confirm: tr.T("Read the table so"), Width: dialogs.Wide, First: first,
		Intro:   tr.T("%s: name at least a column with titles, DOIs, PubMed or registry numbers. Below each name are the values of its first rows.", s.name),
		Content: rows,
		Validate: func() error {
			for _, f := range mapping {
				switch f {
				case tidy.Title, tidy.DOI, tidy.PMID, tidy.Registry:
					return nil
				}
			}
			return appraisal.Invalid("", tr.T("Say which column holds the titles, or a DOI, PubMed or registry number: without one, no record can be told from another."))
		},
		OnConfirm: func() { w.readMapped(i, mapping) },
	})
}

func sampleOf(sample [][]string, column int) string {
	var cells []string
	for _, row := range sample {
		if column < len(row) && strings.TrimSpace(row[column]) != "" {
			cells = append(cells, row[column])
		}
	}
	return strings.Join(cells, " · ")
}

func columnRow(c int, name, sample string, choice fyne.CanvasObject) fyne.CanvasObject {
	if strings.TrimSpace(name) == "" {
		name = tr.T("Column %d", c+1)
	}
	what := widgets.VStack(1, widgets.NewText(name, widgets.TextStyle{Bold: true, Wrapping: widgets.Cut}),
		widgets.NewText(sample, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, MaxLines: 2}))
	return widgets.HStackTop(14, widgets.Fill(what), widgets.MinWidth(250, choice))
}

// readMapped reads a table again, as a person said, and puts its records among the others.
func (w *review) readMapped(i int, mapping tidy.Mapping) {
	wait := w.im.wait(tr.T("Reading %s", w.sources[i].name), readKey)
	sources := append([]source(nil), w.sources...)
	lib := w.im.s.Lib
	work.Start(readKey, work.Job[reading]{
		Run: func(ctx context.Context, report func(work.Progress)) (reading, error) {
			f, err := tidy.ReadMapped(ctx, sources[i].text(), mapping)
			if err != nil {
				return reading{}, err
			}
			exchange.MarkDuplicates(f.Records)
			f.Text = sources[i].file.Text
			sources[i].file, sources[i].starts = f, startsOf(f)
			plan, err := intake.Propose(ctx, lib, filesOf(sources))
			return reading{plan, sources}, err
		},
		OnProgress: wait.progress,
		Done: func(r reading, err error) {
			wait.close()
			if err != nil {
				w.im.s.Fail(err)
				return
			}
			w.dialog.Close()
			w.im.review(r)
		},
	})
}
