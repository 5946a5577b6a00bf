package html

import (
	"fmt"
	"strings"

	"claimgrade/ui/report/block"
)

// anchors are the places of a document that links may point to, and which of them were written already.
type anchors struct {
	known map[string]bool // by the id the report gave
	used  map[string]bool
}

func anchorsOf(blocks []block.Block) anchors {
	a := anchors{known: map[string]bool{}, used: map[string]bool{}}
	a.collect(blocks)
	return a
}

func (a anchors) collect(blocks []block.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case block.Heading:
			a.known[b.ID] = true
		case block.Paragraph:
			a.known[b.ID] = true
		case block.List:
			for _, it := range b.Items {
				a.known[it.ID] = true
			}
		case block.Table:
			for _, r := range b.Rows {
				a.known[r.ID] = true
			}
		case block.Band:
			a.collect(b.Blocks)
		case block.Slide:
			a.collect(b.Blocks)
		case block.Beside:
			for _, column := range b {
				a.collect(column)
			}
		}
	}
}

// id is the attribute of a place that has one: an id may stand in a file only once, and in a fragment it would be taken for
// one of the page it is pasted into.
func (w *writer) id(given string) string {
	if given == "" || w.fragment || w.anchors.used[given] {
		return ""
	}
	w.anchors.used[given] = true
	return place(given)
}

// place is an id in letters that every browser and style sheet takes. All of them begin alike, and not as our own ids do.
func place(given string) string {
	var out strings.Builder
	out.WriteString("at-")
	for _, b := range []byte(given) {
		if b == '-' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' {
			out.WriteByte(b)
		} else {
			fmt.Fprintf(&out, "_%02x", b)
		}
	}
	return out.String()
}

// target is what a link becomes: a place in this document, an address on the web, or nothing, where only the words stay.
func (w *writer) target(link string) string {
	if id := block.Place(link); id != "" && w.anchors.known[id] && !w.fragment {
		return "#" + place(id)
	}
	return block.Web(link)
}
