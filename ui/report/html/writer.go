package html

import (
	"bytes"
	"context"
	stdhtml "html"
	"strings"

	"golang.org/x/text/unicode/bidi"

	"claimgrade/ui/report/block"
)

// writer writes elements one after the other.
type writer struct {
	ctx      context.Context
	out      bytes.Buffer
	fragment bool // styles stand in the elements, and nothing is hidden
	slides   bool
	anchors  anchors
	level    int // of the last heading
	base     int // what the level of a heading within the blocks is counted from
	tables   int // so far
}

func newWriter(ctx context.Context, doc block.Document) *writer {
	return &writer{ctx: ctx, anchors: anchorsOf(doc.Blocks), slides: doc.Form == block.Slides, level: 1, base: 1}
}

func (w *writer) raw(s string) { w.out.WriteString(s) }

// open begins an element. Attributes are names, which are ours, and values, which may be anything; a value "" leaves the
// attribute out. In a fragment a class becomes the style that stands for it.
func (w *writer) open(tag, class string, attributes ...string) {
	w.raw("<" + tag)
	if w.fragment {
		if style := inlineStyle(tag, class); style != "" {
			w.raw(` style="` + style + `"`)
		}
	} else if class != "" {
		w.raw(` class="` + class + `"`)
	}
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			w.raw(" " + attributes[i] + `="` + stdhtml.EscapeString(block.Clean(attributes[i+1])) + `"`)
		}
	}
	w.raw(">")
}

func (w *writer) close(tag string) { w.raw("</" + tag + ">") }

// element is a whole element that holds text, on a line of its own.
func (w *writer) element(tag, class, text string, attributes ...string) {
	w.open(tag, class, attributes...)
	w.text(text)
	w.close(tag)
	w.raw("\n")
}

// text writes text as text. Lines in it stay lines, except in the title, which has no elements; words of scripts that run
// from right to left are kept from turning their neighbours.
func (w *writer) text(s string) {
	escaped := stdhtml.EscapeString(block.Clean(s))
	if strings.Contains(escaped, "\n") {
		escaped = strings.ReplaceAll(escaped, "\n", "<br>")
	}
	if runsLeft(s) {
		escaped = "<bdi>" + escaped + "</bdi>"
	}
	w.raw(escaped)
}

func runsLeft(s string) bool {
	for _, r := range s {
		if r < 0x590 {
			continue
		}
		p, _ := bidi.LookupRune(r)
		if c := p.Class(); c == bidi.R || c == bidi.AL {
			return true
		}
	}
	return false
}

func oneLine(s string) string { return strings.Join(strings.Fields(block.Clean(s)), " ") }
