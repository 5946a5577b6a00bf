package ui

import (
	"strings"
	"time"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/article"
	"claimgrade/ui/session"
)

// A shot is one state of the window that a person should look at.
type shot struct {
	name    string
	arrange func(u *user)
}

// shots are the screens and dialogs on the starter library.
var shots = []shot{
	{"board", func(u *user) { u.openClaim("Rapid, robust, transient") }},
	{"board-part", func(u *user) { u.openClaim("Robust") }},
	{"blinding", func(u *user) { u.openRow("Robust", "Murrough 2013", appraisal.Blinding) }},
	{"guesses", func(u *user) { u.openRow("No added benefit on the ward", "Shiroma 2020", appraisal.Blinding) }},
	{"sample-size", func(u *user) { u.openRow("Robust", "Murrough 2013", appraisal.SampleSize) }},
	{"follow-up", func(u *user) { u.openRow("Robust", "Murrough 2013", appraisal.FollowUp) }},
	{"attrition", func(u *user) { u.openRow("Robust", "Murrough 2013", appraisal.Attrition) }},
	{"copy-appraisal", func(u *user) {
		u.judgedAll("Robust", "Murrough 2013")
		u.choose("Copy this appraisal to other claims…")
		u.tap("Those of the same article")
	}},
	{"copied", func(u *user) {
		u.judgedAll("Robust", "Murrough 2013")
		u.choose("Copy this appraisal to other claims…")
		u.tap("Those of the same article")
		u.key("Ctrl+Return")
		u.openRow("Transient", "Murrough 2013", appraisal.FollowUp)
	}},
	{"claim-complete", func(u *user) {
		u.judgedAll("Robust", "")
		u.choose("Next open judgement")
	}},
	{"where-found", func(u *user) {
		u.openRow("Robust", "Murrough 2013", appraisal.Attrition)
		u.choose("Where do I find it?")
	}},
	{"why", func(u *user) {
		u.openClaim("Robust")
		u.tap("Why this verdict")
	}},
	{"trials-sorted", func(u *user) {
		u.openClaim("Replicated consistently")
		u.tap("Blinding")
		u.app.desk.focusCentre()
		u.key("Home")
		u.app.desk.closeDrawer()
	}},
	{"trials-arrange", func(u *user) {
		u.openClaim("Replicated consistently")
		u.choose("Sort and group the trials…")
	}},
	{"compare-choose", func(u *user) {
		u.openClaim("Robust")
		u.choose("Compare with another claim…")
	}},
	{"compare", func(u *user) {
		u.openClaim("Robust")
		u.choose("Compare with another claim…")
		u.write("consistently")
		u.key("Return")
	}},
	{"large-library", func(u *user) { u.app.desk.show(firstPart(u.app.desk.overview)) }},
	{"large-library-trials", func(u *user) {
		u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
		u.app.desk.show(firstPart(u.app.desk.overview))
		u.choose("Next in the list")
	}},
	{"evidence-claim", func(u *user) { u.openClaim("One of the largest, most rigorous trials") }},
	{"two-windows", func(u *user) {
		u.known("Hanne Olsen")
		u.inBothWindows()
	}},
	{"open-elsewhere", func(u *user) {
		u.quit()
		u.openElsewhere(time.Hour)
		u.start(u.path(starterName))
	}},
	{"on-the-network", func(u *user) {
		u.quit()
		u.openElsewhere(time.Hour)
		u.start(u.path(starterName))
		u.tap("Take it over")
		u.openClaim("Robust")
	}},
	{"read-elsewhere", func(u *user) {
		u.quit()
		u.openElsewhere(0)
		u.start(u.path(starterName))
		u.tap("Open for reading only")
		u.openClaim("Robust")
	}},
	{"report-claim", func(u *user) { u.openClaim("The blind failed") }},
	{"not-a-trial-question", func(u *user) { u.openClaim("Accepted reference dose") }},
	{"not-shown-claim", func(u *user) { u.openClaim("0.5 mg/kg is the right dose") }},
	{"no-difference-claim", func(u *user) { u.openClaim("No added benefit on the ward") }},
	{"trial", func(u *user) { u.goTo(session.TrialPlace, u.trial("Murrough 2013")) }},
	{"article", func(u *user) { u.goTo(session.ArticlePlace, u.app.desk.overview.Articles[3].Document.UID) }},
	{"reader-pdf", func(u *user) {
		u.reads("solvarin.pdf", article.PDF(u))
		u.takes()
	}},
	{"reader-text", func(u *user) {
		u.reads("solvarin.html", []byte(article.HTML()))
		u.takes()
	}},
	{"reader-selection", func(u *user) {
		u.reads("solvarin.pdf", article.PDF(u))
		u.finds("kept from guessing")
		u.write("s")
	}},
	{"reader-claim", func(u *user) {
		u.reads("solvarin.pdf", article.PDF(u))
		u.finds("relieved resistant")
		u.write("sc")
	}},
	{"reader-find", func(u *user) {
		u.reads("solvarin.pdf", article.PDF(u))
		u.choose("Find in article")
		u.write("trials")
		u.key("Return")
	}},
	{"reader-empty", func(u *user) { u.goTo(session.ReaderPlace, u.app.desk.overview.Articles[3].Document.UID) }},
	{"reader-paste", func(u *user) { u.choose("Paste an article…") }},
	{"filter", func(u *user) {
		u.choose("Find")
		u.write("rapid")
	}},
	{"nothing-found", func(u *user) {
		u.choose("Find")
		u.write("no such words")
	}},
	{"palette", func(u *user) {
		u.openClaim("Robust")
		u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
		u.openClaim("The blind failed")
		u.choose("Go to anything…")
	}},
	{"palette-found", func(u *user) {
		u.choose("Go to anything…")
		u.write("murrough")
	}},
	{"palette-commands", func(u *user) {
		u.choose("Go to anything…")
		u.write("trial")
	}},
	{"filter-choices", func(u *user) { u.choose("Filter the claims…") }},
	{"filtered", func(u *user) {
		u.choose("Filter the claims…")
		u.tap("Overstated")
		u.tap("Not started")
		u.key("Escape")
	}},
	{"new-library", func(u *user) { u.choose("New library…") }},
	{"back-up", func(u *user) { u.choose("Copy library to…") }},
	{"new-article", func(u *user) { u.choose("New article…") }},
	{"new-trial", func(u *user) { u.choose("New trial…") }},
	{"new-claim", func(u *user) { u.choose("New claim…") }},
	{"edit-claim", func(u *user) {
		u.openClaim("Robust")
		u.choose("Edit claim…")
	}},
	{"claim-in-error", func(u *user) {
		u.choose("New claim…")
		u.write("Ketamine works.")
		u.key("Ctrl+Return")
	}},
	{"throw-away", func(u *user) {
		u.choose("New claim…")
		u.write("Ketamine works.")
		u.key("Escape")
	}},
	{"claim-from-quote", func(u *user) {
		u.claimThis(claimedSentence)
	}},
	{"claim-suggestions", func(u *user) {
		u.claimThis(claimedSentence)
		u.key("Alt+1", "Alt+2", "Alt+3", "Alt+4")
	}},
	{"claim-split", func(u *user) {
		u.claimThis(doubleSentence)
		u.tapSplit()
	}},
	{"citation", func(u *user) {
		u.openClaim("Robust")
		u.choose("Check the citation…")
	}},
	{"link-trial", func(u *user) {
		u.openClaim("Robust")
		u.choose("Link a trial…")
		u.write("an")
	}},
	{"relation", func(u *user) {
		u.openRow("Robust", "Murrough 2013", "")
		u.choose("Relation and fit of the trial…")
	}},
	{"overrule", func(u *user) {
		u.known("Hanne Olsen")
		u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
		u.tap("Low")
	}},
	{"why-overruled", func(u *user) {
		u.overruled("Robust")
		u.tap("Why this verdict")
	}},
	{"why-folded", func(u *user) {
		u.overruled("Robust")
		u.tap("Why this verdict")
		u.tap("Fold all")
	}},
	{"overrule-step", func(u *user) {
		u.overruled("Robust")
		u.tapNth("Change…", 0)
	}},
	{"why-beside-drawer", func(u *user) {
		u.overruled("Robust")
		u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
		u.tap("Why this verdict")
	}},
	{"count-once", func(u *user) {
		u.known("Hanne Olsen")
		u.openClaim("Safe and effective alternative")
	}},
	{"count-once-asked", func(u *user) {
		u.known("Hanne Olsen")
		u.openClaim("Safe and effective alternative")
		u.tap("Count once…")
	}},
	{"reviewer", func(u *user) { u.choose("Reviewer…") }},
	{"strength-words", func(u *user) { u.choose("Words of strength…") }},
	{"thresholds", func(u *user) { u.choose("Thresholds…") }},
	{"thresholds-own", func(u *user) {
		u.choose("Thresholds…")
		u.tap("Lenient")
		u.tap("Make my own from this")
		u.tap("Use for this library")
	}},
	{"shortcuts", func(u *user) { u.choose("Keyboard shortcuts") }},
	{"first-start", func(u *user) {}},
	{"first-start-drawer", func(u *user) {
		u.tap("Next")
		u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	}},
	{"glossary", func(u *user) { u.choose("Glossary") }},
	{"glossary-found", func(u *user) {
		u.choose("Glossary")
		u.write("blind")
	}},
	{"rules", func(u *user) { u.choose("Rules") }},
	{"rule", func(u *user) { u.app.ShowRule("A-7") }},
	{"projector-claim", func(u *user) { u.project("Robust", "", 0) }},
	{"projector-blinding", func(u *user) { u.project("Robust", "", 1) }},
	{"projector-many", func(u *user) { u.project("Replicated consistently", "", 1) }},
	{"projector-guesses", func(u *user) { u.project("No added benefit on the ward", "Shiroma 2020", 1) }},
	{"projector-sample-size", func(u *user) { u.project("Robust", "Murrough 2013", 2) }},
	{"projector-follow-up", func(u *user) { u.project("Robust", "Murrough 2013", 3) }},
	{"projector-attrition", func(u *user) { u.project("Robust", "Murrough 2013", 4) }},
	{"projector-verdict", func(u *user) { u.project("Robust", "", 5) }},
	{"projector-change", func(u *user) { u.project("Robust", "", 6) }},
	{"projector-wording", func(u *user) { u.project("Robust", "", 7) }},
	{"where-is-my-data", func(u *user) { u.choose("Where is my data?") }},
	{"about", func(u *user) { u.choose("About ClaimGrade") }},
	{"delete-claim", func(u *user) {
		u.openClaim("Robust")
		u.choose("Delete claim")
	}},
	{"history-claim", func(u *user) {
		u.edited()
		u.openClaim("Robust")
		u.choose("History of this claim…")
	}},
	{"history-restore", func(u *user) {
		u.edited()
		u.openClaim("Robust")
		u.choose("History of this claim…")
		u.tap("Restore this…")
	}},
	{"history-trial", func(u *user) {
		u.edited()
		u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
		u.choose("History of this trial…")
	}},
	{"bin", func(u *user) {
		u.edited()
		u.choose("Bin…")
	}},
	{"bin-empty", func(u *user) { u.choose("Bin…") }},
}

func (u *user) goTo(kind, uid string) {
	u.app.desk.session.Go(session.Place{Kind: kind, UID: uid})
	uitest.Settle(u.canvas())
}

func (u *user) openClaim(label string) {
	u.Helper()
	longer := ""
	for _, c := range u.app.desk.overview.Claims {
		if c.Label == label {
			u.goTo(session.ClaimPlace, c.UID)
			return
		}
		if longer == "" && strings.HasPrefix(c.Label, label) {
			longer = c.UID // as labels are in some libraries
		}
	}
	if longer != "" {
		u.goTo(session.ClaimPlace, longer)
		return
	}
	u.Fatalf("no claim is labelled %q", label)
}

func (u *user) trial(name string) string {
	u.Helper()
	for _, x := range u.app.desk.overview.Trials {
		if strings.HasPrefix(x.Name, name) {
			return x.UID
		}
	}
	u.Fatalf("no trial is called %q", name)
	return ""
}

// openRow chooses a row of a claim's board, and a tab of the drawer.
func (u *user) openRow(claim, trial string, d appraisal.Domain) {
	u.Helper()
	u.openClaim(claim)
	s := u.app.desk.session
	s.LoadClaim("test", s.Place().UID, func(v session.View, err error) {
		if err != nil {
			u.Fatal(err)
		}
		for _, l := range v.Dossier.Linked {
			if strings.HasPrefix(l.Trial.Name, trial) {
				p := s.Place()
				p.Link, p.Domain = l.Link.UID, d
				s.Go(p)
				break
			}
		}
	})
	uitest.Settle(u.canvas())
}

// overruled is a claim whose certainty, time and verdict the reviewer has decided on.
func (u *user) overruled(claim string) {
	u.Helper()
	u.known("Hanne Olsen")
	u.openClaim(claim)
	s := u.app.desk.session
	s.Edit("Decide", func(b *db.Batch) error {
		for _, o := range []appraisal.Overrule{
			{Step: appraisal.StepCertainty, Value: "moderate", Reason: "The trials left out of the pool point the same way, on scales of their own."},
			{Step: appraisal.StepHorizon, Value: "PARTIAL", Reason: "Robust is read as lasting a week; one trial was read on day one only."},
			{Step: appraisal.StepVerdict, Value: "supported", Reason: "Robust is a word of the trade for large and quick."},
		} {
			o.ClaimUID, o.Reviewer = s.Place().UID, s.Reviewer().UID
			b.PutOverrule(o)
		}
		return nil
	}, nil)
	uitest.Settle(u.canvas())
}

// judgedAll has the rows of a claim judged as suggested: those of one trial, or all if none is named.
func (u *user) judgedAll(claim, trial string) {
	u.Helper()
	u.known("Hanne Olsen")
	if trial == "" {
		u.openClaim(claim)
	} else {
		u.openRow(claim, trial, "")
	}
	s := u.app.desk.session
	s.LoadClaim("shot", s.Place().UID, func(v session.View, err error) {
		if err != nil {
			u.Fatal(err)
		}
		s.Edit("Judge all", func(b *db.Batch) error {
			for _, r := range v.Assessment.Rows {
				for _, d := range appraisal.Domains {
					if got := r.Domains[d].Suggestion; (trial == "" || r.Linked.Trial.Name == trial) && rules.Due(v.Dossier.Claim, r, d) {
						b.PutAppraisal(appraisal.Appraisal{LinkUID: r.Linked.Link.UID, Reviewer: s.Reviewer().UID, Domain: d,
							Suggestion: got.Rating, Judgement: got.Rating, Rule: string(got.Rule), Reason: "Read in the report."})
					}
				}
			}
			return nil
		}, nil)
	})
	uitest.Settle(u.canvas())
}

// known has the reviewer's name stored already.
func (u *user) known(name string) {
	u.Helper()
	if err := u.app.desk.session.SetReviewer(name); err != nil {
		u.Fatal(err)
	}
}

// project shows a step of a claim in the projector view, with the picture of a row if its trial is named.
func (u *user) project(claim, trial string, step int) {
	u.Helper()
	if trial == "" {
		u.openClaim(claim)
	} else {
		u.openRow(claim, trial, "")
	}
	u.choose("Projector view")
	for range step {
		u.key("Right")
	}
}
