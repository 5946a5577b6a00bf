package markdown

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// columns is how wide plain text is: mail programs break what is wider.
const columns = 72

// Plain makes plain text of a document: headings underlined, tables in columns where there is room, addresses in brackets.
// It ends in one line end.
func Plain(ctx context.Context, doc block.Document) ([]byte, error) {
	w := &plainWriter{ctx: ctx, width: columns}
	w.underlined(doc.Title, "=")
	if err := w.blocks(doc.Blocks); err != nil {
		return nil, fmt.Errorf("writing %q as plain text: %w", block.Clean(doc.Title), err)
	}
	if strings.TrimSpace(doc.Foot) != "" {
		w.add([]string{strings.Repeat("-", columns)})
		w.wrapped(doc.Foot)
	}
	return []byte(strings.Join(w.lines, "\n") + "\n"), nil
}

type plainWriter struct {
	ctx   context.Context
	width int
	lines []string
}

// add puts lines after an empty one.
func (w *plainWriter) add(lines []string) {
	if len(lines) == 0 {
		return
	}
	if len(w.lines) > 0 {
		w.lines = append(w.lines, "")
	}
	for _, line := range lines {
		w.lines = append(w.lines, strings.TrimRight(line, " "))
	}
}

func (w *plainWriter) wrapped(text string) {
	if strings.TrimSpace(text) != "" {
		w.add(wrap(text, w.width, "", ""))
	}
}

func (w *plainWriter) underlined(text, mark string) {
	lines := wrap(text, w.width, "", "")
	widest := 1
	for _, line := range lines {
		widest = max(widest, widthOf(line))
	}
	if len(lines) > 0 {
		w.add(append(lines, strings.Repeat(mark, widest)))
	}
}

func (w *plainWriter) blocks(blocks []block.Block) error {
	for _, b := range blocks {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := w.block(b); err != nil {
			return err
		}
	}
	return nil
}

func (w *plainWriter) block(b block.Block) error {
	switch b := b.(type) {
	case block.Heading:
		w.heading(b)
	case block.Paragraph:
		w.wrapped(plainRuns(b.Runs))
	case block.List:
		w.points(b)
	case block.Pairs:
		var lines []string
		for _, p := range b {
			lines = append(lines, wrap(p.Label+": "+plainRuns(p.Runs), w.width, "", "  ")...)
		}
		w.add(lines)
	case block.Table:
		w.table(b)
	case block.Figure:
		w.figure(b)
	case block.Band:
		return w.band(b)
	case block.Pages:
		w.add([]string{strings.Repeat("-", w.width)})
	case block.Lines:
		w.wrapped(b.Label)
		for range b.Count {
			w.add([]string{strings.Repeat("_", w.width)})
		}
	case block.Slide:
		return w.slide(b)
	case block.Beside:
		for _, column := range b {
			if err := w.blocks(column); err != nil {
				return err
			}
		}
	default:
		return block.Unknown(b)
	}
	return nil
}

// heading stands apart from what is before it by one more line.
func (w *plainWriter) heading(h block.Heading) {
	if len(w.lines) > 0 && h.Level <= 1 {
		w.lines = append(w.lines, "")
	}
	w.underlined(h.Text, []string{"-", "~", "."}[min(max(h.Level, 1), 3)-1])
}

func (w *plainWriter) points(l block.List) {
	var lines []string
	for i, it := range l.Items {
		first := "- "
		if l.Numbered {
			first = strconv.Itoa(l.After+i+1) + ". "
			first = strings.Repeat(" ", max(len(strconv.Itoa(l.After+len(l.Items)))+2-len(first), 0)) + first
		}
		lines = append(lines, wrap(plainRuns(it.Runs), w.width, first, strings.Repeat(" ", len(first)))...)
	}
	w.add(lines)
}

func (w *plainWriter) figure(f block.Figure) {
	text := tr.T("Figure")
	if f.Caption != "" {
		text += ": " + f.Caption
	}
	if f.Scene.Alt != "" {
		text += "\n" + f.Scene.Alt
	}
	w.add(wrap("["+text+"]", w.width, "", " "))
}

// narrowest is the least width of what stands within bands, however many there are around it.
const narrowest = 40

func (w *plainWriter) band(b block.Band) error {
	inner := &plainWriter{ctx: w.ctx, width: max(w.width-2, narrowest)}
	if err := inner.blocks(b.Blocks); err != nil {
		return err
	}
	for i, line := range inner.lines {
		inner.lines[i] = "| " + line
	}
	w.add(inner.lines)
	return nil
}

func (w *plainWriter) slide(s block.Slide) error {
	w.heading(block.Heading{Level: 1, Text: s.Title})
	if err := w.blocks(s.Blocks); err != nil {
		return err
	}
	if len(s.Notes) > 0 {
		w.wrapped(tr.T("Speaker's notes") + ": " + plainRuns(s.Notes))
	}
	return nil
}

// plainRuns are stretches of text as plain text has them: numbers of references and addresses in brackets.
func plainRuns(runs []block.Run) string {
	var out strings.Builder
	for i, r := range runs {
		text := r.Text
		if r.Raised && text != "" {
			text = bracketed(runs, i, strings.HasSuffix(out.String(), " "))
		}
		if r.Sign != nil {
			text = strings.TrimRight(signWords(*r.Sign, r.Text)+" "+strings.TrimLeft(text, " "), " ")
		}
		if web := block.Web(r.Link); web != "" && !says(text, web) {
			text += " <" + web + ">"
		}
		if r.Basis == block.Unbased {
			text += " [" + block.UnbasedWords() + "]"
		}
		out.WriteString(text)
	}
	return out.String()
}

// bracketed is a raised text, such as the number of a reference. Those that follow one another share their brackets.
func bracketed(runs []block.Run, i int, apart bool) string {
	text := runs[i].Text
	if i == 0 || !runs[i-1].Raised {
		text = "[" + text
		if i > 0 && !apart {
			text = " " + text
		}
	}
	if i+1 == len(runs) || !runs[i+1].Raised {
		text += "]"
	}
	return text
}

// says reports whether a text names an address already, itself or by its DOI.
func says(text, web string) bool {
	if strings.Contains(text, web) {
		return true
	}
	doi, found := strings.CutPrefix(web, "https://doi.org/")
	return found && doi != "" && strings.Contains(text, doi)
}

// plainCell are runs of a cell without addresses and brackets.
func plainCell(runs []block.Run) string {
	var out strings.Builder
	for _, r := range runs {
		if r.Sign != nil {
			out.WriteString(signWords(*r.Sign, r.Text) + " ")
		}
		out.WriteString(r.Text)
	}
	return out.String()
}
