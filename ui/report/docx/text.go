package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/onpaper"
	"claimgrade/ui/report/block"
)

// escape makes any text part of an XML file: text and attributes alike.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(block.Clean(s))) // a Builder does not fail; what XML cannot hold becomes U+FFFD
	return b.String()
}

// text is the inside of a run: its lines and tabs as Word has them.
func text(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(block.Clean(s), "\n") {
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		for k, stretch := range strings.Split(line, "\t") {
			if k > 0 {
				b.WriteString(`<w:tab/>`)
			}
			if stretch != "" {
				b.WriteString(`<w:t xml:space="preserve">` + escape(stretch) + `</w:t>`)
			}
		}
	}
	return b.String()
}

// color is the print colour of a tone as Word writes it.
func color(tone string) string {
	c := onpaper.Color(figure.Tone(tone))
	const digits = "0123456789ABCDEF"
	out := make([]byte, 0, 6)
	for _, v := range []uint8{c.R, c.G, c.B} {
		out = append(out, digits[v>>4], digits[v&15])
	}
	return string(out)
}

// toned is a tone of a name, which is grey if it is none.
func toned(name, part string) string {
	switch name {
	case "blue", "green", "amber", "red":
		return color(name + "-" + part)
	}
	return color("grey-" + part)
}

// runs are the insides of a paragraph. In a cell of a table a sign that stands alone has its word below it.
func (w *writer) runs(all []block.Run, bold, cell bool) string {
	var b strings.Builder
	for i, r := range all {
		inner := ""
		if r.Sign != nil {
			alone := r.Text == "" && len(all) == 1
			inner = sign(*r.Sign, alone, cell)
			if !alone && r.Text != "" {
				inner += `<w:r><w:t xml:space="preserve"> </w:t></w:r>`
			}
			if r.Text == "" && !alone && i < len(all)-1 {
				inner += `<w:r><w:t xml:space="preserve"> </w:t></w:r>`
			}
		}
		if r.Text != "" {
			inner += `<w:r>` + properties(r, bold) + text(r.Text) + `</w:r>`
			if r.Basis == block.Unbased {
				inner += `<w:r><w:rPr><w:color w:val="` + color("muted") + `"/><w:sz w:val="14"/></w:rPr>` + text(" ["+block.UnbasedWords()+"]") + `</w:r>`
			}
		}
		b.WriteString(w.linked(r.Link, inner))
	}
	return b.String()
}

// properties are those of a run. The order of the elements is the one that the format demands.
func properties(r block.Run, bold bool) string {
	var b strings.Builder
	if r.Link != "" && (r.Basis != block.Based || r.Raised) { // else the whole letter would have the colour of links
		b.WriteString(`<w:rStyle w:val="Hyperlink"/>`)
	}
	if r.Bold || bold {
		b.WriteString(`<w:b/>`)
	}
	if r.Italic || r.Quote {
		b.WriteString(`<w:i/>`)
	}
	switch {
	case r.Basis == block.Unbased:
		b.WriteString(`<w:u w:val="dotted"/>`)
	case r.Link != "" && (r.Raised || r.Basis == block.Based):
		b.WriteString(`<w:u w:val="none"/>`) // a whole sentence underlined is hard to read, and so is a small number
	}
	if r.Raised {
		b.WriteString(`<w:vertAlign w:val="superscript"/>`)
	}
	if b.Len() == 0 {
		return ""
	}
	return `<w:rPr>` + b.String() + `</w:rPr>`
}

// linked puts runs into a link, where it leads somewhere.
func (w *writer) linked(link, inner string) string {
	if link == "" || inner == "" {
		return inner
	}
	if id, ok := strings.CutPrefix(link, "#"); ok {
		return `<w:hyperlink w:anchor="` + w.mark(id) + `">` + inner + `</w:hyperlink>`
	}
	if relation := w.web(link); relation != "" {
		return `<w:hyperlink r:id="` + relation + `">` + inner + `</w:hyperlink>`
	}
	return inner
}

// signWord is the size of the word below a sign, in half points.
const signWord = 13

// sign is a symbol in its colour: filled when it is a judgement, framed when nobody has judged yet. Its word stands beside
// it or, in a cell, below it, since Word has no words for screen readers alone.
func sign(s block.Sign, alone, cell bool) string {
	ink, ground := toned(s.Tone, "ink"), ""
	switch {
	case s.Disc && s.Hollow:
		ground = `<w:bdr w:val="single" w:sz="6" w:space="0" w:color="` + toned(s.Tone, "edge") + `"/>`
	case s.Disc:
		ink = toned(s.Tone, "on")
		ground = `<w:shd w:val="clear" w:color="auto" w:fill="` + toned(s.Tone, "fill") + `"/>`
	}
	symbol := escape(s.Symbol)
	if s.Disc {
		symbol = "\u00a0" + symbol + "\u00a0"
	}
	out := `<w:r><w:rPr><w:b/><w:color w:val="` + ink + `"/>` + ground + `</w:rPr><w:t xml:space="preserve">` + symbol + `</w:t></w:r>`
	if s.Overruled {
		out += `<w:r><w:rPr><w:b/></w:rPr><w:t>↯</w:t></w:r>`
	}
	if !alone || s.Word == "" {
		return out
	}
	if cell {
		return out + `<w:r><w:rPr><w:sz w:val="` + strconv.Itoa(signWord) + `"/></w:rPr><w:br/>` + text(s.Words()) + `</w:r>`
	}
	return out + `<w:r>` + text(" "+s.Words()) + `</w:r>`
}

// bookmarked gives the insides of a paragraph their place.
func (w *writer) bookmarked(id, inner string) string {
	if id == "" || w.placed[id] {
		return inner
	}
	w.placed[id] = true
	n := strconv.Itoa(len(w.placed))
	return `<w:bookmarkStart w:id="` + n + `" w:name="` + w.mark(id) + `"/>` + inner + `<w:bookmarkEnd w:id="` + n + `"/>`
}
