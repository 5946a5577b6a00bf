// Package figure holds pictures as scenes: lines, boxes, circles, four-sided shapes and words in abstract units, so that
// one description is drawn on screen and in print. It must not know Fyne, nor what the pictures are about.
package figure

// Tone names a colour by its purpose. Screen and print each have their own value for it.
type Tone string

// The tones. Fills and inks of one colour belong together: an Ink reads on its Soft and on white.
const (
	None       Tone = ""
	Ink        Tone = "ink"
	Muted      Tone = "muted"
	Axis       Tone = "axis"
	Hairline   Tone = "hairline"
	Card       Tone = "card" // the ground of pictures
	Well       Tone = "well"
	Accent     Tone = "accent"
	AccentSoft Tone = "accent-soft"
	OnAccent   Tone = "on-accent"
	Band       Tone = "band" // a zone, such as random guessing
	Mark       Tone = "mark" // a highlighter

	GreyFill  Tone = "grey-fill"
	GreySoft  Tone = "grey-soft"
	GreyInk   Tone = "grey-ink"
	GreyOn    Tone = "grey-on"
	BlueFill  Tone = "blue-fill"
	BlueSoft  Tone = "blue-soft"
	BlueInk   Tone = "blue-ink"
	BlueOn    Tone = "blue-on"
	GreenFill Tone = "green-fill"
	GreenSoft Tone = "green-soft"
	GreenInk  Tone = "green-ink"
	GreenOn   Tone = "green-on"
	AmberFill Tone = "amber-fill"
	AmberSoft Tone = "amber-soft"
	AmberInk  Tone = "amber-ink"
	AmberOn   Tone = "amber-on"
	RedFill   Tone = "red-fill"
	RedSoft   Tone = "red-soft"
	RedInk    Tone = "red-ink"
	RedOn     Tone = "red-on"

	// Rims of what has the fill: a fill alone may be lost on its ground, as yellow is on white.
	GreyEdge  Tone = "grey-edge"
	BlueEdge  Tone = "blue-edge"
	GreenEdge Tone = "green-edge"
	AmberEdge Tone = "amber-edge"
	RedEdge   Tone = "red-edge"
)

// Tones lists every tone that draws something.
func Tones() []Tone {
	return []Tone{Ink, Muted, Axis, Hairline, Card, Well, Accent, AccentSoft, OnAccent, Band, Mark,
		GreyFill, GreySoft, GreyInk, GreyOn, BlueFill, BlueSoft, BlueInk, BlueOn, GreenFill, GreenSoft, GreenInk, GreenOn,
		AmberFill, AmberSoft, AmberInk, AmberOn, RedFill, RedSoft, RedInk, RedOn,
		GreyEdge, BlueEdge, GreenEdge, AmberEdge, RedEdge}
}

// Scene is a picture. One unit is one pixel on screen at normal size; the origin is at the top left.
type Scene struct {
	Width, Height float64
	Items         []Item // drawn in this order
	Spots         []Spot // the marks that have a note, in the order in which a reader walks them
	Alt           string // what the picture says, in words, for print and for those who cannot see it
}

// Item is something drawn: Line, Rect, Poly4, Circle or Text.
type Item interface{ item() }

// Point is a place in a scene.
type Point struct{ X, Y float64 }

// Line is a straight stroke.
type Line struct {
	From, To Point
	Tone     Tone
	Width    float64
	Dash     float64 // length of dashes and gaps; 0 draws it solid
}

// Rect is a box, filled, outlined or both.
type Rect struct {
	X, Y, W, H   float64
	Fill, Stroke Tone
	Radius       float64 // of the corners
}

// Poly4 is a filled convex shape of four corners, in order around it. Two equal corners make a triangle.
type Poly4 struct {
	P    [4]Point
	Fill Tone
}

// Circle is a disc, filled, outlined or both.
type Circle struct {
	Center       Point
	R            float64
	Fill, Stroke Tone
	Width        float64 // of the outline; 0 means 1
}

// Anchor says which end of a text its place belongs to.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is one line of words. At is the start, middle or end of the line, at half the height of its letters.
type Text struct {
	At     Point
	S      string
	Size   float64 // 0 means 12
	Bold   bool
	Italic bool
	Tone   Tone
	Anchor Anchor
}

func (Line) item()   {}
func (Rect) item()   {}
func (Poly4) item()  {}
func (Circle) item() {}
func (Text) item()   {}

// Diamond is the shape that a forest plot gives to a pooled result: from lo to hi, highest at its centre.
func Diamond(lo, center, hi, y, halfHeight float64, fill Tone) Poly4 {
	return Poly4{P: [4]Point{{lo, y}, {center, y - halfHeight}, {hi, y}, {center, y + halfHeight}}, Fill: fill}
}

// Triangle is a three-cornered shape.
func Triangle(a, b, c Point, fill Tone) Poly4 { return Poly4{P: [4]Point{a, b, c, c}, Fill: fill} }

// Add puts items on top of the scene.
func (s *Scene) Add(items ...Item) { s.Items = append(s.Items, items...) }

// Env is what a picture may ask of the place where it is drawn.
type Env struct {
	Width float64 // the width there is
	// Measure returns the width of a line of words.
	Measure func(s string, size float64, bold bool) float64
}

// Build makes a scene for a place. Pictures that use the width there is are written as such functions.
type Build func(Env) Scene

// Place puts a scene into another one with its origin at x, y.
func (s *Scene) Place(x, y float64, part Scene) {
	for _, it := range part.Items {
		s.Items = append(s.Items, shifted(it, x, y))
	}
	for _, sp := range part.Spots {
		sp.X, sp.Y = sp.X+x, sp.Y+y
		s.Spots = append(s.Spots, sp)
	}
}

func shifted(it Item, x, y float64) Item {
	switch v := it.(type) {
	case Line:
		v.From, v.To = v.From.by(x, y), v.To.by(x, y)
		return v
	case Rect:
		v.X, v.Y = v.X+x, v.Y+y
		return v
	case Poly4:
		for i := range v.P {
			v.P[i] = v.P[i].by(x, y)
		}
		return v
	case Circle:
		v.Center = v.Center.by(x, y)
		return v
	case Text:
		v.At = v.At.by(x, y)
		return v
	}
	return it
}

func (p Point) by(x, y float64) Point { return Point{p.X + x, p.Y + y} }
