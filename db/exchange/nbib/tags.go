package nbib

import (
	"strings"

	"claimgrade/db/exchange/tagged"
)

// The tags of PubMed, of ERIC and of Ovid. Most are known only to be told from text and from mistakes.
var known = tagSet("AB AD AID AU AUID BTI CDAT CI CIN CN COI COIS CON CP CRDT CRF CRI CTDT CTI DA DCOM DDIN DEP DP DRDT DRIN " +
	"ECF ECI ED EDAT EFR EIN EN FAU FED FIR FPS GN GR GS IP IR IRAD IS ISBN ISSN JID JT LA LID LR MH MHDA MID NM OAB OABL OCI OID ORI " +
	"OT OTO OWN PB PG PHST PL PMC PMCR PMID PRIN PS PST PT PTM PUBM RF RIN RN ROF RPF RPI RRI RRF SB SFM SI SO SPIN STAT TA TI TT UIN UOF " +
	"VI VTI " + // PubMed
	"U UR URL YR DOI LG " + // ERIC
	"AA AC AI AN AR AS BN BT CA CE CF CL CM CO CR CS CY DB DC DD DE DF DI DJ DM DN DO DT EA EI EM ES EU EZ FTURL GI HW IA ID IN JA JC JN KW LM LU " +
	"MC MF MV NJ NL NO NT OA OD OI OR PA PC PD PH PI PM PN PR PU PY RA RC RD RO RP SA SD SF SH SL SN SR SS ST SU SV TC TD TN TS UI UP UT VN VO XL XS YP") // Ovid

func tagSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// hyphenAt is where the hyphen stands in what PubMed writes: tags are filled up to four characters.
const hyphenAt = 4

// parseTag reads the tag of a line. The value begins after skip bytes of the line. Text that goes on stands six spaces in;
// some editors take these off, so that "IL-6" and "TNF - alpha" must not be taken for tags.
func parseTag(line string) (tag string, skip int, ok bool) {
	skip = len(line) - len(strings.TrimPrefix(line, "\ufeff"))
	line = line[skip:]
	n := letters(line)
	if n == 0 || n > hyphenAt+1 {
		return "", 0, false
	}
	rest := strings.TrimLeft(line[n:], " \t")
	at := len(line) - len(rest)
	value, found := strings.CutPrefix(rest, "-")
	if !found || at > n+hyphenAt {
		return "", 0, false
	}
	separate := value == "" || value[0] == ' ' || value[0] == '\t'
	column := at == max(n, hyphenAt)
	if known[line[:n]] {
		ok = column || separate && at > n
	} else {
		ok = column && separate
	}
	return line[:n], skip + at + 1, ok
}

// letters is how many capital letters, and digits after the first, s begins with.
func letters(s string) int {
	n := 0
	for n < len(s) && (s[n] >= 'A' && s[n] <= 'Z' || n > 0 && s[n] >= '0' && s[n] <= '9') {
		n++
	}
	return n
}

// isMarker tells whether a line announces a record, as Ovid and others do: "<1. >", "1.", "Record 1 of 20".
func isMarker(text string) bool {
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	if strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">") {
		text = text[1 : len(text)-1]
	} else if rest, ok := strings.CutPrefix(text, "Record "); ok {
		number, of, _ := strings.Cut(strings.TrimPrefix(rest, "#"), " of ")
		text = number + of + "."
	}
	digits := strings.TrimSpace(text)
	digits, dot := strings.CutSuffix(digits, ".")
	return dot && digits != "" && strings.Trim(digits, "0123456789 ") == ""
}

// isCutTag tells whether the last line of a file is the beginning of a tag.
func isCutTag(line tagged.Line) bool {
	text := strings.TrimRight(line.Text, " ")
	return line.Last && text != "" && len(text) <= hyphenAt && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
