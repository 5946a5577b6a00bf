package history

import (
	"strings"

	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// newRow makes a row of the list: kind 0 is a step, kind 1 a day.
func newRow(kind int) fyne.CanvasObject {
	if kind == 1 {
		return widgets.Pad(10, 12, 3, 12, widgets.GroupLabel(""))
	}
	return widgets.Pad(6, 12, 7, 12, widgets.VStack(2,
		widgets.HStack(12, widgets.Fill(widgets.NewText("", widgets.TextStyle{Bold: true, MaxLines: 2})),
			widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.OneLine})),
		widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})))
}

func (r row) fill(o fyne.CanvasObject) {
	inner := o.(*fyne.Container).Objects[0]
	if r.day != "" {
		inner.(*widgets.Text).SetText(r.day)
		return
	}
	stack := inner.(*fyne.Container)
	head := stack.Objects[0].(*fyne.Container)
	head.Objects[0].(*fyne.Container).Objects[0].(*widgets.Text).SetText(words.StepName(r.step))
	head.Objects[1].(*widgets.Text).SetText(words.Who(r.step.By) + " · " + clock(r.step.At))
	detail := stack.Objects[1].(*widgets.Text)
	detail.SetText(strings.Join(r.lines, "\n"))
	detail.Hidden = len(r.lines) == 0
}

func (p *pane) estimate(i int, width float32) float32 {
	r := p.rows[i]
	small := theme.TextSize(theme.SizeSmall)
	if r.day != "" {
		return 13 + small*1.4
	}
	h := 15 + theme.TextSize(theme.SizeBody)*1.4
	for _, l := range r.lines {
		h += small * 1.4 * (1 + float32(int(float32(len(l))*small*0.5/max(width-24, 100))))
	}
	return h
}
