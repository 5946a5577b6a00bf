package library_test

import (
	"testing"

	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/library"
	"claimgrade/ui/session"
)

// Of a large library the claims come first: the pane must count what is there and say what is still to come.
func TestAFirstPartSaysWhatIsStillToCome(t *testing.T) {
	d := desk.Open(t, desk.Look{Width: 420, Height: 900})
	l := library.New(d.Session, library.Actions{})
	var whole session.Overview
	d.Session.LoadOverview(func(o session.Overview, err error) {
		if err != nil {
			t.Fatal(err)
		}
		whole = o
	})
	first := whole
	first.Reading, first.Trials = true, nil
	first.Claims = append([]session.ClaimItem{}, whole.Claims...)
	first.Claims[0].Pending, first.Claims[0].Verdict = true, ""
	first.Counts.Trials = 123456
	l.Show(first)
	d.Show(l.Object())
	d.MustSee("Being worked out…", "123456")
	d.Tap("Filter…")
	d.MustNotSee("Which claims are listed")
	if library.WhyNoFilter(first) == "" {
		t.Error("claims can be narrowed down to verdicts that are not known")
	}
	l.SetFilter("found nowhere")
	d.MustSee("No claim matches", "Elsewhere: Trials …")
	l.ShowTab(1)
	d.MustSee("Reading the trials…")
	d.MustNotSee("No trial matches", "123456")

	l.SetFilter("")
	l.Show(whole)
	d.MustSee(whole.Trials[0].Name)
	d.MustNotSee("Reading the trials…", "123456")
	l.ShowTab(0)
	d.MustNotSee("Being worked out…")
	d.Tap("Filter…")
	d.MustSee("Which claims are listed")
}
