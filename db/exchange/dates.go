package exchange

import "strings"

// The years a publication can have.
const (
	firstYear = 1500
	lastYear  = 2100
)

// ParseYear is the first plausible year in s: four digits that stand alone or begin a date written without marks
// (20160512, 201605). Without one it is nil.
func ParseYear(s string) *int {
	for i := 0; i < len(s); {
		if !isDigit(s[i]) {
			i++
			continue
		}
		end := i
		for end < len(s) && isDigit(s[end]) {
			end++
		}
		if y := yearOf(s[i:end]); y != 0 {
			return &y
		}
		i = end
	}
	return nil
}

// yearOf is the year of a run of digits, 0 if it is none.
func yearOf(digits string) int {
	two := func(i int) int { return int(digits[i]-'0')*10 + int(digits[i+1]-'0') }
	switch len(digits) {
	case 8:
		if day := two(6); day > 31 {
			return 0
		}
		fallthrough
	case 6:
		if month := two(4); month > 12 {
			return 0
		}
		fallthrough
	case 4:
		if y := two(0)*100 + two(2); y >= firstYear && y <= lastYear {
			return y
		}
	}
	return 0
}

// PageRange is first-last with a hyphen. Either may be missing, and first may hold the range.
func PageRange(first, last string) Text {
	from, to := pages(first), pages(last)
	switch {
	case from == "" || from == to:
		return Text(to)
	case to == "" || strings.HasSuffix(from, "-"+to):
		return Text(from)
	case strings.HasPrefix(to, from+"-"):
		return Text(to)
	case strings.Contains(from, "-") && strings.Count(from, "-") > strings.Count(to, "-"):
		return Text(from)
	}
	return Text(from + "-" + to)
}

var dashes = strings.NewReplacer("‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-")

// pages has hyphens for all dashes and no words in front.
func pages(s string) string {
	s = dashes.Replace(string(Plain(s)))
	for _, word := range []string{"pages", "page", "pp.", "pp", "pgs.", "p."} {
		rest, ok := cutPrefixFold(s, word)
		if ok && rest != "" && !isLetter(rest[0]) {
			s = strings.TrimSpace(rest)
			break
		}
	}
	switch strings.ToLower(s) {
	case "n/a", "na", "n.pag", "n.pag-n.pag", "no pagination", "null", "none", "-":
		return ""
	}
	parts := strings.Split(s, "-")
	kept := parts[:0]
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "-")
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
