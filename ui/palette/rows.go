package palette

import (
	"claimgrade/db"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

var help = tr.Key("Up and Down choose, Enter opens or does it, Esc closes")

// body is the field with what it finds below.
func (p *palette) body() fyne.CanvasObject {
	list := widgets.NewFrame(widgets.MinHeight(400, p.list)).SetPadding(1, 4)
	return widgets.VStack(10, p.field, list, p.note)
}

func newNote() *widgets.Text {
	return widgets.NewText(tr.T(help), widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted, MaxLines: 2})
}

// say shows a sentence below the list, or how the palette is worked.
func (p *palette) say(sentence string) {
	style := widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted, MaxLines: 2}
	if sentence == "" {
		sentence = tr.T(help)
	} else {
		style.Color = theme.ColorInk
	}
	p.note.SetStyle(style)
	p.note.SetText(sentence)
}

func newList(p *palette) *widgets.VList {
	l := widgets.NewVList(widgets.VSource{
		Count: func() int { return len(p.rows) },
		Kind: func(i int) int {
			if p.rows[i].heading != "" {
				return 1
			}
			return 0
		},
		Estimate: func(i int, _ float32) float32 {
			r := p.rows[i]
			h := float32(13) + theme.TextSize(theme.SizeBody)*1.4
			if r.heading != "" || second(r.item) == "" {
				return h
			}
			return h + theme.TextSize(theme.SizeSmall)*1.4
		},
		New: newRow,
		Update: func(i int, o fyne.CanvasObject) {
			if r := p.rows[i]; r.heading != "" {
				o.(*fyne.Container).Objects[0].(*widgets.Text).SetText(r.heading)
			} else {
				fill(r.item, p.field.Text, o)
			}
		},
		Selectable: func(i int) bool { return p.rows[i].heading == "" },
	})
	l.OnTapped = p.take
	l.OnOpened = p.take
	l.OnEscapeUp = nil
	return l
}

func newRow(kind int) fyne.CanvasObject {
	if kind == 1 {
		return widgets.Pad(9, 14, 3, 14, widgets.GroupLabel(""))
	}
	title := widgets.NewText("", widgets.TextStyle{Wrapping: widgets.Cut})
	sub := widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.Cut})
	keys := widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.OneLine})
	return widgets.Pad(5, 14, 5, 14, widgets.HStack(12, widgets.Fill(widgets.VStack(1, title, sub)), keys))
}

// second is the second line of an item: why it cannot be used goes before everything else.
func second(it Item) string {
	if it.Why != "" {
		return it.Why
	}
	return it.Sub
}

func fill(it Item, typed string, o fyne.CanvasObject) {
	line := o.(*fyne.Container).Objects[0].(*fyne.Container)
	words := line.Objects[0].(*fyne.Container).Objects[0].(*fyne.Container)
	title, sub := words.Objects[0].(*widgets.Text), words.Objects[1].(*widgets.Text)
	style := widgets.TextStyle{Wrapping: widgets.Cut}
	if it.Why != "" {
		style.Color = theme.ColorMuted
	}
	title.SetStyle(style)
	title.SetRuns(marked(it.Title, typed)...)
	if it.Why != "" {
		sub.SetText(it.Why)
	} else {
		sub.SetRuns(marked(it.Sub, typed)...)
	}
	sub.Hidden = second(it) == ""
	line.Objects[1].(*widgets.Text).SetText(it.Keys)
}

// marked shows the words that were typed in bold.
func marked(text, typed string) []widgets.Run {
	var runs []widgets.Run
	at := 0
	for _, m := range db.Marks(text, typed) {
		if m.From > at {
			runs = append(runs, widgets.Run{Text: text[at:m.From]})
		}
		runs = append(runs, widgets.Run{Text: text[m.From:m.To], Bold: true})
		at = m.To
	}
	if at < len(text) || len(runs) == 0 {
		runs = append(runs, widgets.Run{Text: text[at:]})
	}
	return runs
}
