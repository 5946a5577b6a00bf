package thresholds

import (
	"math"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// row is one number of a set: what it is, what it is now, what it is by default, and where that comes from.
type row struct {
	d      *dialog
	x      appraisal.Threshold
	object *fyne.Container

	entry     *widgets.Entry // of an own set; nil otherwise
	standard  *widgets.Text  // the default, where the value differs
	back      *widgets.Link  // to the default, likewise
	problem   *widgets.Text
	problemAt *fyne.Container
	filling   bool
}

// Widths of the columns of a row.
const (
	valueWidth   = 84
	unitWidth    = 126
	defaultWidth = 136
)

func newRow(d *dialog, x appraisal.Threshold, set appraisal.Thresholds, own bool) *row {
	r := &row{d: d, x: x}
	value := *x.Of(&set)
	r.standard = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.OneLine})
	number, right := fyne.CanvasObject(nil), fyne.CanvasObject(r.standard)
	if own && !d.s.Lib.ReadOnly() {
		r.back = widgets.NewSmallLink(tr.T("Back to default %s", figure(x.Default)), r.restore)
		right = widgets.HStack(0, r.back, widgets.Spacer())
	}
	if own {
		number = r.field(value)
	} else {
		number = widgets.NewText(figure(value), widgets.TextStyle{Bold: true, Wrapping: widgets.OneLine, Align: fyne.TextAlignTrailing})
	}
	r.problem = widgets.NewText("", widgets.TextStyle{Size: theme.SizeCaption, Color: theme.Red.Ink()})
	r.problemAt = widgets.HStackTop(5, widgets.Pad(2, 0, 0, 0, widgets.NewMark(widgets.MarkCross, 11, theme.Red.Ink())), widgets.Fill(r.problem))
	r.problemAt.Hide()
	unit := widgets.NewText(tr.T(x.Unit), widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
	r.object = widgets.VStack(2,
		widgets.HStack(10, widgets.Fill(widgets.Body(tr.T(x.Label))), widgets.MinWidth(valueWidth, number), widgets.MinWidth(unitWidth, unit), widgets.MinWidth(defaultWidth, right)),
		widgets.Caption(tr.T("%s · rules %s", tr.Cited(x.Source), x.Rules)), r.problemAt)
	r.mark(value)
	return r
}

func figure(x float64) string { return tr.Digits(strconv.FormatFloat(x, 'f', -1, 64)) }

// mark shows the default beside a number that differs from it.
func (r *row) mark(value float64) {
	differs := value != r.x.Default
	r.standard.SetText("")
	if differs {
		r.standard.SetText(tr.T("default %s", figure(r.x.Default)))
	}
	if r.back != nil {
		r.back.Hidden = !differs
		r.back.Refresh()
	}
}

func (r *row) field(value float64) *widgets.Entry {
	r.entry = widgets.NewEntry("")
	r.entry.SetText(figure(value))
	if r.d.s.Lib.ReadOnly() {
		r.entry.SetDisabled(tr.T(readOnly))
	}
	r.entry.OnChanged = func(text string) {
		if !r.filling {
			r.typed(text)
		}
	}
	r.entry.OnBlur = r.left
	r.entry.OnSubmitted = func(string) { r.left() }
	return r.entry
}

// typed stores a number as it is typed. The beginning of one, such as "0.", is no mistake until the field is left.
func (r *row) typed(text string) {
	text = strings.TrimSpace(text)
	if text == "" || text == "0" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ",") {
		if r.store(text, tr.T("Change the threshold “%s”", tr.T(r.x.Label))) != nil {
			r.say(nil)
		}
		return
	}
	r.say(r.store(text, tr.T("Change the threshold “%s”", tr.T(r.x.Label))))
}

// left says what is wrong with what stands in the field.
func (r *row) left() {
	if r.d.s.Lib.ReadOnly() {
		return
	}
	set, _ := r.d.set(r.d.chosen)
	err := r.store(r.entry.Text, tr.T("Change the threshold “%s”", tr.T(r.x.Label)))
	r.say(err)
	if err == nil {
		set, _ = r.d.set(r.d.chosen)
		r.fill(figure(*r.x.Of(&set)))
	}
}

func (r *row) fill(text string) {
	if r.entry.Text != text {
		r.filling = true
		r.entry.SetText(text)
		r.filling = false
	}
}

// store keeps the set with this number, or says why that cannot be.
func (r *row) store(text, action string) error {
	value, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(text), ",", "."), 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return appraisal.Invalid(r.x.Key, tr.T("“%s” is not a number. Write it like %s.", text, figure(r.x.Default)))
	}
	uid := r.d.chosen
	set, _ := r.d.set(uid)
	*r.x.Of(&set) = value
	if err := r.d.change(uid, set, action, "threshold "+uid+" "+r.x.Key); err != nil {
		return err
	}
	r.mark(value)
	return nil
}

func (r *row) restore() {
	text := figure(r.x.Default)
	err := r.store(text, tr.T("Threshold “%s” back to default", tr.T(r.x.Label)))
	if err == nil {
		r.fill(text)
		r.d.canvas.Focus(r.entry) // the link is gone
	}
	r.say(err)
}

// say shows what is wrong, and what is stored instead.
func (r *row) say(err error) {
	text := ""
	if err != nil {
		set, _ := r.d.set(r.d.chosen)
		text = tr.T("%s “%s” stays stored.", dialogs.Sentence(err), figure(*r.x.Of(&set)))
	}
	if text == r.problem.String() {
		return
	}
	r.problem.SetText(text)
	r.problemAt.Hidden = text == ""
	r.d.relayout()
}
