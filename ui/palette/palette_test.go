package palette_test

import (
	"context"
	"testing"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/palette"
)

func TestMain(m *testing.M) { desk.Main(m) }

// A person who types fast presses Enter before the answer is there: what stood in the list before must not be taken.
func TestEnterWaitsForWhatWasTypedLast(t *testing.T) {
	d := desk.Open(t, desk.Look{Queued: true, Width: 900, Height: 700})
	taken := ""
	item := func(title string) palette.Item {
		return palette.Item{Title: title, Run: func() { taken = title }}
	}
	answer := make(chan struct{})
	palette.Show(d.Canvas, palette.Spec{Recent: []palette.Item{item("An older place")},
		Search: func(ctx context.Context, typed string) ([]palette.Group, error) {
			select {
			case <-answer:
				return []palette.Group{{Title: "Claims", Items: []palette.Item{item("The claim meant")}}}, nil
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}})
	d.MustSee("An older place")
	d.Type("meant")
	d.Press("Return")
	if taken != "" || !dialogs.Blocked() {
		t.Fatalf("took %q before the answer was there", taken)
	}
	close(answer)
	d.Await("the claim taken", func() bool { return taken != "" })
	if taken != "The claim meant" || dialogs.Blocked() {
		t.Errorf("took %q", taken)
	}
}
