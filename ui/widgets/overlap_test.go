package widgets_test

import (
	"fmt"

	"claimgrade/ui/internal/uitest"

	"fyne.io/fyne/v2"
)

// overlapping describes two lines of text that cover each other, or "". Faces leave room above and below their letters,
// so lines may touch with a quarter of their height.
func overlapping(c fyne.Canvas) string {
	lines := uitest.Lines(c)
	for i, a := range lines {
		for _, b := range lines[i+1:] {
			slack := min(a.Size.Height, b.Size.Height) / 4
			w := min(a.Pos.X+a.Size.Width, b.Pos.X+b.Size.Width) - max(a.Pos.X, b.Pos.X)
			h := min(a.Pos.Y+a.Size.Height, b.Pos.Y+b.Size.Height) - max(a.Pos.Y, b.Pos.Y)
			if w > 2 && h > slack {
				return fmt.Sprintf("%q at %v and %q at %v cover each other", a.Text, a.Pos, b.Text, b.Pos)
			}
		}
	}
	return ""
}
