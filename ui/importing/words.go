package importing

import (
	"strconv"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
	"claimgrade/db/intake"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
)

var formats = map[string]string{
	exchange.RIS: "RIS", exchange.NBIB: "NBIB (PubMed)", exchange.BibTeX: "BibTeX",
	exchange.CSLJSON: "CSL-JSON", exchange.CTGov: "ClinicalTrials.gov",
	exchange.CTGovLegacy: tr.Key("ClinicalTrials.gov, the form until 2024"), exchange.RobvisCSV: tr.Key("robvis table"),
	exchange.RevManZip: tr.Key("Review Manager package"), exchange.RevManCSV: tr.Key("Review Manager table"), exchange.CSV: tr.Key("Table (CSV)"),
}

func formatName(format exchange.Text) string {
	if name, ok := formats[string(format)]; ok {
		return tr.T(name)
	}
	return tr.T("Unknown format")
}

var kinds = map[exchange.Kind]string{
	exchange.Document: tr.Key("Article or report"), exchange.TrialKind: tr.Key("Study of a review"), exchange.Row: tr.Key("Row of a risk-of-bias table"),
}

func kindName(r *exchange.Record) string {
	if r.Kind == exchange.TrialKind && len(r.RegistryIDs) > 0 {
		return tr.T("Registry record")
	}
	return tr.T(kinds[r.Kind])
}

var reasons = map[intake.Reason]string{
	intake.ByRegistry: tr.Key("same registry number"), intake.ByDOI: tr.Key("same DOI"), intake.ByPMID: tr.Key("same PubMed number"),
	intake.ByPaper: tr.Key("the registry record names the paper"), intake.ByTitle: tr.Key("same title and year"), intake.ByName: tr.Key("same name and year"),
}

func reason(r intake.Reason) string {
	if r == intake.NoneKnown {
		return ""
	}
	return tr.T(reasons[r])
}

// because adds a reason in brackets.
func because(what string, r intake.Reason) string {
	if why := reason(r); why != "" {
		return tr.T("%s (%s)", what, why)
	}
	return what
}

// happens says in a few words what will come of a record.
func happens(it intake.Item) string {
	switch it.Proposal {
	case intake.Here:
		return hereWords(it)
	case intake.OfTrialHere:
		switch it.Choice {
		case intake.Leave:
			return because(tr.T("Left out: on the trial %s", it.Of), it.Reason)
		default:
			return because(tr.T("More on the trial %s", it.Of), it.Reason)
		}
	}
	if it.Choice == intake.Leave {
		return tr.T("Left out")
	}
	switch it.Proposal {
	case intake.NewTrial:
		return tr.T("New trial")
	case intake.PaperOfTrial:
		if it.Choice == intake.Alone {
			return tr.T("New article")
		}
		return because(tr.T("Paper of the trial %s", it.Of), it.Reason)
	case intake.Judgements:
		return because(tr.T("Judgements on the trial %s", it.Of), it.Reason)
	}
	if it.Choice == intake.AsTrial {
		return tr.T("New trial")
	}
	return tr.T("New article")
}

func hereWords(it intake.Item) string {
	where := tr.T("Already here")
	if it.Earlier != nil {
		where = tr.T("Twice in this import")
	}
	where = because(where, it.Reason)
	switch it.Choice {
	case intake.Complete:
		return tr.T("%s: what is missing is added", where)
	case intake.Replace:
		return tr.T("%s: marked fields are replaced", where)
	case intake.Add:
		return tr.T("%s: added all the same", where)
	}
	return where
}

// choiceWords says what a choice does.
func choiceWords(it intake.Item, c intake.Choice) string {
	switch c {
	case intake.Alone:
		return tr.T("Add it as an article of no trial")
	case intake.AsTrial:
		return tr.T("Add it as a trial that this paper reports")
	case intake.Complete:
		return tr.T("Add what is missing here")
	case intake.Replace:
		return tr.T("Add what is missing, and replace the fields marked below")
	case intake.Leave:
		if it.Double() {
			return tr.T("Leave what is here as it is")
		}
		return tr.T("Leave it out")
	}
	switch {
	case it.Proposal == intake.Here:
		return tr.T("Add it all the same")
	case it.Proposal == intake.PaperOfTrial:
		return tr.T("Add it as a paper of %s", it.Of)
	case it.Proposal == intake.Judgements:
		return tr.T("Keep the judgements with %s", it.Of)
	case it.Proposal == intake.NewTrial && it.Record.Kind == exchange.Document:
		return tr.T("Add the trial and this paper")
	case it.Proposal == intake.NewTrial && len(it.Record.RegistryIDs) > 0:
		return tr.T("Add the trial with its registry record")
	case it.Proposal == intake.NewTrial && it.Record.Kind == exchange.Row:
		return tr.T("Add a trial of this name with the judgements")
	case it.Proposal == intake.NewTrial:
		return tr.T("Add the trial")
	}
	return tr.T("Add it as an article")
}

// tile is the sign of a record in the list.
func tile(it intake.Item) (widgets.Tile, string) {
	switch {
	case it.Choice == intake.Leave && it.Double():
		return widgets.Tile{Tone: theme.Grey, Mark: widgets.MarkCheck, Hollow: true}, tr.T("Already here")
	case it.Choice == intake.Leave:
		return widgets.Tile{Tone: theme.Grey, Mark: widgets.MarkMinus, Hollow: true}, tr.T("Left out")
	case it.Choice == intake.Replace:
		return widgets.Tile{Tone: theme.Amber, Mark: widgets.MarkExclaim}, tr.T("Something here is replaced")
	case it.Choice == intake.Complete:
		return widgets.Tile{Tone: theme.Blue, Mark: widgets.MarkPlus}, tr.T("Something here is completed")
	}
	return widgets.Tile{Tone: theme.Green, Mark: widgets.MarkPlus}, tr.T("Added")
}

var documentFields = map[string]string{
	"title": tr.Key("Title"), "author": tr.Key("Authors"), "outlet": tr.Key("Journal, site or register"), "date": tr.Key("Date"),
	"volume": tr.Key("Volume"), "issue": tr.Key("Issue"), "pages": tr.Key("Pages"), "doi": tr.Key("DOI"), "pmid": tr.Key("PubMed id"),
	"url": tr.Key("Address"), "language": tr.Key("Language"), "abstract": tr.Key("Abstract"), intake.FieldRegistryIDs: tr.Key("Registry numbers"),
	intake.FieldArm: tr.Key("Arm"), intake.FieldResult: tr.Key("Result"),
}

// fieldName is what a field of a document or a fact is called.
func fieldName(c intake.Conflict) string {
	name := c.Field
	if label, ok := documentFields[c.Field]; ok {
		name = tr.T(label)
	} else if f, ok := appraisal.FieldOf(appraisal.FieldKey(c.Field)); ok {
		name = words.FieldLabel(f)
	}
	if c.Subject != "" && c.Field != intake.FieldArm && c.Field != intake.FieldResult {
		return c.Subject + " · " + name
	}
	return name
}

// fieldValue is a value of a field in words.
func fieldValue(field, value string) string {
	f, ok := appraisal.FieldOf(appraisal.FieldKey(field))
	switch {
	case value == "":
		return "–"
	case !ok:
		return value
	case value == string(appraisal.StatusNotStated):
		return tr.T("not reported")
	}
	return words.FactValue(f, appraisal.Fact{Field: f.Key, Value: value, Status: appraisal.Reported})
}

// place is where a warning points to, in words; empty for none.
func place(w exchange.Warning) string {
	switch {
	case w.Line > 0:
		return tr.T("Line %d", w.Line)
	case w.Path != "":
		return w.Path
	}
	return ""
}

// numberOr is a number, or a dash where none is known.
func numberOr(n *int) string {
	if n == nil {
		return "–"
	}
	return strconv.Itoa(*n)
}
