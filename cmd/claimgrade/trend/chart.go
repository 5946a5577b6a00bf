package trend

import (
	"fmt"
	"math"
	"slices"

	"claimgrade/ui/figure"
)

// Sizes of a chart.
const (
	panelWidth, panelHeight = 420.0, 190.0
	plotLeft, plotTop       = 58.0, 34.0
	plotRight, plotBottom   = 12.0, 30.0
)

// Chart draws each series in a panel of its own, two beside one another, on one axis for the length of the run, from 0 up:
// what is level must look level. along says what X counts.
func Chart(along string, all []Series) figure.Scene {
	const columns = 2
	rows := (len(all) + columns - 1) / columns
	scene := figure.Scene{Width: columns * panelWidth, Height: float64(rows) * panelHeight}
	// Of its own: a page that shows it may be dark.
	scene.Add(figure.Rect{W: scene.Width, H: scene.Height, Fill: figure.Card})
	for i, s := range all {
		scene.Place(float64(i%columns)*panelWidth, float64(i/columns)*panelHeight, panel(along, s))
		if i > 0 {
			scene.Alt += " "
		}
		scene.Alt += summary(s)
	}
	return scene
}

func panel(along string, s Series) figure.Scene {
	scene := figure.Scene{Width: panelWidth, Height: panelHeight}
	scene.Add(figure.Text{At: figure.Point{X: 12, Y: 16}, S: s.Name + ", " + s.Unit, Bold: true, Tone: figure.Ink})
	right, bottom := panelWidth-plotRight, panelHeight-plotBottom
	if len(s.X) == 0 {
		return scene
	}
	top, step := nice(slices.Max(s.Y))
	last := max(s.X[len(s.X)-1], 1)
	place := func(x, y float64) figure.Point {
		return figure.Point{X: plotLeft + x/last*(right-plotLeft), Y: bottom - max(y, 0)/top*(bottom-plotTop)}
	}
	for v := 0.0; v <= top*1.001; v += step {
		y := place(0, v).Y
		scene.Add(figure.Line{From: figure.Point{X: plotLeft, Y: y}, To: figure.Point{X: right, Y: y}, Tone: figure.Hairline, Width: 1},
			figure.Text{At: figure.Point{X: plotLeft - 6, Y: y}, S: Short(v), Size: 10, Tone: figure.Muted, Anchor: figure.End})
	}
	scene.Add(figure.Text{At: figure.Point{X: plotLeft, Y: bottom + 14}, S: "0", Size: 10, Tone: figure.Muted, Anchor: figure.Middle},
		figure.Text{At: figure.Point{X: right, Y: bottom + 14}, S: Short(last) + " " + along, Size: 10, Tone: figure.Muted, Anchor: figure.End})
	for i := 1; i < len(s.X); i++ {
		scene.Add(figure.Line{From: place(s.X[i-1], s.Y[i-1]), To: place(s.X[i], s.Y[i]), Tone: figure.Accent, Width: 1.6})
	}
	if g, ok := s.SecondHalf(); ok {
		from, to := (s.X[0]+last)/2, last
		scene.Add(figure.Line{From: place(from, g.Level-g.By/2), To: place(to, g.Level+g.By/2), Tone: figure.RedFill, Width: 1.2, Dash: 5},
			figure.Text{At: figure.Point{X: right, Y: 16}, S: change(g), Size: 10, Tone: figure.Muted, Anchor: figure.End})
	}
	return scene
}

// change says how much a measure has grown in the second half of the run.
func change(g Growth) string { return fmt.Sprintf("%+.2g (%+.2g to %+.2g)", g.By, g.Low, g.High) }

func summary(s Series) string {
	g, ok := s.SecondHalf()
	if !ok {
		return s.Name + "."
	}
	return fmt.Sprintf("%s: %s %s, in the second half of the run %s.", s.Name, Short(g.Level), s.Unit, change(g))
}

// nice is the top of an axis that reaches a value, and the step between its marks.
func nice(most float64) (top, step float64) {
	if most <= 0 {
		return 1, 1
	}
	step = math.Pow(10, math.Floor(math.Log10(most)))
	for _, part := range []float64{5, 2} {
		if most/step < 2 {
			step /= part
		}
	}
	return math.Ceil(most/step) * step, step
}
