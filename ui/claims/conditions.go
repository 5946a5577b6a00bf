package claims

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// conditions edits the lines of a frame: which trials of the library an evidence claim speaks of.
type conditions struct {
	object *fyne.Container
	lines  *fyne.Container
	rows   []*conditionRow
}

type conditionRow struct {
	field  *widgets.Select
	op     *widgets.Select
	value  *widgets.Entry
	object fyne.CanvasObject
}

// ops are the comparisons with their words.
var ops = []struct{ word, text string }{
	{"is", tr.Key("is")}, {"is-not", tr.Key("is not")}, {"one-of", tr.Key("is one of (divided by |)")}, {"at-least", tr.Key("is at least")}, {"at-most", tr.Key("is at most")},
}

// frameFields are the facts of a trial that a frame may ask for.
var frameFields = func() []appraisal.Field {
	var out []appraisal.Field
	for _, f := range appraisal.Fields {
		if f.Scope == appraisal.OfTrial && f.Kind != appraisal.LongText {
			out = append(out, f)
		}
	}
	return out
}()

func newConditions(cs []appraisal.Condition) *conditions {
	c := &conditions{lines: widgets.VStack(6)}
	c.object = widgets.VStack(6, c.lines, widgets.NewSmallLink(tr.T("Add a condition"), func() { c.add(appraisal.Condition{Op: "is"}) }))
	for _, x := range cs {
		c.add(x)
	}
	return c
}

func (c *conditions) add(x appraisal.Condition) {
	names := make([]string, len(frameFields))
	at := -1
	for i, f := range frameFields {
		names[i] = words.FieldLabel(f)
		if f.Key == x.Field {
			at = i
		}
	}
	r := &conditionRow{field: widgets.NewSelect(tr.T("Fact"), names, nil), value: entry(tr.T("Value"), shown(x))}
	r.field.SetSelected(at)
	comparisons := make([]string, len(ops))
	for i, o := range ops {
		comparisons[i] = tr.T(o.text)
	}
	r.op = widgets.NewSelect("", comparisons, nil)
	for i, o := range ops {
		if o.word == x.Op {
			r.op.SetSelected(i)
		}
	}
	remove := widgets.NewMarkButton(widgets.MarkCross, tr.T("Remove this condition"), func() { c.remove(r) })
	r.object = widgets.HStack(8, widgets.Fill(r.field), widgets.MinWidth(150, r.op), widgets.Fill(r.value), remove)
	c.rows = append(c.rows, r)
	c.lines.Add(r.object)
}

func (c *conditions) remove(r *conditionRow) {
	for i, x := range c.rows {
		if x == r {
			c.rows = append(c.rows[:i], c.rows[i+1:]...)
			c.lines.Remove(r.object)
			return
		}
	}
}

func (c *conditions) validate() error {
	for i, r := range c.rows {
		if r.field.Selected() < 0 || r.op.Selected() < 0 || strings.TrimSpace(r.value.Text) == "" {
			return appraisal.Invalid("frame", tr.T("Condition %d is incomplete. Choose a fact and a comparison and enter a value, or remove it.", i+1))
		}
		if compares(ops[r.op.Selected()].word) {
			if _, err := tr.Parse(r.value.Text); err != nil {
				return appraisal.Invalid("frame", tr.T("Condition %d compares with a number, but “%s” is none.", i+1, r.value.Text))
			}
		}
	}
	return nil
}

func (c *conditions) value() []appraisal.Condition {
	var out []appraisal.Condition
	for _, r := range c.rows {
		if r.field.Selected() < 0 || r.op.Selected() < 0 {
			continue
		}
		f, op := frameFields[r.field.Selected()], ops[r.op.Selected()].word
		out = append(out, appraisal.Condition{Field: f.Key, Op: op, Value: stored(f, op, r.value.Text)})
	}
	return out
}

// shown is the value of a condition as the reader writes it: numbers with their decimal sign, choices in words.
func shown(c appraisal.Condition) string {
	f, ok := appraisal.FieldOf(c.Field)
	switch {
	case !ok:
		return c.Value
	case compares(c.Op):
		return tr.Digits(c.Value)
	case f.Kind != appraisal.ChoiceValue:
		return c.Value
	}
	values := strings.Split(c.Value, "|")
	for i, v := range values {
		values[i] = words.Choice(strings.TrimSpace(v))
	}
	return strings.Join(values, " | ")
}

// stored is a typed value as the file has it.
func stored(f appraisal.Field, op, typed string) string {
	typed = strings.TrimSpace(typed)
	if compares(op) {
		if x, err := tr.Parse(typed); err == nil {
			return strconv.FormatFloat(x, 'f', -1, 64)
		}
		return typed
	}
	if f.Kind != appraisal.ChoiceValue {
		return typed
	}
	values := strings.Split(typed, "|")
	for i, v := range values {
		values[i] = strings.TrimSpace(v)
		for _, c := range f.Choices {
			if strings.EqualFold(values[i], words.Choice(c)) {
				values[i] = c
			}
		}
	}
	return strings.Join(values, "|")
}

// compares reports whether a comparison is one of numbers.
func compares(op string) bool { return op == "at-least" || op == "at-most" }
