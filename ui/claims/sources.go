package claims

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
	"claimgrade/db"
	"claimgrade/db/document"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// sources are the entries of the article's list of references, with what the library has of each.
type sources struct {
	list  []source
	cited []int // which of them are cited at the claim's words
}

// source is an entry of the list.
type source struct {
	document.Reference
	here  string // the document of the library that it is; empty if none is
	trial string // the trial that this document reports
}

// name is how the form writes a source.
func (s source) name() string { return tr.T("ref %s", strconv.Itoa(s.Number)+": "+s.Text) }

// readSources finds the list of references in the text of the claim's article and looks each up in the library.
func readSources(ctx context.Context, lib *db.Library, documents []appraisal.Document, c appraisal.Claim) (s sources, err error) {
	article := appraisal.Document{}
	for _, d := range documents {
		if d.UID == c.DocumentUID {
			article = d
		}
	}
	if article.UID == "" || article.File == "" {
		return s, nil
	}
	pages, err := lib.Pages(ctx, article.File)
	if err != nil {
		return s, err
	}
	texts := make([]string, len(pages))
	for i, p := range pages {
		texts[i] = p.Text
	}
	refs := document.References(texts)
	if at := c.Anchor.Page - 1; at >= 0 && at < len(texts) {
		for _, r := range document.CitedNear(texts[at], document.Span{Start: c.Anchor.Start, End: c.Anchor.End}, refs) {
			for i := range refs {
				if refs[i].Number == r.Number {
					s.cited = append(s.cited, i)
				}
			}
		}
	}
	trials, err := trialsOf(ctx, lib)
	if err != nil {
		return s, err
	}
	known := indexOf(documents)
	for _, r := range refs {
		x := source{Reference: r}
		if d, ok := known.find(r); ok && d.UID != article.UID {
			x.here, x.trial = session.ShortName(d), trials[d.UID]
			if d.Title != "" {
				x.here = d.Title
			}
		}
		s.list = append(s.list, x)
	}
	return s, nil
}

// trialsOf are the names of the trials that documents report.
func trialsOf(ctx context.Context, lib *db.Library) (map[string]string, error) {
	reports, err := lib.Reports(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := lib.TrialRows(ctx)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, t := range rows {
		names[t.UID] = t.Name
	}
	of := map[string]string{}
	for _, r := range reports {
		if of[r.DocumentUID] == "" {
			of[r.DocumentUID] = names[r.TrialUID]
		}
	}
	return of, nil
}

// index finds the library's documents by what identifies them.
type index struct {
	doi, pmid map[string]appraisal.Document
	titles    []titled
}

type titled struct {
	words string
	appraisal.Document
}

func indexOf(documents []appraisal.Document) index {
	x := index{doi: map[string]appraisal.Document{}, pmid: map[string]appraisal.Document{}}
	for _, d := range documents {
		if d.DOI != "" {
			x.doi[strings.ToLower(d.DOI)] = d
		}
		if d.PMID != "" {
			x.pmid[d.PMID] = d
		}
		if t := lettersOf(d.Title); len(t) >= leastTitle {
			x.titles = append(x.titles, titled{t, d})
		}
	}
	return x
}

// leastTitle is how many letters a title has that is not found in other entries by chance.
const leastTitle = 25

// find returns the document that an entry is: by DOI, else by PubMed number, else by its title.
func (x index) find(r document.Reference) (appraisal.Document, bool) {
	if d, ok := x.doi[strings.ToLower(r.DOI)]; ok && r.DOI != "" {
		return d, true
	}
	if d, ok := x.pmid[r.PMID]; ok && r.PMID != "" {
		return d, true
	}
	text := lettersOf(r.Text)
	for _, t := range x.titles {
		if strings.Contains(text, t.words) {
			return t.Document, true
		}
	}
	return appraisal.Document{}, false
}

// lettersOf is a text without case, spaces and signs, in which titles are compared.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// resolve returns the entry that a proposal means.
func (s sources) resolve(p propose.Proposal) (source, bool) {
	if n, err := strconv.Atoi(p.Value); err == nil {
		for _, x := range s.list {
			if x.Number == n {
				return x, true
			}
		}
		return source{}, false
	}
	refs := make([]document.Reference, len(s.list))
	for i, x := range s.list {
		refs[i] = x.Reference
	}
	for _, r := range document.CitedIn(p.From, refs) {
		for _, x := range s.list {
			if x.Number == r.Number {
				return x, true
			}
		}
	}
	return source{}, false
}

// near proposes the source that is cited right behind the claim's words, where the words themselves cite none.
func (s sources) near() (propose.Proposal, bool) {
	if len(s.cited) == 0 {
		return propose.Proposal{}, false
	}
	return propose.Proposal{Field: propose.Reference, Value: strconv.Itoa(s.list[s.cited[0]].Number), Rule: propose.RuleNear}, true
}

// referenceTarget is the source that the article cites.
func (f *form) referenceTarget() target {
	t := textTarget(f.cited)
	name := func(p propose.Proposal) string {
		if s, ok := f.sources.resolve(p); ok {
			return s.name()
		}
		if _, err := strconv.Atoi(p.Value); err == nil {
			return tr.T("ref %s", p.Value)
		}
		return p.Value
	}
	t.say = name
	t.of = func(p propose.Proposal) value { return value{text: name(p)} }
	return t
}

// citing is which source is cited, what the library has of it, and whether it says so.
func (f *form) citing() fyne.CanvasObject {
	f.resolved = widgets.Caption("")
	parts := []fyne.CanvasObject{
		f.offers.below(propose.Reference, row(field(tr.T("Source cited"), f.cited), field(tr.T("Finding"), f.finding.Select))),
		f.resolved,
	}
	if len(f.sources.list) > 0 {
		choose := widgets.NewSmallLink(tr.T("Choose from the article's references…"), f.chooseSource)
		parts = append(parts, widgets.HStack(0, choose, widgets.Spacer()))
	}
	f.cited.OnChanged = func(string) { f.offers.refresh(); f.showSource() }
	f.showSource()
	return widgets.VStack(4, parts...)
}

func (f *form) showSource() {
	text := ""
	for _, s := range f.sources.list {
		if f.cited.Text == s.name() || f.cited.Text == tr.T("ref %s", strconv.Itoa(s.Number)) {
			text = s.known()
		}
	}
	put(f.resolved, text)
	show(f.resolved, text != "")
}

// known says what the library has of the source.
func (s source) known() string {
	switch {
	case s.here == "":
		return tr.T("This source is not in your library.")
	case s.trial == "":
		return tr.T("In your library: “%s”. It is not recorded as the report of a trial.", s.here)
	}
	return tr.T("In your library: “%s”, a report of %s.", s.here, s.trial)
}

// chooseSource offers the entries of the list.
func (f *form) chooseSource() {
	choices := make([]dialogs.Choice, len(f.sources.list))
	for i, s := range f.sources.list {
		choices[i] = dialogs.Choice{ID: strconv.Itoa(i), Title: strconv.Itoa(s.Number) + ". " + s.Text, Sub: s.known()}
	}
	dialogs.Choose(f.canvas, dialogs.ChooseSpec{
		Title: tr.T("Which source does the article cite?"), Placeholder: tr.T("Number, name or a word of the title"), Choices: choices,
		Empty: tr.T("No entry of the list has these words."),
		OnChosen: func(c dialogs.Choice) {
			i, _ := strconv.Atoi(c.ID)
			f.cited.SetText(f.sources.list[i].name())
		},
	})
}
