package claims

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/widgets"

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
	{"is", "is"}, {"is-not", "is not"}, {"one-of", "is one of (divided by |)"}, {"at-least", "is at least"}, {"at-most", "is at most"},
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
	c.object = widgets.VStack(6, c.lines, widgets.NewSmallLink("Add a condition", func() { c.add(appraisal.Condition{Op: "is"}) }))
	for _, x := range cs {
		c.add(x)
	}
	return c
}

func (c *conditions) add(x appraisal.Condition) {
	names := make([]string, len(frameFields))
	at := -1
	for i, f := range frameFields {
		names[i] = f.Label
		if f.Key == x.Field {
			at = i
		}
	}
	r := &conditionRow{field: widgets.NewSelect("Fact", names, nil), value: entry("Value", x.Value)}
	r.field.SetSelected(at)
	words := make([]string, len(ops))
	for i, o := range ops {
		words[i] = o.text
	}
	r.op = widgets.NewSelect("", words, nil)
	for i, o := range ops {
		if o.word == x.Op {
			r.op.SetSelected(i)
		}
	}
	remove := widgets.NewMarkButton(widgets.MarkCross, "Remove this condition", func() { c.remove(r) })
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
		n := strconv.Itoa(i + 1)
		if r.field.Selected() < 0 || r.op.Selected() < 0 || strings.TrimSpace(r.value.Text) == "" {
			return appraisal.Invalid("frame", "Condition "+n+" is incomplete. Choose a fact and a comparison and enter a value, or remove it.")
		}
		if op := ops[r.op.Selected()].word; op == "at-least" || op == "at-most" {
			if _, err := strconv.ParseFloat(strings.TrimSpace(r.value.Text), 64); err != nil {
				return appraisal.Invalidf("frame", "Condition %s compares with a number, but %q is none.", n, r.value.Text)
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
		out = append(out, appraisal.Condition{Field: frameFields[r.field.Selected()].Key, Op: ops[r.op.Selected()].word, Value: strings.TrimSpace(r.value.Text)})
	}
	return out
}
