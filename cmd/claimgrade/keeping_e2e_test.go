//go:build e2e

package main

import "testing"

func TestTextTypedJustBeforeTheWindowClosesIsKept(t *testing.T) {
	d := atARow(t)
	d.click("What the judgement rests on")
	for _, way := range []struct {
		typed, kept string
		close       func()
	}{
		{"A crossover of seven.", "A crossover of seven.", func() { d.key("ctrl+q") }},
		{" Two dropped out.", "A crossover of seven. Two dropped out.", d.closeWindow},
	} {
		d.write(way.typed)
		way.close() // at once: nothing waits for the line that says that all is saved
		if code := d.waitEnd(); code != 0 {
			t.Fatalf("the program ended with exit code %d:\n%s", code, d.stderr())
		}
		d.start()
		d.waitText(way.kept)
		d.click(way.kept)
		d.key("ctrl+End")
	}
}

// A judgement is one click: whoever has seen it stand there may pull the plug.
func TestAJudgementThatIsShownAsSavedOutlivesAKillAtOnce(t *testing.T) {
	d := atARow(t)
	d.toDomain("alt+2")
	d.judge("High")
	d.waitText("Agrees with the suggestion.")
	d.waitText("All changes saved")
	d.kill()
	d.start()
	d.waitText("Agrees with the suggestion.")
}

// atARow is a desk on which a reviewer has given a name and chosen a trial that is linked to a claim.
func atARow(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, "")
	d.start()
	d.waitText("53")
	d.key("ctrl+shift+r")
	d.click("First name and surname")
	d.write("Hanne Olsen")
	d.key("Return")
	d.waitGone("First name and surname")
	d.key("ctrl+f")
	d.write("robust")
	d.click("Robust")
	d.click("Berman 2000")
	return d
}
