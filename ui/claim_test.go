package ui

import (
	"context"
	"os"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
)

// Sentences of an article that is read beside the form.
const (
	claimedSentence = "Compared with midazolam, a single infusion of ketamine may markedly reduce suicidal ideation within 24 hours in adults with bipolar depression [2]."
	doubleSentence  = "Ketamine lowered depression scores within 24 hours, but the benefit faded within two weeks."
	readArticle     = "Quick relief, and what becomes of it\n\n" +
		"Few treatments of depression have been praised as loudly as the infusions that clinics now offer. This essay asks what the trials allow one to say, and for how long.\n\n" +
		claimedSentence + " Whether that holds in daily practice is another matter, since those who volunteer for trials are not those who come to a clinic.\n\n" +
		doubleSentence + " Repeating the infusions is common, though nobody agrees on how often.\n\n" +
		"What remains is a question of trust: those who take part can tell what they were given, and those who rate them can tell it too.\n\n" +
		"References\n\n1. Berg A, Holm B. On hope as a medicine. J Invented. 2011;1:1-9.\n2. Ocean C, Dale D. Infusions and suicidal thoughts in bipolar depression: a trial. J Invented. 2018;8:10-19.\n"
)

// claimThis opens an article and makes a claim of one of its sentences, as somebody does who reads it.
func (u *user) claimThis(sentence string) {
	u.Helper()
	u.typed = append(u.typed, readArticle)
	d := u.app.desk
	path := u.path("relief.txt")
	if err := os.WriteFile(path, []byte(readArticle), 0o600); err != nil {
		u.Fatal(err)
	}
	d.screens.reader.OpenFiles([]string{path})
	uitest.Settle(u.canvas())
	uid := d.session.Place().UID
	doc, err := d.session.Lib.Document(context.Background(), uid)
	if err != nil {
		u.Fatal(err)
	}
	pages, err := d.session.Lib.Pages(context.Background(), doc.File)
	if err != nil || len(pages) != 1 {
		u.Fatal(pages, err)
	}
	text := pages[0].Text
	at := len([]rune(text[:strings.Index(text, sentence)]))
	d.screens.claims.CreateFrom(appraisal.Quote{DocumentUID: uid, Exact: sentence, Locator: "p. 1",
		Anchor: appraisal.Anchor{Page: 1, Start: at, End: at + len([]rune(sentence))}})
	uitest.Settle(u.canvas())
}

// tapSplit asks for the parts of a sentence that says two things.
func (u *user) tapSplit() {
	u.Helper()
	uitest.TapText(u, u.canvas(), tr.N(2, "This sentence says one thing", "This sentence says %d things. Save each as a part of its own."))
}

func TestAClaimIsWrittenBesideTheArticleAndGoesOnToItsTrials(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.claimThis(claimedSentence)
	u.sees("Few treatments of depression have been praised") // the article stays to be read
	u.sees("Suggested: midazolam · from “Compared with midazolam”")
	u.sees("Suggested: ref 2: Ocean C, Dale D.")
	u.write("Ketamine reduces suicidal ideation within a day.")
	u.choose("Blinding") // the menu has Alt+1, too
	u.sees("From “reduce suicidal ideation”")
	u.key("Alt+0")
	u.choose("Next open judgement") // the menu has Ctrl+Enter, and leaves it to the form
	u.sees("Type two letters of its name")
	u.key("Escape")
	p := u.app.desk.session.Place()
	c, err := u.app.desk.session.Lib.Claim(context.Background(), p.UID)
	if err != nil || p.Kind != session.ClaimPlace {
		t.Fatal(p, err)
	}
	if c.Wording != claimedSentence || c.Comparator != "midazolam" || c.Anchor.Page != 1 || !strings.HasPrefix(c.Citation.Cited, "ref 2: Ocean") {
		t.Errorf("stored %+v", c)
	}
	u.seesNot("Save and link trials")
}

func TestTheFormBesideTheArticleWaitsWhileARowIsAppraised(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.claimThis(claimedSentence)
	u.write("Half a sentence")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	u.seesNot("Save and link trials")
	u.key("Escape") // the drawer goes, the form comes back
	u.sees("Save and link trials")
	u.sees("Half a sentence")
	u.choose("Open library…")
	u.key("Escape")
	u.key("Escape")
	u.sees("Throw away what you typed?")
	u.tap("Throw it away")
	u.seesNot("Save and link trials")
}
