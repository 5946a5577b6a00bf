package bibtex

import (
	"bufio"
	"io"
	"net/url"
	"strconv"
	"strings"

	"claimgrade/db/exchange"
)

// Write writes records as entries in which Read finds every field of them. Letters beyond ASCII stay as they are (UTF-8,
// which biber, BibTeX 0.99d with a style for it, and all reference managers read).
func Write(w io.Writer, records []exchange.Record) error {
	b := bufio.NewWriter(w)
	for i, key := range exchange.Keys(records) {
		if i > 0 {
			b.WriteByte('\n')
		}
		writeEntry(b, key, records[i])
	}
	return b.Flush() // keeps the first failure
}

func writeEntry(b *bufio.Writer, key string, r exchange.Record) {
	kind := "article"
	if r.Journal == "" {
		kind = "misc"
	}
	b.WriteString("@" + kind + "{" + key)
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	title := latex(string(r.Title))
	if title != "" {
		title = "{" + title + "}" // or a style would change its capitals
	}
	field("title", title)
	names := make([]string, len(r.Authors))
	for i, a := range r.Authors {
		names[i] = author(a)
	}
	field("author", strings.Join(names, " and "))
	if r.Year != nil {
		field("year", strconv.Itoa(*r.Year))
	}
	field("journal", latex(string(r.Journal)))
	field("volume", latex(string(r.Volume)))
	field("number", latex(string(r.Issue)))
	field("pages", pages(string(r.Pages)))
	field("doi", exact(string(r.DOI)))
	field("pmid", exact(string(r.PMID)))
	field("url", webAddress(string(r.URL)))
	field("language", latex(string(r.Language)))
	field("note", latex(exchange.RegistrationNote(r)))
	field("abstract", latex(string(r.Abstract)))
	b.WriteString("\n}\n")
}

// author is a name in which braces hold together what might be divided otherwise.
func author(a exchange.Author) string {
	family, given := latex(a.Family), latex(a.Given)
	if given == "" {
		return "{" + family + "}"
	}
	plain := family + ", " + given
	v := values{entry: &entry{}, record: &exchange.Record{}}
	if back, ok := v.author(plain); ok && back == a && len(splitNames(plain)) == 1 {
		return plain
	}
	return "{" + family + "}, {" + given + "}"
}

// latex is a text in which no sign is a command, and no two are a longer dash or a quotation mark.
func latex(s string) string {
	s = commands.Replace(exchange.OneLine(s))
	for _, c := range []string{"-", "'"} {
		for strings.Contains(s, c+c) { // replaced pairs may leave a pair between them
			s = strings.ReplaceAll(s, c+c, c+"{}"+c)
		}
	}
	return s
}

var commands = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "$", `\$`, "&", `\&`, "%", `\%`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "`", `\textasciigrave{}`,
)

// pages has two hyphens between the first and the last one.
func pages(s string) string {
	if s = exchange.OneLine(s); strings.Count(s, "-") == 1 {
		return strings.Replace(latex(s), "-", "--", 1)
	}
	return latex(s)
}

// exact is an identifier, which programs take as it is. It has no braces, which would end the field too early.
func exact(s string) string { return notInField.Replace(exchange.OneLine(s)) }

var notInField = strings.NewReplacer("{", "", "}", "", `\`, "")

// webAddress is an address with the signs that none may have written as addresses write them.
func webAddress(s string) string {
	var b strings.Builder
	for _, r := range exchange.OneLine(s) {
		if strings.ContainsRune("{}\\\"<>|^` ", r) {
			b.WriteString(url.PathEscape(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
