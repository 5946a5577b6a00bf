package ris

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"claimgrade/db/exchange"
)

// Write writes records so that reference managers and Read find every field of them. Lines end in CRLF, as the format says.
func Write(w io.Writer, records []exchange.Record) error {
	b := bufio.NewWriter(w)
	for _, r := range records {
		writeRecord(b, r)
	}
	return b.Flush() // keeps the first failure
}

func writeRecord(b *bufio.Writer, r exchange.Record) {
	line := func(tag, value string) {
		if value = exchange.OneLine(value); value != "" {
			b.WriteString(tag + "  - " + value + "\r\n")
		}
	}
	kind := "JOUR"
	if r.Journal == "" {
		kind = "GEN"
	}
	line("TY", kind)
	line("TI", string(r.Title))
	for _, a := range r.Authors {
		line("AU", strings.ReplaceAll(exchange.AuthorText(a), ";", ",")) // which would divide two names
	}
	if r.Year != nil {
		line("PY", strconv.Itoa(*r.Year))
	}
	line("T2", string(r.Journal))
	line("VL", string(r.Volume))
	line("IS", string(r.Issue))
	first, last := ends(string(r.Pages))
	line("SP", first)
	line("EP", last)
	line("DO", string(r.DOI))
	if r.PMID != "" {
		line("AN", string(r.PMID))
		line("DB", "PubMed") // says whose number that is
	}
	line("N1", exchange.RegistrationNote(r))
	line("UR", string(r.URL))
	line("LA", string(r.Language))
	line("AB", string(r.Abstract))
	b.WriteString("ER  - \r\n\r\n")
}

// ends are the first and the last page, as the format has them in two places. What is more than two pages stays together.
func ends(pages string) (first, last string) {
	first, last, ok := strings.Cut(pages, "-")
	if !ok || string(exchange.PageRange(first, last)) != pages || strings.Contains(last, "-") {
		return pages, ""
	}
	return first, last
}
