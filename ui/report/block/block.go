// Package block is a report as a list of blocks: headings, paragraphs, tables, figures. Package report writes its contents
// in them, and the packages of the formats turn them into files. It must know neither claims nor formats.
//
// All text is data. A format writes it as text, whatever it holds: markup, formulas, control characters.
package block

import (
	"fmt"

	"claimgrade/ui/figure"
)

// Document is a report.
type Document struct {
	Title    string
	Author   string // who made it; may be empty
	Date     string // the day it was made, YYYY-MM-DD
	Language string // of its own words, as in HTML: "en", "nb"
	Form     Form
	Foot     string // stands small at the foot of every page, beside the page number: program, rules, thresholds
	Blocks   []Block
}

// Form is how a report is laid out.
type Form int

// The forms.
const (
	Page   Form = iota // A4, upright
	Sheet              // A4, upright, close set, so that much fits one page
	Slides             // one Slide a screen or a page across
)

// Block is one of the types below.
type Block interface{ block() }

// Unknown is the error of a format that does not know a type of block: it refuses the report rather than leave a part out.
func Unknown(b Block) error {
	return fmt.Errorf("the report holds a block of a kind that cannot be written (%T)", b)
}

// Heading opens a section. Level is 1 to 4; the title of the document stands above them all and is not among the blocks.
type Heading struct {
	Level int
	Text  string
	ID    string // what links point to; empty if none does
}

// Paragraph is running text.
type Paragraph struct {
	Runs  []Run
	Small bool   // a note
	ID    string // what links point to; empty if none does
}

// List holds points, numbered or not.
type List struct {
	Items    []Item
	Numbered bool
	After    int  // how many points stand before these in the list that they go on with
	Small    bool // set as notes are, but in the colour of the text
}

// Item is one point of a list. References are such points, to which numbers in the text link.
type Item struct {
	Runs []Run
	ID   string
}

// Pairs are labels with what they stand for, as in "Population: adults with …".
type Pairs []Pair

// Pair is one of them.
type Pair struct {
	Label string
	Runs  []Run
}

// Table has a header row, which is repeated where the table goes on to another page. The first cell of each row is the
// row's header.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
	Notes   [][]Run // below it
}

// Column is one column of a table.
type Column struct {
	Head   string
	Share  float64 // of the width; those of a table need not add up to 1
	Align  Align
	Narrow bool // holds a sign or a number: never broken
}

// Align is where text stands in its column.
type Align int

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// Row is one row of a table.
type Row struct {
	Cells []([]Run)
	ID    string
	Total bool // stands apart from the rows above it, as a pooled result does
}

// Figure is a picture. Its scene has the words that it says to those who cannot see it.
type Figure struct {
	Scene   figure.Scene
	Caption string
	Share   float64 // of the width of the text, at most; 0: as wide as the scene is at 96 units an inch, if that fits
}

// Band is a stretch that stands out, as the verdict does.
type Band struct {
	Tone   string // grey, blue, green, amber or red: the first word of the tones of figures
	Blocks []Block
}

// Pages begins a new page.
type Pages struct{}

// Lines are empty lines to write on, by hand.
type Lines struct {
	Label string
	Count int
}

// Slide is one screen of a slide show, or a page across.
type Slide struct {
	Title  string
	Blocks []Block
	Notes  []Run // for who speaks, not shown to the room
}

// Beside puts blocks beside one another where there is room: as many columns as there are lists.
type Beside [][]Block

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Pairs) block()     {}
func (Table) block()     {}
func (Figure) block()    {}
func (Band) block()      {}
func (Pages) block()     {}
func (Lines) block()     {}
func (Slide) block()     {}
func (Beside) block()    {}
