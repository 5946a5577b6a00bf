package html

import (
	"slices"
	"strconv"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/onpaper"
	"claimgrade/ui/report/block"
)

// figure writes a picture as wide as it may be, with what it says for those who cannot see it. In a fragment, which can
// hold no picture, those words stand in its place.
func (w *writer) figure(f block.Figure) error {
	if w.fragment {
		w.open("p", "small")
		if f.Caption != "" {
			w.open("strong", "")
			w.text(f.Caption)
			w.close("strong")
			w.raw(" ")
		}
		w.text(f.Scene.Alt)
		w.close("p")
		w.raw("\n")
		return nil
	}
	if oneLine(f.Scene.Alt) == "" { // a picture without words is nothing to those who cannot see it
		f.Scene.Alt = f.Caption
	}
	width := strconv.FormatFloat(f.Scene.Width, 'f', 0, 64) + "px"
	switch {
	case w.slides:
		width = "100%" // to be seen across a room
	case f.Share > 0:
		width = strconv.FormatFloat(min(f.Share, 1)*100, 'f', 1, 64) + "%"
	}
	w.raw(`<figure style="width:` + width + `">` + "\n")
	w.out.Write(onpaper.SVG(clean(f.Scene)))
	if f.Caption != "" {
		w.element("figcaption", "", f.Caption)
	}
	w.close("figure")
	w.raw("\n")
	return nil
}

// clean is a scene whose texts went the way of all texts.
func clean(s figure.Scene) figure.Scene {
	s.Alt = block.Clean(s.Alt)
	s.Items = slices.Clone(s.Items)
	for i, it := range s.Items {
		if t, ok := it.(figure.Text); ok {
			t.S = oneLine(t.S) // a text of a scene is one line
			s.Items[i] = t
		}
	}
	return s
}
