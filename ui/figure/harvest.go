package figure

import (
	"math"
	"strconv"

	"claimgrade/ui/tr"
)

// Harvest draws the harvest plot of trials whose effects cannot be pooled: a bar a trial, standing on the side it points
// to, higher for more people, in the colour and with the sign of its overall judgement. The numbers below the bars are
// those of the list under the plot (Ogilvie 2008). Heights are the bands of EffectDirection. Trials of unknown
// direction are in the list only.
func Harvest(d Directions) Build {
	return func(env Env) Scene {
		sc := Scene{Width: env.Width}
		groups := [3][]int{}
		var unknown []int
		for i, t := range d.Trials {
			switch t.Direction {
			case PointsAgainst:
				groups[0] = append(groups[0], i)
			case PointsNeither, PointsBothWays:
				groups[1] = append(groups[1], i)
			case PointsFor:
				groups[2] = append(groups[2], i)
			default:
				unknown = append(unknown, i)
			}
		}
		sc.addBars(d, env, groups)
		sc.addList(d, env, append(append(append(append([]int{}, groups[0]...), groups[1]...), groups[2]...), unknown...))
		return sc
	}
}

// barHeight is the height of a bar by its class of size; bars of unknown size are the lowest, and hollow.
func barHeight(class int) float64 { return [...]float64{24, 36, 62, 88}[class] }

// addBars draws the three fields with their bars; where one row has no room for all bars of a field, all fields go on in
// rows below, because a bar too narrow for its sign would have its colour only.
func (s *Scene) addBars(d Directions, env Env, groups [3][]int) {
	const top, plot, foot, size, gap = 22.0, 98.0, 18.0, 11, 10
	const narrowest, widest = 16, 30
	names := [3]string{d.Against, d.neither(), d.For}
	if anyBothWays(d, groups[1]) {
		names[1] = tr.T("%s, or both ways", names[1])
	}
	most := max(len(groups[0]), len(groups[1]), len(groups[2]), 1)
	field := (env.Width - 2*gap) / 3
	step := clamp((field-8)/float64(most), narrowest, widest)
	perRow := max(int((field-8)/step), 1)
	rows := (most + perRow - 1) / perRow
	number := 0
	for side, g := range groups {
		x0 := float64(side) * (field + gap)
		head := fitted(env, names[side], size, field-env.Measure(" (99)", size, false)) + " (" + strconv.Itoa(len(g)) + ")"
		s.Add(Text{At: Point{x0 + field/2, s.Height + top/2}, S: head, Size: size, Tone: Muted, Anchor: Middle})
		for row := range rows {
			base := s.Height + top + float64(row)*(plot+foot) + plot
			s.Add(Rect{X: x0, Y: base - plot, W: field, H: plot, Fill: Well}, Line{From: Point{x0, base}, To: Point{x0 + field, base}, Tone: Axis, Width: 1})
			part := g[min(row*perRow, len(g)):min((row+1)*perRow, len(g))]
			left := x0 + (field-step*float64(len(part)))/2
			for k, i := range part {
				number++
				t := d.Trials[i]
				mid, h := left+(float64(k)+0.5)*step, barHeight(sizeClass(t.N))
				s.addBar(t, Rect{X: mid - step*0.4, Y: base - h, W: step * 0.8, H: h})
				s.Add(Text{At: Point{mid, base + foot/2}, S: strconv.Itoa(number), Size: size, Tone: Muted, Anchor: Middle})
				s.Note(Rect{X: mid - step/2, Y: base - h, W: step, H: h + foot}, d.words(t), t.From)
				s.Alt += d.words(t) + ". "
			}
		}
	}
	s.Height += top + float64(rows)*(plot+foot)
	s.addSizeKey(env, func(at Point, class int) {
		h := barHeight(class) / 5
		s.Add(Rect{X: at.X - 5, Y: at.Y + 9 - h, W: 10, H: h, Fill: GreySoft, Stroke: Axis})
	}, sizesOf(d.Trials))
}

func anyBothWays(d Directions, group []int) bool {
	for _, i := range group {
		if d.Trials[i].Direction == PointsBothWays {
			return true
		}
	}
	return false
}

// addBar draws a trial; one of unknown size is a hollow bar with the sign in ink.
func (s *Scene) addBar(t Directed, bar Rect) {
	fill, edge, on := t.Rating.colors()
	bar.Fill, bar.Stroke, bar.Radius = fill, edge, 2
	if sizeClass(t.N) == 0 {
		bar.Fill, on = Card, Ink
	}
	s.Add(bar)
	s.addSign(Point{bar.X + bar.W/2, bar.Y + 11}, t.Rating, on)
}

// addList names the trials by the numbers of their bars, in as many columns as fit; those of unknown direction have none.
func (s *Scene) addList(d Directions, env Env, order []int) {
	const line, size, gap = 17, 11, 14
	labels := make([]string, len(order))
	widest := 60.0
	for k, i := range order {
		t := d.Trials[i]
		labels[k] = strconv.Itoa(k+1) + "  " + t.Name
		if t.N > 0 {
			labels[k] += ", n " + strconv.Itoa(t.N)
		}
		if t.Direction == DirectionUnknown {
			labels[k] = "–  " + t.Name + " (" + tr.T("direction not reported") + ")"
			s.Alt += d.words(t) + ". "
		}
		widest = math.Max(widest, env.Measure(labels[k], size, false))
	}
	cols := int(clamp(math.Floor((env.Width+gap)/(widest+gap)), 1, 3))
	rows := (len(labels) + cols - 1) / cols
	colW := (env.Width - gap*float64(cols-1)) / float64(cols)
	for k, label := range labels {
		x, y := float64(k/max(rows, 1))*(colW+gap), s.Height+float64(k%max(rows, 1))*line+line/2+2
		s.Add(Text{At: Point{x, y}, S: fitted(env, label, size, colW), Size: size, Tone: Ink})
		if t := d.Trials[order[k]]; t.Direction == DirectionUnknown {
			s.Note(Rect{X: x, Y: y - line/2, W: colW, H: line}, d.words(t), t.From)
		}
	}
	s.Height += float64(rows)*line + 4
}
