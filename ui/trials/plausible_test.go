package trials

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db/starter"
	"claimgrade/ui/words"

	"pgregory.net/rapid"
)

func TestTheStarterLibraryFitsTogether(t *testing.T) {
	c, err := starter.Content()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range c.Trials {
		for _, m := range appraisal.Misfits(x) {
			t.Errorf("%s: %s: %s", x.Name, m.Whose(x), m.Text)
		}
	}
}

func TestEveryChoiceHasANameOfItsOwn(t *testing.T) {
	for _, f := range appraisal.Fields {
		seen := map[string]bool{notReported(): true, notExtracted(): true}
		for _, c := range f.Choices {
			if n := words.Choice(c); n == "" || seen[n] {
				t.Errorf("%s: %q is called %q, as another choice is", f.Label, c, n)
			} else {
				seen[n] = true
			}
		}
	}
}

// A draft shows what is typed until the file has it, and otherwise what the file has.
func TestADraftNeverLosesWhatIsTypedNorWhatOthersStored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var d draft[int]
		var file int
		var queue []int // own values on their way to the file
		d.take(file, false)
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			switch rapid.IntRange(0, 2).Draw(t, "step") {
			case 0: // typed
				v := rapid.IntRange(0, 3).Draw(t, "typed")
				if v == d.now {
					continue
				}
				d.set(v)
				queue = append(queue[:0:0], v) // a newer value replaces one that waits
			case 1: // stored, then read
				if len(queue) > 0 {
					file, queue = queue[0], nil
				}
				d.take(file, false)
			case 2: // undone or changed elsewhere, which waits for its turn
				if len(queue) == 0 {
					file = rapid.IntRange(0, 3).Draw(t, "elsewhere")
				}
				d.take(file, len(queue) > 0)
			}
			want := file
			if len(queue) > 0 {
				want = queue[0]
			}
			if d.now != want {
				t.Fatalf("shows %d, want %d", d.now, want)
			}
		}
	})
}
