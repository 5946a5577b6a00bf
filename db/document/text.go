package document

import (
	"strings"

	"claimgrade/db/exchange"
)

// extractText reads plain text: paragraphs are parted by blank lines.
func extractText(data []byte) (Content, error) {
	text, warned, no := exchange.Decode("The file", data)
	if no != "" {
		return Content{}, refuse("%s", no)
	}
	w := paragraphsOf(text)
	c, err := w.content("", "The file")
	for _, x := range warned {
		c.Warnings = append(c.Warnings, x.Message)
	}
	return c, err
}

// FromText makes the content of a text that was pasted.
func FromText(text string) (Content, error) {
	w := paragraphsOf(text)
	c, err := w.content("", "What was pasted")
	c.Kind = KindText
	return c, err
}

// paragraphsOf parts a text into its paragraphs. Where no line is blank, long lines are paragraphs: so do programs write
// that do not break lines.
func paragraphsOf(text string) *writer {
	text = printable(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n\n").Replace(text))
	lines := strings.Split(text, "\n")
	blank, filled, long := 0, 0, 0
	for _, line := range lines {
		switch {
		case strings.TrimSpace(line) == "":
			blank++
		case len(line) > 160:
			long++
			filled++
		default:
			filled++
		}
	}
	w := &writer{}
	if blank <= 1 && long*3 > filled {
		for _, line := range lines {
			w.paragraph(line)
		}
		return w
	}
	var block []string
	for _, line := range append(lines, "") {
		if strings.TrimSpace(line) != "" {
			block = append(block, line)
			continue
		}
		w.paragraph(strings.Join(block, "\n"))
		block = block[:0]
	}
	return w
}
