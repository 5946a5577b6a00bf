package appraisal

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Reports print counts with their percentage: "12 of 47 (26 %)", "12/47 (25.5%)", "25.5 % (12/47)". Where both stand side
// by side the one is computed from the other, and a mistake in either shows.
var (
	countThenPercent = regexp.MustCompile(`(?:^|[^\d.,/])(\d{1,5})\s*(?:/|of|out of)\s*(\d{1,5})\s*[(\[,]\s*(\d{1,3}(?:[.·]\d{1,2})?)\s*(?:%|per cent|percent)`)
	percentThenCount = regexp.MustCompile(`(?:^|[^\d.,–-])(\d{1,3}(?:[.·]\d{1,2})?)\s*%\s*[(\[]\s*(\d{1,5})\s*(?:/|of|out of)\s*(\d{1,5})\s*[)\],;]`)
)

// counted is a count, of how many, and the percentage printed beside them.
type counted struct{ part, whole, percent string }

func countsIn(text string) []counted {
	var found []counted
	for _, m := range countThenPercent.FindAllStringSubmatch(text, -1) {
		found = append(found, counted{m[1], m[2], m[3]})
	}
	for _, m := range percentThenCount.FindAllStringSubmatch(text, -1) {
		found = append(found, counted{m[2], m[3], m[1]})
	}
	return found
}

// fits reports whether the percentage is the count's, rounded or cut off at its last figure.
func (c counted) fits() (right string, ok bool) {
	p := strings.Replace(c.percent, "·", ".", 1)
	part, _ := strconv.ParseFloat(c.part, 64)
	whole, _ := strconv.ParseFloat(c.whole, 64)
	percent, err := strconv.ParseFloat(p, 64)
	if err != nil || whole == 0 || part > whole { // a ratio of something else, such as 20/10 mg
		return "", true
	}
	decimals := 0
	if at := strings.IndexByte(p, '.'); at >= 0 {
		decimals = len(p) - at - 1
	}
	unit := math.Pow(10, -float64(decimals))
	true100 := 100 * part / whole
	off := true100 - percent
	return strconv.FormatFloat(true100, 'f', max(decimals, 1), 64), off > -unit/2-1e-9 && off < unit-1e-9
}

// percentages tells of texts that print a count with a percentage that is not its own.
func (w *finder) percentages(fs Facts, scope Scope) {
	for _, f := range Fields {
		if f.Scope != scope || f.Kind != LongText && f.Kind != TextValue {
			continue
		}
		for _, c := range countsIn(fs.Text(f.Key)) {
			if right, ok := c.fits(); !ok {
				w.say(f.Label+": "+c.part+" of "+c.whole+" is "+right+" %, not "+c.percent+" %.", f.Key)
			}
		}
	}
}
