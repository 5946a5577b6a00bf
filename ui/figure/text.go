package figure

import (
	"sort"
	"strings"
)

// longestLine is how many characters can stand on one line of any picture. More are not even measured: a name may be as
// long as a field of the library.
const longestLine = 400

// fitted cuts words to a width.
func fitted(env Env, s string, size, width float64) string {
	return fittedIn(env, s, size, width, false)
}

// fittedBold cuts bold words to a width.
func fittedBold(env Env, s string, size, width float64) string {
	return fittedIn(env, s, size, width, true)
}

func fittedIn(env Env, s string, size, width float64, bold bool) string {
	r := []rune(s)
	if len(r) <= longestLine && env.Measure(s, size, bold) <= width {
		return s
	}
	r = r[:min(len(r), longestLine)]
	tooLong := sort.Search(len(r), func(n int) bool { return env.Measure(string(r[:n+1])+"…", size, bold) > width })
	return string(r[:max(tooLong, min(1, len(r)))]) + "…"
}

// Title is a bold line of words from a place on, cut to the width there is.
func Title(env Env, words string, at Point) Text {
	const size = 12
	return Text{At: at, S: fittedBold(env, words, size, env.Width), Size: size, Bold: true, Tone: Ink}
}

// widestOf is the width that the longest of some texts would have on a line.
func widestOf(env Env, size float64, bold bool, texts ...string) float64 {
	most := 0.0
	for _, t := range texts {
		if r := []rune(t); len(r) > longestLine {
			t = string(r[:longestLine])
		}
		most = max(most, env.Measure(t, size, bold))
	}
	return most
}

// wrapped breaks words into lines of a width; a word that is too long by itself is cut.
func wrapped(env Env, s string, size, width float64) (lines []string) {
	line := ""
	for _, w := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + w)
		if line != "" && (len(longer) > 4*longestLine || env.Measure(longer, size, false) > width) {
			lines, line = append(lines, fitted(env, line, size, width)), w
			continue
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, fitted(env, line, size, width))
	}
	return lines
}

// mostNoteLines are written below a picture of one note; its words are whole in what the picture says.
const mostNoteLines = 6

// addNote writes small words below a picture.
func (s *Scene) addNote(env Env, words string, x float64) {
	const size, line = 10, 15
	lines := wrapped(env, words, size, env.Width-x)
	if len(lines) > mostNoteLines {
		lines = append(lines[:mostNoteLines-1], fitted(env, lines[mostNoteLines-1]+" …", size, env.Width-x))
	}
	for _, l := range lines {
		s.Add(Text{At: Point{x, s.Height + 8}, S: l, Size: size, Tone: Muted})
		s.Height += line
	}
}

// sentences puts a full stop after each part that says anything and has none.
func sentences(parts []string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		if !strings.HasSuffix(p, ".") {
			p += "."
		}
		out = append(out, p)
	}
	return strings.Join(out, " ")
}
