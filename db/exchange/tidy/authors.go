package tidy

import (
	"regexp"
	"strings"
	"unicode"

	"claimgrade/db/exchange"
)

// scopusID is the number that Scopus puts behind a full name.
var scopusID = regexp.MustCompile(`\s*\([0-9]{6,}\)`)

// authorsOf reads a list of names: divided by semicolons, by "and", or by the commas that follow initials.
func authorsOf(cell string) []exchange.Author {
	cell = scopusID.ReplaceAllString(strings.TrimSpace(string(exchange.Plain(cell))), "")
	var authors []exchange.Author
	for _, part := range divide(cell) {
		for _, name := range atCommas(part) {
			if a, ok := exchange.ParseAuthor(name); ok {
				authors = append(authors, a)
			}
		}
	}
	return authors
}

var (
	isAnd  = regexp.MustCompile(`(?i),?\s+(?:and|&)\s+`)
	others = regexp.MustCompile(`(?i)[,;]?\s+(?:and others|et\.? al\.?)\s*$`)
)

func divide(cell string) []string {
	cell = others.ReplaceAllString(cell, "")
	if strings.Contains(cell, ";") {
		return strings.Split(cell, ";")
	}
	if strings.Contains(cell, "|") {
		return strings.Split(cell, "|")
	}
	parts := isAnd.Split(cell, -1)
	if len(parts) == 2 && groupWithAnd(parts) {
		return []string{cell}
	}
	return parts
}

// groupWithAnd tells the name of a group ("Institute for Rain and Wind") from two persons: without a comma or initials
// anywhere, and with one side of a single word, or of more words than a person has.
func groupWithAnd(parts []string) bool {
	one, many := false, false
	for _, p := range parts {
		words := strings.Fields(p)
		if strings.Contains(p, ",") || len(words) > 1 && initials(words[len(words)-1]) {
			return false
		}
		one = one || len(words) == 1
		many = many || len(words) > 2
	}
	return one && many
}

// atCommas divides a list behind every name that ends with initials: "Hansen A, Berg BC" and "Hansen, A., Berg, B.C.".
func atCommas(list string) []string {
	pieces := strings.Split(list, ",")
	if len(pieces) > 2 && allFull(pieces) {
		return pieces
	}
	var names []string
	name := ""
	for _, p := range pieces {
		p = strings.TrimSpace(p)
		switch {
		case p == "":
			continue
		case name == "" && len(names) > 0 && suffix(p):
			names[len(names)-1] += ", " + p
			continue
		case name == "":
			name = p
		default:
			name += ", " + p
		}
		words := strings.Fields(p)
		for len(words) > 1 && suffix(words[len(words)-1]) {
			words = words[:len(words)-1]
		}
		if last := words[len(words)-1]; initials(last) && (len(words) > 1 || name != p) {
			names = append(names, name)
			name = ""
		}
	}
	if name != "" {
		names = append(names, name)
	}
	return names
}

// allFull reports whether all pieces are names of two words or more, the first in full: "Kari van Dam, Per Hansen, Ola Nord".
func allFull(pieces []string) bool {
	for _, p := range pieces {
		words := strings.Fields(p)
		if len(words) < 2 || len(words) > 4 || initials(words[0]) {
			return false
		}
	}
	return true
}

func suffix(word string) bool {
	switch strings.ToLower(strings.TrimRight(word, ".")) {
	case "jr", "sr", "ii", "iii", "iv", "2nd", "3rd":
		return true
	}
	return false
}

// initials is true of "A", "A.", "ABC", "J.-P.", "A.B.".
func initials(word string) bool {
	letters, run := 0, 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			letters++
			run++
			if run > 3 {
				return false
			}
		case r == '.' && letters > 0, r == '-' || r == '‐' || r == '‑':
			run = 0
		default:
			return false
		}
	}
	return letters > 0 && letters <= 5
}
