package report

import (
	"slices"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// letter is the answer to an enquiry: what was asked, the answer in two or three sentences, what it rests on, what is
// uncertain and for whom, what to do. Every sentence made from the library links to what it rests on; those that people
// wrote are marked as theirs.
func (s *Source) letter() (block.Document, error) {
	doc := s.document(tr.T("Answer to an enquiry"), block.Page)
	if len(s.Claims) == 1 {
		doc.Title = tr.T("Answer to an enquiry: %s", s.Claims[0].Claim.Label)
	}
	doc.Author = s.people(func(b appraisal.Brief) string { return b.PreparedBy })
	if doc.Author == "" {
		doc.Author = s.Reviewer.Name
	}
	w := &letterWriter{s: s}
	if s.Date != "" {
		w.out = append(w.out, block.Paragraph{Runs: block.T(dayOf(s.Date))})
	}
	for i := range s.Claims {
		w.claim(i)
	}
	w.deep = 0
	w.add(s.referencesAt(1)...)
	w.search()
	w.signed()
	w.named()
	doc.Blocks = w.out
	return doc, nil
}

// letterWriter gathers the blocks of a letter. Headings of a claim stand a level lower where there are several.
type letterWriter struct {
	s     *Source
	out   []block.Block
	rules []rules.ID // that sentences rest on, in the order of the letter
	c     Claim      // being written
	at    string     // what sets its ids apart: "1"
	deep  int
}

func (w *letterWriter) add(blocks ...block.Block) { w.out = append(w.out, blocks...) }

func (w *letterWriter) heading(id, text string) {
	if id != "" {
		id += "-" + w.at
	}
	w.add(block.Heading{Level: 1 + w.deep, Text: text, ID: id})
}

// claim answers one claim.
func (w *letterWriter) claim(i int) {
	w.c, w.at = w.s.Claims[i], strconv.Itoa(i+1)
	if len(w.s.Claims) > 1 {
		w.deep = 0
		w.heading("claim", w.at+". "+w.c.Claim.Label)
		w.deep = 1
	}
	w.heading("", tr.T("Question"))
	w.question()
	w.heading("", tr.T("Short answer"))
	w.answer()
	w.heading("basis", tr.T("What the answer rests on"))
	w.basis()
	w.uncertainty()
	if advice := own(w.c.Brief.Advice); len(advice) > 0 {
		w.heading("", tr.T("Advice"))
		w.add(advice...)
	}
}

// sentence is one that the library bears out, with what it rests on.
type sentence struct {
	text string
	link string
	refs []block.Run // numbers of references beside it
}

// say writes sentences as one paragraph; those without text are left out.
func (w *letterWriter) say(all ...sentence) {
	if runs := sentences(all...); len(runs) > 0 {
		w.add(block.Paragraph{Runs: runs})
	}
}

func sentences(all ...sentence) []block.Run {
	var runs []block.Run
	for _, x := range all {
		if x.text == "" {
			continue
		}
		if len(runs) > 0 {
			runs = append(runs, block.Run{Text: " "})
		}
		runs = append(runs, block.Run{Text: x.text, Link: x.link, Basis: block.Based})
		runs = append(runs, x.refs...)
	}
	return runs
}

// rule is a link to what a rule says, which is listed at the end; where there is none, to what the answer rests on.
func (w *letterWriter) rule(id rules.ID) string {
	if _, known := rules.Find(id); !known {
		return w.basisLink()
	}
	if !slices.Contains(w.rules, id) {
		w.rules = append(w.rules, id)
	}
	return "#" + ruleAnchor(id)
}

func (w *letterWriter) basisLink() string { return "#basis-" + w.at }

func (w *letterWriter) rowAnchor(i int) string { return "trial-" + w.at + "-" + strconv.Itoa(i+1) }

// own are paragraphs that people wrote.
func own(text string) []block.Block {
	var out []block.Block
	for _, line := range lines(text) {
		out = append(out, block.Paragraph{Runs: []block.Run{{Text: line, Basis: block.Unbased}}})
	}
	return out
}

// lines are those of a text that hold anything.
func lines(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// question is what was asked: as it was restated, else made of the claim. A question states nothing, so it needs no basis;
// that somebody states the claim does.
func (w *letterWriter) question() {
	c := w.c.Claim
	if asked := lines(w.c.Brief.Question); len(asked) > 0 {
		for _, line := range asked {
			w.add(block.Paragraph{Runs: block.T(line)})
		}
	} else {
		w.add(block.Paragraph{Runs: block.T(tr.T("Is it right to say that “%s”?", strings.TrimRight(strings.TrimSpace(c.Text), ".")))})
	}
	cite := w.s.cite(w.c.Document.UID)
	if cite.Text == "" {
		return
	}
	where := w.c.Document.Outlet
	if where == "" {
		where = w.c.Document.Title
	}
	source := joined(", ", where, dayOf(w.c.Document.Date), placeOf(c))
	text := tr.T("This is how we read a statement in: %s.", source)
	if w.c.Brief.Question != "" {
		text = tr.T("We answer it by the following statement in %s: “%s”", source, c.Text)
	}
	w.say(sentence{text, cite.Link, []block.Run{cite}})
}

// search is how the trials were found, in the order in which it was written down.
func (w *letterWriter) search() {
	w.add(block.Heading{Level: 1, Text: tr.T("Search")})
	var items []block.Item
	recorded := map[string]bool{}
	for _, c := range w.s.Claims {
		for _, line := range lines(c.Brief.Search) {
			if !recorded[line] {
				items = append(items, block.Item{Runs: []block.Run{{Text: line, Basis: block.Unbased}}})
			}
			recorded[line] = true
		}
	}
	if len(items) > 0 {
		w.add(block.List{Items: items})
		return
	}
	text := tr.T("No search is recorded.")
	if slices.ContainsFunc(w.s.Claims, func(c Claim) bool { return !aboutSource(c) }) {
		text = tr.T("No search is recorded. The answer rests on what is cited here, and there may be trials that were not found.")
	}
	w.say(sentence{text: text, link: "#basis-1"})
}

// aboutSource reports whether no trial can change the answer to a claim.
func aboutSource(c Claim) bool {
	return c.Claim.Kind == appraisal.KindReport || c.Claim.Kind == appraisal.KindNoTrial
}

// signed says who prepared the letter, who checked it, when it is to be looked at again, and by which rules it was made.
func (w *letterWriter) signed() {
	var p pairs
	by := w.s.people(func(b appraisal.Brief) string { return b.PreparedBy })
	if by == "" {
		by = w.s.Reviewer.Name
	}
	if by == "" {
		by = tr.T("not named")
	}
	checked := w.s.people(func(b appraisal.Brief) string { return b.CheckedBy })
	if checked == "" {
		checked = tr.T("not checked by a second person")
	}
	p.add(tr.T("Prepared by"), by)
	p.add(tr.T("Checked by"), checked)
	p.add(tr.T("To be looked at again by"), w.s.people(func(b appraisal.Brief) string { return dayOf(b.RecheckBy) }))
	p.add(tr.T("Made with"), tr.T("ClaimGrade, rules %s, thresholds: %s", rules.Version, tr.Said(w.s.Claims[0].Thresholds.OrDefault().Name)))
	w.add(block.Heading{Level: 1, Text: tr.T("Prepared and checked")}, block.Pairs(p))
}

// people are what the briefs say of someone or something, each once.
func (s *Source) people(of func(appraisal.Brief) string) string {
	var all []string
	for _, c := range s.Claims {
		if name := strings.TrimSpace(of(c.Brief)); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return strings.Join(all, ", ")
}

// named explains in short the rules that the sentences rest on.
func (w *letterWriter) named() {
	if len(w.rules) == 0 {
		return
	}
	w.add(block.Heading{Level: 1, Text: tr.T("Rules behind this answer"), ID: "rules"})
	list := block.List{}
	for _, id := range w.rules {
		r, _ := rules.Find(id)
		list.Items = append(list.Items, block.Item{ID: ruleAnchor(id), Runs: []block.Run{{Text: string(id), Bold: true}, {Text: " " + tr.Said(r.Text)}}})
	}
	w.add(list)
}
