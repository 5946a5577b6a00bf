package report

import (
	"context"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/figure"
	"claimgrade/ui/figure/onpaper"
	"claimgrade/ui/pictures"
	"claimgrade/ui/report/pdf"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// FigureKind names a figure of a claim: one of the kinds below or, for what a domain looks like in one linked result, the
// domain and the uid of the link with a slash between them.
type FigureKind string

// The figures of a claim as a whole.
const (
	ForestPlot      FigureKind = "forest"
	TrafficLight    FigureKind = "traffic-light"
	Summary         FigureKind = "summary"
	EffectDirection FigureKind = "effect-direction"
	HarvestPlot     FigureKind = "harvest"
)

// FigureOffer is a figure that can be made of a claim, and what it is called.
type FigureOffer struct {
	Kind FigureKind
	Name string
}

// FigureFormats are the formats of figures, in the order in which they are offered.
var FigureFormats = []string{"svg", "pdf", "png"}

// figureDPI is how sharp figures of pixels are: what journals ask for.
const figureDPI = 300

// Widths of figures that stand by themselves, in units of 96 to the inch: two columns of a journal, one and a half, one.
const wideFigure, middleFigure, narrowFigure = 690.0, 530.0, 400.0

// Figures lists the figures that the first claim of a request has.
func Figures(ctx context.Context, lib *db.Library, r Request) ([]FigureOffer, error) {
	s, err := arranged(ctx, lib, r, nil)
	if err != nil {
		return nil, err
	}
	return figuresOf(s.Claims[0]), nil
}

// figuresOf lists the figures of a claim: of the whole first, then of its trials.
func figuresOf(c Claim) (out []FigureOffer) {
	add := func(k FigureKind, name string) {
		if _, ok := build(c, k); ok {
			out = append(out, FigureOffer{k, name})
		}
	}
	add(ForestPlot, tr.T("Forest plot"))
	add(TrafficLight, tr.T("Traffic-light plot"))
	add(Summary, tr.T("Judgements by domain"))
	add(EffectDirection, tr.T("Effect-direction plot"))
	add(HarvestPlot, tr.T("Harvest plot"))
	names := pictures.Names(c.Rows)
	for i, r := range c.Rows {
		for _, d := range appraisal.Domains {
			add(FigureKind(string(d)+"/"+r.Linked.Link.UID), words.Domain(d)+": "+names[i])
		}
	}
	return out
}

// build is how a figure of a claim is drawn, and false where the claim has no such figure.
func build(c Claim, k FigureKind) (figure.Build, bool) {
	switch k {
	case ForestPlot:
		f, ok := pictures.Forest(c.Claim, c.Assessment)
		return f.Build, ok
	case TrafficLight:
		l, ok := pictures.Lights(c.Assessment)
		return l.Build, ok
	case Summary:
		s, ok := pictures.Shares(c.Assessment)
		return s.Build, ok
	case EffectDirection, HarvestPlot:
		d, ok := pictures.Directions(c.Claim, c.Assessment)
		if k == HarvestPlot {
			return figure.Harvest(d), ok
		}
		return figure.EffectDirection(d), ok
	}
	domain, link, _ := strings.Cut(string(k), "/")
	for _, r := range c.Rows {
		if r.Linked.Link.UID == link && slices.Contains(appraisal.Domains[:], appraisal.Domain(domain)) {
			b := pictures.Domain(c.Claim, r, appraisal.Domain(domain))
			return b, b != nil
		}
	}
	return nil, false
}

// draw is a figure of a claim for a width.
func draw(c Claim, k FigureKind, width float64) (figure.Scene, bool) {
	b, ok := build(c, k)
	if !ok {
		return figure.Scene{}, false
	}
	return b(onpaper.Env(width)), true
}

// forest, trafficLight and summary are the figures that contents show; false where a claim has none.
func (s *Source) forest(c Claim, width float64) (figure.Scene, bool) {
	return draw(c, ForestPlot, width)
}

func (s *Source) trafficLight(c Claim, width float64) (figure.Scene, bool) {
	return draw(c, TrafficLight, width)
}

func (s *Source) summary(c Claim, width float64) (figure.Scene, bool) { return draw(c, Summary, width) }

// Figure makes a figure of the first claim of a request as a file: svg, pdf or png.
func Figure(ctx context.Context, lib *db.Library, r Request, k FigureKind, format string) (Output, error) {
	s, err := arranged(ctx, lib, r, nil)
	if err != nil {
		return Output{}, err
	}
	c := s.Claims[0]
	offers := figuresOf(c)
	at := slices.IndexFunc(offers, func(o FigureOffer) bool { return o.Kind == k })
	if at < 0 {
		return Output{}, appraisal.Invalidf("figure", "%s", tr.T("The claim has no figure “%s”. It has: %s.", string(k), kindsOf(offers)))
	}
	scene, _ := draw(c, k, widthOf(k))
	title := ""
	if strings.Contains(string(k), "/") {
		title = offers[at].Name // which trial it is about is nowhere else in the picture
	}
	scene = mounted(scene, title)
	out := Output{Name: plainName(c.Claim.Label) + "-" + plainName(offers[at].Name) + "." + format}
	switch format {
	case "svg":
		out.Data = onpaper.SVG(scene)
	case "png":
		out.Data, err = onpaper.PNG(scene, figureDPI)
	case "pdf":
		out.Data, err = pdf.Figure(ctx, scene)
	default:
		err = appraisal.Invalidf("format", "%s", tr.T("Figures are not written as “%s”. Choose one of: %s.", format, strings.Join(FigureFormats, ", ")))
	}
	if err != nil {
		return Output{}, err
	}
	return out, nil
}

// mounted puts a margin around a figure that stands by itself, and a title above it if it is to have one.
func mounted(s figure.Scene, title string) figure.Scene {
	const margin, line = 10, 22
	out := figure.Scene{Width: s.Width + 2*margin, Height: s.Height + 2*margin, Alt: s.Alt}
	top := float64(margin)
	if title != "" {
		out.Add(figure.Title(onpaper.Env(s.Width), title, figure.Point{X: margin, Y: margin + line/2 - 3}))
		out.Alt = title + ". " + s.Alt
		out.Height += line
		top += line
	}
	out.Place(margin, top, s)
	return out
}

// widthOf is how wide a figure is that stands by itself.
func widthOf(k FigureKind) float64 {
	switch k {
	case ForestPlot, EffectDirection:
		return wideFigure
	case TrafficLight, Summary, HarvestPlot:
		return middleFigure
	}
	return narrowFigure
}

func kindsOf(offers []FigureOffer) string {
	if len(offers) == 0 {
		return tr.T("none")
	}
	kinds := make([]string, len(offers))
	for i, o := range offers {
		kinds[i] = string(o.Kind)
	}
	return strings.Join(kinds, ", ")
}
