// Package intake brings records of other programs into a library: it proposes for each record what would come of it and
// why, and stores what a person has decided, as one action. It knows the library and what reading a file yields; it does
// not know how a file is read, nor the window.
package intake

import (
	"claimgrade/appraisal"
	"claimgrade/db/exchange"
)

// Proposal is what would come of a record.
type Proposal string

// The proposals.
const (
	NewDocument  Proposal = "new-document"
	NewTrial     Proposal = "new-trial"     // a trial, with the record as its document
	PaperOfTrial Proposal = "paper"         // a new document that reports a trial of the library or of the same import
	OfTrialHere  Proposal = "more-on-trial" // a registry record or review study of a trial that is in the library without it
	Here         Proposal = "here"          // the library has it, or an earlier record of the import is the same
	Judgements   Proposal = "judgements"    // a row of a risk-of-bias table, of a trial that is here or in the same import
)

// Choice is what is to be done with a record.
type Choice string

// The choices. Which of them an item offers depends on its proposal.
const (
	Add      Choice = "add"      // as proposed
	Alone    Choice = "alone"    // the document only, of no trial
	AsTrial  Choice = "as-trial" // the document, and a trial that it reports
	Leave    Choice = "leave"    // nothing: what is here stays as it is
	Complete Choice = "complete" // add what is missing to what is here
	Replace  Choice = "replace"  // that, and put the file's value in place of each field that the person has marked
)

// Reason is by what a record was recognised.
type Reason string

// The reasons, from the surest to the least sure.
const (
	ByRegistry Reason = "registry-id"
	ByDOI      Reason = "doi"
	ByPMID     Reason = "pmid"
	ByPaper    Reason = "paper" // the registry record names the paper, or the paper the trial
	ByTitle    Reason = "title" // and year
	ByName     Reason = "name"  // and year
	NoneKnown  Reason = ""      // nothing like it is here
)

// Item is a record with what would come of it.
type Item struct {
	File     int // which of the files
	Index    int // which of its records
	Record   *exchange.Record
	Name     string // what lists call it: title, or study
	Proposal Proposal
	Reason   Reason
	Of       string // what it is recognised as, or a paper or judgement of: its title or name
	OfUID    string // its uid, if it is in the library
	Earlier  *int   // the item that it is a double of, where that is in the same import
	Choice   Choice
	// Conflicts are the fields in which the file says more than, or something else than, what is here.
	Conflicts []Conflict

	document appraisal.Document // as it would be stored; zero for a row of a table
	target   *appraisal.Document
	trial    *appraisal.Trial // of the library
	group    *group
	more     []*group // further trials that it reports

	relation   string            // what a registry record calls the paper: result, derived; empty if none names it
	papersHere map[string]string // documents of the library that a registry record names, with its word for them
}

// Conflict is a field in which a record and what is here differ.
type Conflict struct {
	Subject string // the arm or result concerned; empty for the document or trial itself
	Field   string // name of a document's field, or the key of a fact
	Here    string // empty where nothing is known here
	File    string
	Take    bool // the person has chosen the file's value; heeded by Replace

	fact  *appraisal.Fact // of a trial's field, as the file has it
	owner subject
}

// Missing reports whether nothing is known here: then Complete adds it.
func (c Conflict) Missing() bool { return c.Here == "" }

// Differing counts the fields in which both have a value.
func (it Item) Differing() int {
	n := 0
	for _, c := range it.Conflicts {
		if !c.Missing() {
			n++
		}
	}
	return n
}

// Choices are what can be done with the record, the proposed one first.
func (it Item) Choices() []Choice {
	switch it.Proposal {
	case NewDocument:
		return []Choice{Add, AsTrial, Leave}
	case PaperOfTrial:
		return []Choice{Add, Alone, Leave}
	case OfTrialHere:
		return append([]Choice{Complete}, it.replacing(Leave)...)
	case Here:
		if len(it.Conflicts) == 0 {
			return []Choice{Leave, Add}
		}
		return append([]Choice{Leave, Complete}, it.replacing(Add)...)
	default:
		return []Choice{Add, Leave}
	}
}

// replacing offers Replace where something differs, and then the last choice.
func (it Item) replacing(last Choice) []Choice {
	if it.Differing() == 0 {
		return []Choice{last}
	}
	return []Choice{Replace, last}
}

// Warnings counts what was not understood of the record.
func (it Item) Warnings() int { return len(it.Record.Warnings) }

// Double reports whether it is here already or twice in the import: what a person should look at.
func (it Item) Double() bool { return it.Proposal == Here || it.Proposal == OfTrialHere }

// Plan is what an import would do, record by record in the order of the files. Choices and Conflicts' Take are the
// person's to change before Store.
type Plan struct {
	Items []Item
	Files []exchange.File

	reported map[[2]string]bool // document and trial of the reports that the library has
	tables   map[string]string  // uids of the documents that stand for files of studies or judgements, by name
}

// Wanted counts the records that Store would do something with.
func (p Plan) Wanted() int {
	n := 0
	for _, it := range p.Items {
		if it.Choice != Leave {
			n++
		}
	}
	return n
}
