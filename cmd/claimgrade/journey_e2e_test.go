//go:build e2e

package main

import (
	"strings"
	"testing"
)

// The main job from end to end, as a person does it with mouse and keyboard: from the search field to a graded verdict, and
// all of it still there after the program was closed, and after it was killed.
func TestTheMainJobFromTheSearchFieldToTheVerdict(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "")
	d.start()
	d.waitText("53")

	// Find the claim by typing and open the effect that its sentence asserts.
	d.key("ctrl+f")
	d.write("rapid, robust")
	d.click("Rapid, robust, transient")
	d.waitText("Accurate")
	d.click("2. Rapid")
	d.waitText("The antidepressant effect of a ketamine infusion is rapid.")
	d.waitText("Partly supported")
	d.waitText("Trial (5 linked)")
	before := d.verdict()
	d.shot("board")

	// Link a trial that is not linked yet, and say that its result does something else than its interval says.
	d.key("ctrl+l")
	d.write("aspire ii")
	d.waitText("Ionescu 2021 (ASPIRE II)")
	d.key("Return")
	d.waitText("Link Ionescu 2021 (ASPIRE II)")
	d.click("Supports, as derived from the interval")
	d.click("Inconclusive")
	d.click("Link the trial")
	d.waitPart("The interval says") // and the form stays
	d.shot("reason-for-the-relation")
	d.click("What in the trial makes it so")
	d.write("A nasal spray beside usual care is not an infusion.")
	d.click("Link the trial")
	d.waitText("Trial (6 linked)")
	linked := d.verdict()
	if linked == before {
		t.Errorf("one more trial in the pool changes nothing: %s", linked)
	}

	d.appraiseBlinding()
	d.appraiseTheOtherDomains()

	// The verdict and the steps behind it have changed.
	d.waitText("Overstated")
	after := d.verdict()
	if after == linked || !strings.Contains(after, "4 of 12 judgements given") {
		t.Errorf("before the judgements: %s\nafter them: %s", linked, after)
	}
	d.clickPart("Why this verdict")
	d.waitText("V-10") // it was V-12
	d.shot("why")
	d.clickPart("Why this verdict")

	// Closed and started again: everything is where it was.
	d.key("ctrl+q")
	if code := d.waitEnd(); code != 0 {
		t.Fatalf("the program ended with exit code %d:\n%s", code, d.stderr())
	}
	d.start()
	d.waitPart("4 of 4 domains judged") // of the chosen row, to which the board goes, too
	d.scrollTo("The antidepressant effect of a ketamine infusion is rapid.", d.waitPart("Trial ("), -1)
	if again := d.verdict(); again != after {
		t.Errorf("before the restart: %s\nafter it: %s", after, again)
	}
	d.findsTheAppraisal()
	d.shot("restarted")

	// Typed and killed at once: what the window called saved is there.
	d.typeTheReason(" Asked after day 1.")
	d.kill()
	d.start()
	d.waitText("Raters were told nothing, patients felt it. Asked after day 1.")
	d.waitResting("a claim is open")
}

// verdict is what the window says of the verdict: the band, its one line of why, and how far the appraisal has come.
func (d *desk) verdict() string {
	d.Helper()
	d.scroll(d.waitPart("Trial ("), -40) // the board has gone to the chosen row
	d.waitPart("Why this verdict")
	d.waitText("All changes saved")
	var said []string
	for _, n := range d.look().Nodes {
		if strings.Contains(n.Text, " people: ") || strings.Contains(n.Text, "judgements given") {
			said = append(said, n.Text)
		}
	}
	return strings.Join(said, " / ")
}

// drawer is what lies in the right pane.
func (d *desk) drawer() tree {
	d.Helper()
	all := d.look()
	var right tree
	for _, n := range all.Nodes {
		if n.X > all.Width-372 {
			n.Parent = -1
			right.Nodes = append(right.Nodes, n)
		}
	}
	return right
}

// rule is the rule of the suggestion that the drawer shows.
func (d *desk) rule() string {
	d.Helper()
	var rule string
	d.waitFor("the drawer names a rule", func(tree) bool {
		n, ok := d.drawer().findPart("These answers suggest")
		if !ok {
			n, ok = d.drawer().findPart("Rule ")
		}
		rule = n.Text
		return ok
	})
	return rule
}

// appraiseBlinding changes an answer, overrules what is then suggested, gives the reason, and attaches a quote.
func (d *desk) appraiseBlinding() {
	d.Helper()
	d.key("alt+1")
	d.waitText("Suggested from the recorded facts")
	first := d.rule()
	pane := d.waitText("Your judgement")
	question := d.scrollTo("Did participants know, or come to know, which treatment they received?", pane, 1)
	d.clickOn(d.answerBelow(question), 1, 1)
	d.click("No")
	d.click("First name and surname") // the first answer asks whose it is
	d.write("Hanne Olsen")
	d.key("Return")
	d.waitFor("the suggestion has changed", func(tree) bool { return d.rule() != first })
	d.shot("answer")

	d.scrollTo("Your judgement", question, -1)
	d.judge("Low")
	d.waitText("Why does your judgement differ?")
	d.key("ctrl+Return")
	d.waitPart("Write why, or cancel")
	d.write("Raters were told nothing, patients felt it.")
	d.key("ctrl+Return")
	d.waitPart("Overrules the suggestion")

	d.scrollTo("Add a quote…", pane, 1)
	d.click("Add a quote…")
	d.waitText("Exact words")
	d.write("double-blind conditions")
	d.click("Page, table or paragraph")
	d.write("p. 1137")
	d.click("Keep the quote")
	d.waitText("“double-blind conditions”")
	d.shot("overruled")
}

// appraiseTheOtherDomains judges as suggested, except that follow-up is overruled.
func (d *desk) appraiseTheOtherDomains() {
	d.Helper()
	for _, domain := range []struct{ key, name, judgement string }{
		{"alt+2", "Sample", "High"}, {"alt+3", "Follow-up", "High"}, {"alt+4", "Attrition", "Some concerns"},
	} {
		d.toDomain(domain.key)
		d.judge(domain.judgement)
		var asked bool
		d.waitFor(domain.name+" is judged, or its reason asked for", func(w tree) bool {
			_, asked = w.find("Why does your judgement differ?")
			_, agrees := w.find("Agrees with the suggestion.")
			return asked || agrees
		})
		if asked {
			d.write("Read on the ward.")
			d.key("ctrl+Return")
			d.waitPart("Overrules the suggestion")
		}
	}
	d.waitText("All changes saved")
}

// notJudged is what the drawer says below a domain's judgement that was not given yet.
const notJudged = "Not judged yet. Until then the suggestion counts and the verdict is provisional."

// toDomain turns to a domain that is not judged yet, and to its judgement, which may stand below a high picture.
func (d *desk) toDomain(key string) {
	d.Helper()
	d.key(key)
	d.scrollTo(notJudged, node{X: 1264, Y: 600, W: 8, H: 8}, 1)
}

// judge clicks on a judgement in the drawer; the suggestion above it may say the same word.
func (d *desk) judge(judgement string) {
	d.Helper()
	d.clickOn(d.waitStill("the judgement "+judgement, func(w tree) (node, bool) {
		title, ok := w.find("Your judgement")
		choice, found := first(w.all(func(n node) bool { return n.says(judgement) && n.Y > title.Y && n.X >= title.X }))
		return choice, ok && found
	}), 1, 1)
}

// findsTheAppraisal looks for all that was given.
func (d *desk) findsTheAppraisal() {
	d.Helper()
	d.waitText("Trial (6 linked)")
	d.key("alt+1")
	for _, part := range []string{"Overrules the suggestion", "Raters were told nothing, patients felt it."} {
		d.waitPart(part)
	}
	d.scrollTo("“double-blind conditions”", d.waitText("Your judgement"), 1)
	d.key("ctrl+r")
	d.waitText("A nasal spray beside usual care is not an infusion.")
	d.key("Escape")
	d.waitGone("A nasal spray beside usual care is not an infusion.")
}

// typeTheReason adds to the reason in the drawer and waits until the window says that it is saved.
func (d *desk) typeTheReason(more string) {
	d.Helper()
	d.scrollTo("Raters were told nothing, patients felt it.", d.waitText("Evidence in the source"), -1)
	d.click("Raters were told nothing, patients felt it.")
	d.key("ctrl+End")
	d.write(more)
	d.waitPart(strings.TrimSpace(more))
	d.waitText("All changes saved")
}

// answerBelow scrolls until the answer to a question is in sight and returns it.
func (d *desk) answerBelow(question node) node {
	d.Helper()
	d.scroll(question, 4)
	return d.waitStill("the answer below the question", func(w tree) (node, bool) {
		asked, ok := w.find(question.Text)
		var nearest node
		for _, n := range w.Nodes {
			if n.Type == "*widgets.Select" && !n.Cut && n.Y > asked.Y && (nearest.Type == "" || n.Y < nearest.Y) {
				nearest = n
			}
		}
		return nearest, ok && nearest.Type != ""
	})
}

// waitPart waits until the window shows a text that holds the part, clickPart clicks on it.
func (d *desk) waitPart(part string) node {
	d.Helper()
	var found node
	d.waitFor("the window shows “"+part+"”", func(w tree) (ok bool) {
		found, ok = w.findPart(part)
		return ok
	})
	return found
}

func (d *desk) clickPart(part string) {
	d.Helper()
	d.clickOn(d.waitStill("“"+part+"”", func(w tree) (node, bool) { return w.findPart(part) }), 1, 1)
}
