//go:build e2e

package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The task, as given to the journal-club facilitator:
//
//	"Tonight your journal club argues over the sentence that opens when you first start the program. Find out in which of
//	the four domains its trials are weakest. Take the largest of the weak ones, and explain from the pictures, in the
//	window and then on the projector, what is wrong with it and where the numbers come from."
func TestAFacilitatorFindsTheWeakestDomainAndExplainsItFromThePictures(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "")
	d.start()
	d.waitText("53")
	claim := d.waitText("The antidepressant effect of a ketamine infusion is robust.")
	d.waitPart("New here?")
	d.key("Escape") // the hint is read
	d.waitFor("the hint is gone", func(w tree) bool { _, ok := w.findPart("New here?"); return !ok })

	// The bars by domain: the red part is what speaks against the trials.
	d.scroll(d.scrollTo("Judgements by domain", claim, 1), 10)
	d.click("By number")
	d.waitPart("Shares of the trials linked to the claim")
	high := map[string]int{}
	for _, domain := range []string{"Blinding", "Sample size", "Follow-up", "Attrition"} {
		high[domain] = d.ratedHigh(domain)
	}
	weakest := ""
	for domain, n := range high {
		if weakest == "" || n > high[weakest] {
			weakest = domain
		}
	}
	if weakest != "Sample size" || high[weakest] < 3 {
		t.Fatalf("rated High are %v", high)
	}
	d.shot("by-domain")

	// A click on the red part leaves those trials in the table; Murrough 2013 is the largest.
	bar := d.barOf(weakest)
	d.clickOn(node{X: bar.X + bar.W - 12, Y: bar.Y, W: 8, H: bar.H}, 1, 1)
	page := node{X: 264, Y: 400, W: 8, H: 8} // beside the cards
	d.scrollTo("Show all", page, -1)
	d.waitPart(fmt.Sprintf("High: %d of 5 trials.", high[weakest]))
	d.scrollTo("Murrough 2013", page, 1)
	d.click("Murrough 2013")
	d.key("alt+2")
	d.waitPart("Rule S-4")
	d.shot("picture")

	// Every mark of the picture says what it is and where its number came from.
	said := d.overPicture()
	for _, want := range []string{"Smallest difference that matters", "As recorded", "2.80 times the standard error"} {
		if !strings.Contains(said, want) {
			t.Errorf("the picture does not tell of %q; it tells %q", want, said)
		}
	}

	// The same for the room.
	d.key("F5")
	d.waitFor("the projector shows the claim", func(w tree) bool {
		_, ok := w.findPart("ketamine infusion is robust")
		_, menu := w.find("All changes saved")
		return ok && !menu
	})
	d.poll("the projector comes to the weakest domain", func() bool {
		w := d.look()
		if n, ok := w.findPart(weakest); ok && n.H > 20 {
			return true
		}
		d.key("Right")
		return false
	})
	d.shot("projector")
	d.key("Escape")
	d.waitText("All changes saved")
}

// barOf is the bar of a domain in the summary.
func (d *desk) barOf(domain string) node {
	d.Helper()
	return d.waitStill("the bar of "+domain, func(w tree) (node, bool) {
		summary, ok := w.find("Judgements by domain")
		return first(w.all(func(n node) bool {
			if n.Type != "*widgets.StackedBar" || !ok {
				return false
			}
			_, named := first(w.all(func(l node) bool {
				return l.Text == domain && l.X >= summary.X-4 && l.X < n.X && l.Y < n.Y+n.H && l.Y+l.H > n.Y
			}))
			return named
		}))
	})
}

var ratedHigh = regexp.MustCompile(`: High, (\d+) trial`)

// ratedHigh is what the bar of a domain says, under the pointer, of trials that are rated High.
func (d *desk) ratedHigh(domain string) int {
	d.Helper()
	bar := d.barOf(domain)
	for at := bar.W - 8; at > 0; at -= bar.W / 10 { // that part is one of the last
		d.moveTo(int(bar.X+at), int(bar.Y+bar.H/2))
		if found := ratedHigh.FindStringSubmatch(d.barOf(domain).Tip); found != nil {
			n, _ := strconv.Atoi(found[1])
			return n
		}
	}
	return 0
}

// overPicture moves the pointer over the marks of the picture in the drawer and collects what their tooltips say.
func (d *desk) overPicture() string {
	d.Helper()
	d.waitStill("the picture", func(w tree) (node, bool) {
		return first(w.all(func(n node) bool { return n.Type == markType && n.X > w.Width-372 }))
	})
	var said []string
	for _, mark := range d.look().Nodes {
		if mark.Type != markType || mark.X < 908 {
			continue
		}
		d.hover(mark)
		var tip node
		d.waitFor("a tooltip", func(w tree) (ok bool) {
			tip, ok = first(w.all(func(n node) bool { return n.Type == "*widgets.Picture" && n.Tip != "" && n.X > 900 }))
			if ok {
				_, ok = w.findPart(strings.Split(tip.Tip, "\n")[0])
			}
			return ok
		})
		said = append(said, tip.Tip)
	}
	d.shot("tooltip")
	return strings.Join(said, "\n")
}

// The task, as given to the adviser in medicines information:
//
//	"A reader writes that the effect of Murrough 2013 after a day is wrong in our library: the paper has −1.95 points with
//	an interval from −6.71 to 2.80. Correct it, say where it stands, and look what it does to the claims that ketamine works
//	in hours, that its effect is rapid, and that it is robust. Then it turns out that the reader was mistaken: take it back."
func TestAnAdviserCorrectsAFactWithItsSourceSeesThreeVerdictsReactAndTakesItBack(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "")
	d.start()
	d.waitText("53")
	d.key("ctrl+f")
	d.write("american psychiatric")
	labels := []string{"Works in hours", "Rapid", "Robust"}
	before := d.verdictsInTheList(labels)
	if got := strings.Join(before, ", "); got != "Partly supported, Partly supported, Overstated" {
		t.Fatalf("the verdicts are %s", got)
	}

	// To the trial, and to the estimate of its result after a day.
	d.key("ctrl+k")
	d.write("murrough 2013")
	d.waitText("Murrough 2013")
	d.key("Return")
	d.click("Results")
	d.clickPart("MADRS, day 1")
	page := node{X: 264, Y: 400, W: 8, H: 8} // beside the cards
	d.scrollTo("Estimate", page, 1)
	for _, field := range []struct{ label, was, now string }{
		{"Estimate", "-7.95", "-1.95"}, {"95 % interval, low", "-12.71", "-6.71"}, {"95 % interval, high", "-3.2", "2.80"},
	} {
		d.scrollTo(field.was, page, 1)
		d.clickOn(d.waitStill(field.label, func(w tree) (node, bool) { return w.find(field.was) }), 1, 1)
		d.key("ctrl+a")
		d.write(field.now)
		d.key("Tab")
	}
	d.waitText("All changes saved")

	// Its source: place, words, and that somebody has looked.
	estimate := d.waitText("-1.95")
	d.clickOn(d.waitStill("the source of the estimate", func(w tree) (node, bool) {
		var nearest node
		for _, n := range w.all(func(n node) bool { return strings.HasSuffix(n.Type, ".quietLink") }) {
			if n.Y > estimate.Y && n.X < estimate.X+estimate.W && n.X+n.W > estimate.X && (nearest.Type == "" || n.Y < nearest.Y) {
				nearest = n
			}
		}
		return nearest, nearest.Type != ""
	}), 1, 1)
	d.waitText("Source of this fact")
	d.click("Page, table or paragraph")
	d.key("ctrl+a")
	d.write("Table 2")
	d.click("The exact words of the source")
	d.write("a difference of 1.95 points")
	d.click("Checked against the source by me")
	d.shot("source")
	d.click("Save")
	d.waitText("Who is appraising?")
	d.write("Hanne Olsen")
	d.key("Return")
	d.waitGone("Who is appraising?")
	d.waitText("All changes saved")

	// Three claims have reacted.
	d.key("ctrl+f")
	d.write("american psychiatric")
	d.key("ctrl+1")
	d.waitFor("the three verdicts react", func(tree) bool {
		return strings.Join(d.verdictsInTheList(labels), ", ") == "Not supported, Not supported, Not supported"
	})
	d.shot("reacted")

	// Taken back, step by step, until the claims are what they were.
	d.poll("undo brings the verdicts back", func() bool {
		if strings.Join(d.verdictsInTheList(labels), ", ") == strings.Join(before, ", ") {
			return true
		}
		d.key("ctrl+z")
		return false
	})
	d.key("ctrl+k")
	d.write("murrough 2013")
	d.waitText("Murrough 2013")
	d.key("Return")
	d.scrollTo("Results", page, -1)
	d.click("Results")
	d.waitPart("−7.95 (−12.71 to −3.2)")
	d.shot("taken-back")
}

// verdictsInTheList are what the list at the left says of claims, in the order of their labels.
func (d *desk) verdictsInTheList(labels []string) []string {
	d.Helper()
	var said []string
	d.waitFor("the list shows "+strings.Join(labels, ", "), func(w tree) bool {
		said = nil
		for _, label := range labels {
			title, ok := first(w.all(func(n node) bool { return n.Text == label && n.X < 260 && n.Y > 100 }))
			if !ok {
				return false
			}
			below := node{Y: w.Height}
			for _, n := range w.all(func(n node) bool { return n.X < 260 && n.Text != "" }) {
				if n.Y > title.Y+4 && n.Y < below.Y {
					below = n
				}
			}
			said = append(said, below.Text)
		}
		return true
	})
	return said
}

// The task, as given to the student:
//
//	"A trial is missing in the library: Holm 2024, parallel groups, 96 people randomised, the participants blinded. Enter
//	it, link it to the claim that ketamine's effect is robust, as one that supports it, and appraise it in all four domains,
//	each with your reason. Your mouse is broken."
func TestAStudentAppraisesATrialFromScratchByKeyboardAlone(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "")
	d.start()
	d.noMouse = true
	d.waitText("53")

	d.key("ctrl+t")
	d.waitText("New trial")
	d.write("Holm 2024")
	d.key("Return")
	d.waitPart("of 7 extracted")
	d.tabToField("Year")
	d.write("2024")
	d.tabToField("Design")
	d.key("space")
	d.write("parallel")
	d.key("Return")
	d.tabToField("Randomised, total")
	d.write("96")
	d.tabToField("Participants blinded")
	d.key("space")
	d.write("yes")
	d.key("Return")
	d.waitText("All changes saved")
	d.waitPart("Parallel, n 96")
	d.shot("trial")

	// To the claim by its name, and the trial linked to it.
	d.key("ctrl+k")
	d.write("robust")
	d.waitFor("the palette finds the claim", func(w tree) bool { _, ok := w.findPart("is robust."); return ok })
	d.key("Return")
	d.waitText("The antidepressant effect of a ketamine infusion is robust.")
	d.key("ctrl+l")
	d.write("holm")
	d.waitText("Holm 2024")
	d.key("Return")
	d.waitText("Link Holm 2024")
	d.tabTo("*widgets.Select", 3) // the result: there is none, so the trial as a whole
	d.key("Tab")
	d.tabTo("*widgets.Select", 3)
	d.key("space")
	d.write("supports")
	d.key("Return")
	d.tabTo("*widgets.TextArea", 3)
	d.write("The text says that it did.")
	d.key("ctrl+Return")
	d.waitText("Trial (6 linked)")
	d.shot("linked")

	// The four domains.
	d.key("alt+1")
	d.waitText("Holm 2024")
	for i, judgement := range []string{"High", "Some concerns", "Low", "Low"} {
		d.key("alt+" + strconv.Itoa(i+1))
		d.tabTo("*widgets.Segmented", 60)
		steps := map[string]int{"Low": 0, "Some concerns": 1, "High": 2}[judgement]
		for range steps {
			d.key("Right")
		}
		d.key("space")
		if i == 0 {
			d.waitText("Who is appraising?")
			d.write("Kari Dahl")
			d.key("Return")
			d.waitGone("Who is appraising?")
		}
		var asked bool
		d.waitFor("the domain is judged, or the reason asked for", func(w tree) bool {
			_, asked = w.find("Why does your judgement differ?")
			_, given := w.findPart(fmt.Sprintf("%d of 4 domains judged", i+1))
			return asked || given
		})
		if asked {
			d.write("Read in the full text.")
			d.key("ctrl+Return")
		}
		d.waitFor("the domain is judged", func(w tree) bool {
			_, ok := w.findPart(fmt.Sprintf("%d of 4 domains judged", i+1))
			return ok
		})
		d.shot(judgement)
	}
	d.waitText("All changes saved")

	// What was done is there after the end of the program.
	d.key("ctrl+q")
	if code := d.waitEnd(); code != 0 {
		t.Fatalf("the program ended with exit code %d:\n%s", code, d.stderr())
	}
	d.start()
	d.waitText("Holm 2024")
	d.waitPart("4 of 4 domains judged")
}

// pressUntil presses a key, at most so often, until the window shows what is wanted.
func (d *desk) pressUntil(key string, most int, what string, done func(tree) bool) {
	d.Helper()
	for range most {
		if done(d.look()) {
			return
		}
		d.key(key)
	}
	d.Fatalf("%d times %s do not reach %s", most, key, what)
}

// tabToField presses Tab until the field of that label has the keyboard.
func (d *desk) tabToField(label string) {
	d.Helper()
	d.pressUntil("Tab", 200, "the field "+label, func(w tree) bool {
		n, ok := w.focused()
		field := n.Type == "*widgets.Entry" || n.Type == "*widgets.TextArea" || n.Type == "*widgets.Select"
		_, named := first(w.all(func(l node) bool {
			return l.Text == label && l.X < n.X && l.Y < n.Y+n.H && l.Y+l.H > n.Y && n.X-l.X < 220
		}))
		return ok && field && named
	})
}
