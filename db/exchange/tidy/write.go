package tidy

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"claimgrade/db/exchange/table"
)

// Table is a table of a data package: one row an observation.
type Table struct {
	Name    string // of its file, without ending
	About   string // one sentence: what a row is
	Columns []Column
	Rows    [][]string
}

// Column describes a column of a table.
type Column struct {
	Name  string
	Type  Type
	About string
}

// Type is what the cells of a column are, by the names of the standard for data packages. An empty cell is a missing value.
type Type string

// The types.
const (
	Text    Type = "string"
	Number  Type = "number"
	Integer Type = "integer"
	Bool    Type = "boolean" // TRUE or FALSE, as R writes them
)

// Package is a set of tables that belong together.
type Package struct {
	Name, Title string
	About       []string // paragraphs, for people
	Tables      []Table
}

// WriteZip writes a package: a CSV file for each table, README.md, which explains every column to people, and
// datapackage.json, which does so to programs (Frictionless Data).
func WriteZip(w io.Writer, p Package) error {
	files := []table.File{
		{Name: "README.md", Write: func(w io.Writer) error { _, err := io.WriteString(w, p.readme()); return err }},
		{Name: "datapackage.json", Write: p.descriptor},
	}
	for _, t := range p.Tables {
		head := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			head[i] = c.Name
		}
		files = append(files, table.File{Name: t.Name + ".csv", Write: func(w io.Writer) error { return table.Write(w, head, t.Rows) }})
	}
	return table.Zip(w, files)
}

func (p Package) readme() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", p.Title)
	for _, a := range p.About {
		fmt.Fprintf(&b, "\n%s\n", a)
	}
	for _, t := range p.Tables {
		fmt.Fprintf(&b, "\n## %s.csv\n\n%s\n\n| column | type | holds |\n| --- | --- | --- |\n", t.Name, t.About)
		for _, c := range t.Columns {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, c.Type, c.About)
		}
	}
	return b.String()
}

// The parts of the descriptor, in the words of the standard.
type (
	descriptor struct {
		Name      string     `json:"name"`
		Title     string     `json:"title"`
		Profile   string     `json:"profile"`
		Resources []resource `json:"resources"`
	}
	resource struct {
		Name     string `json:"name"`
		Path     string `json:"path"`
		Profile  string `json:"profile"`
		About    string `json:"description"`
		Format   string `json:"format"`
		Encoding string `json:"encoding"`
		Schema   schema `json:"schema"`
	}
	schema struct {
		Fields  []field  `json:"fields"`
		Missing []string `json:"missingValues"`
	}
	field struct {
		Name   string   `json:"name"`
		Type   Type     `json:"type"`
		About  string   `json:"description"`
		Trues  []string `json:"trueValues,omitempty"`
		Falses []string `json:"falseValues,omitempty"`
	}
)

func (p Package) descriptor(w io.Writer) error {
	d := descriptor{Name: p.Name, Title: p.Title, Profile: "tabular-data-package"}
	for _, t := range p.Tables {
		r := resource{Name: t.Name, Path: t.Name + ".csv", Profile: "tabular-data-resource", About: t.About, Format: "csv", Encoding: "utf-8", Schema: schema{Missing: []string{""}}}
		for _, c := range t.Columns {
			f := field{Name: c.Name, Type: c.Type, About: c.About}
			if c.Type == Bool {
				f.Trues, f.Falses = []string{"TRUE"}, []string{"FALSE"}
			}
			r.Schema.Fields = append(r.Schema.Fields, f)
		}
		d.Resources = append(d.Resources, r)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(d)
}
