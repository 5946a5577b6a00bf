package html

import (
	"crypto/sha256"
	_ "embed" // the style sheets and the script are files of their own
	"encoding/base64"
	"fmt"
	"strings"

	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

//go:embed common.css
var commonStyle string

//go:embed page.css
var pageStyle string

//go:embed slides.css
var slidesStyle string

//go:embed slides.js
var slidesScript string

func style(form string) string { return commonStyle + form }

func digest(script string) string {
	sum := sha256.Sum256([]byte(script))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// pageBoxes are what is printed in the margins of each page. The text of the foot stands in the style sheet as numbers of
// its characters, for it may hold anything.
func pageBoxes(doc block.Document) string {
	margin := "16mm 17mm 19mm"
	if doc.Form == block.Sheet {
		margin = "9mm 12mm 13mm"
	}
	return "@page { size: A4; margin: " + margin + "; " +
		"@bottom-left { content: " + cssText(oneLine(doc.Foot)) + " } " +
		"@bottom-right { content: " + pageNumber() + " } }\n"
}

// pageNumber is "Page 1 of 2" as a style sheet counts it.
func pageNumber() string {
	before, rest, _ := strings.Cut(tr.T("Page %d of %d"), "%d")
	between, after, _ := strings.Cut(rest, "%d")
	return cssText(before) + " counter(page) " + cssText(between) + " counter(pages) " + cssText(after)
}

func cssText(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range s {
		if r == ' ' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, `\%06x `, r) // the space ends the number
		}
	}
	out.WriteByte('"')
	return out.String()
}

// inline are the styles of elements and classes in a fragment. What is not there needs none.
var inline = map[string]string{
	"div.fragment": "font-family:Calibri,Arial,sans-serif;font-size:11pt;color:#1b2330",
	"h1":           "font-size:17pt;margin:0 0 8pt;color:#1b2330",
	"h2":           "font-size:13pt;margin:12pt 0 4pt;color:#3047a3",
	"h3":           "font-size:11.5pt;margin:10pt 0 3pt;color:#1b2330",
	"p":            "margin:0 0 6pt",
	"p.small":      "margin:0 0 6pt;font-size:9pt;color:#596475",
	"p.tablenote":  "margin:0 0 6pt;font-size:9pt;color:#596475",
	"table":        "border-collapse:collapse;border-top:1.5pt solid #1b2330;border-bottom:1pt solid #1b2330;margin:4pt 0 6pt",
	"caption":      "text-align:left;font-weight:bold;padding:4pt 0",
	"th":           "text-align:left;vertical-align:top;padding:3pt 8pt 3pt 0;border-bottom:0.5pt solid #c3cad6",
	"td":           "text-align:left;vertical-align:top;padding:3pt 8pt 3pt 0;border-bottom:0.5pt solid #c3cad6",
	"tr.total":     "font-weight:bold",
	".center":      "text-align:center",
	".right":       "text-align:right",
	".plain":       "font-weight:normal",
	".narrow":      "white-space:nowrap",
	".quote":       "font-style:italic",
	".unbased":     "border-bottom:1px dashed #744e00",
	".own":         "font-size:8.5pt;color:#744e00",
	".band":        "border-left:4pt solid #687486;padding:6pt 10pt;margin:6pt 0 8pt",
	"div.grey":     "background:#eceff4;border-color:#687486",
	"div.blue":     "background:#e7ebfa;border-color:#3550b8",
	"div.green":    "background:#e0f2ea;border-color:#19805c",
	"div.amber":    "background:#fff1cf;border-color:#d69a07",
	"div.red":      "background:#fce6e1;border-color:#c23f2a",
	"span.grey":    "font-weight:bold;color:#4a5464",
	"span.blue":    "font-weight:bold;color:#3047a3",
	"span.green":   "font-weight:bold;color:#0f6547",
	"span.amber":   "font-weight:bold;color:#744e00",
	"span.red":     "font-weight:bold;color:#a32c17",
}

// inlineStyle joins the styles of an element and of its classes, general ones first, so that the special ones count.
func inlineStyle(tag, class string) string {
	var parts []string
	if s, ok := inline[tag]; ok {
		parts = append(parts, s)
	}
	for c := range strings.FieldsSeq(class) {
		for _, key := range []string{"." + c, tag + "." + c} {
			if s, ok := inline[key]; ok {
				parts = append(parts, s)
			}
		}
	}
	return strings.Join(parts, ";")
}
