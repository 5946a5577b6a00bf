// Package ctgov reads records of ClinicalTrials.gov as JSON: those of version 2 of its programming interface (a study, a
// list, a search result, one study a line) and those of the interface that it replaced in 2024. It says what the registry
// states and warns where the record contradicts itself; what that means for an appraisal it does not know.
package ctgov

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"claimgrade/db/exchange"
)

// marks are names that only the registry's files have.
var marks = []string{`"protocolSection"`, `"ProtocolSection"`, `"FullStudiesResponse"`, `"FullStudy"`, `"StudyFieldsResponse"`, `"identificationModule"`, `"nctId"`, `"NCTId"`}

// nothingFound is the answer to a search without hits.
var nothingFound = regexp.MustCompile(`^\{\s*"studies"\s*:\s*\[\s*\]`)

// lookAt bounds how much of a file is searched for its marks.
const lookAt = 1 << 20

// Looks reports whether the text seems to be a file of the registry.
func Looks(text string) bool {
	t := strings.TrimLeft(text, " \t\r\n")
	if t == "" || t[0] != '{' && t[0] != '[' {
		return false
	}
	t = t[:min(len(t), lookAt)]
	for _, m := range marks {
		if strings.Contains(t, m) {
			return true
		}
	}
	return nothingFound.MatchString(t) || strings.Contains(t, `"studies"`) && strings.Contains(t, `"totalCount"`)
}

// Read reads a file of the registry, study by study.
func Read(ctx context.Context, s exchange.Source) (exchange.File, error) {
	w := newWalk(ctx, s)
	err := w.file()
	if ctx.Err() != nil {
		return exchange.File{Name: s.Name}, ctx.Err()
	}
	file := exchange.File{Name: s.Name, Format: exchange.CTGov}
	if w.old {
		file.Format = exchange.CTGovLegacy
	}
	switch {
	case err != nil:
		file.Refused = exchange.Text(w.broken(err))
	case len(w.records) == 0:
		file.Refused = "This looks like a file of ClinicalTrials.gov, but it holds no study. Search again and download the result as JSON."
	case !w.anyID():
		file.Refused = exchange.Text(fmt.Sprintf("This looks like a file of ClinicalTrials.gov, but no registry number (NCT and eight digits) stands in %s. Download the whole record, not single fields of it.", w.noID))
	default:
		file.Records, file.Warnings = w.records, w.warnings()
	}
	s.Report(len(s.Text), len(s.Text))
	return file, nil
}

// broken says what is wrong with the JSON, and where.
func (w *walk) broken(err error) string {
	var syntax *json.SyntaxError
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.As(err, &syntax) && strings.Contains(syntax.Error(), "unexpected end") {
		return fmt.Sprintf("This looks like a file of ClinicalTrials.gov, but its JSON is cut off at %s. Nothing was read; download the file again.", w.place(len(w.text)))
	}
	why := strings.TrimSuffix(strings.TrimPrefix(err.Error(), "json: "), ".")
	return fmt.Sprintf("This looks like a file of ClinicalTrials.gov, but its JSON cannot be read at %s: %s. Nothing was read; download the file again.", w.place(w.offset(err)), why)
}

// place says where a byte of the text is.
func (w *walk) place(at int) string {
	line, column := position(w.text, at)
	if w.at != "" {
		return fmt.Sprintf("line %d, column %d, in %s", line, column, w.at)
	}
	return fmt.Sprintf("line %d, column %d", line, column)
}

// position is the line and column, from 1, of a byte of the text.
func position(text string, at int) (line, column int) {
	head := text[:min(max(at, 0), len(text))]
	return strings.Count(head, "\n") + 1, len([]rune(head[strings.LastIndexByte(head, '\n')+1:])) + 1
}
