package reader_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgrade/ui/internal/uitest"
	setting "claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/session"
)

// The budget: an article of 20,000 words is on screen 0.6 s after it was chosen.
func BenchmarkArticleOf20000Words(b *testing.B) {
	d := open(b, setting.Look{Width: 900, Height: 700})
	var text strings.Builder
	for i := range 200 {
		fmt.Fprintf(&text, "Paragraph %d. %s\n\n", i, strings.Repeat("Some plain words of an article that goes on and on. ", 9))
	}
	file := filepath.Join(b.TempDir(), "long.txt")
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	d.reader.OpenFiles([]string{file})
	uitest.Settle(d.Canvas)
	at := d.s.Place()
	if at.Kind != session.ReaderPlace {
		b.Fatalf("the article was not opened: %+v", at)
	}
	b.ReportMetric(float64(len(strings.Fields(text.String()))), "words")
	var laidOut time.Duration
	for b.Loop() {
		d.s.Go(session.Place{Kind: session.ClaimPlace, UID: "elsewhere"})
		begun := time.Now()
		d.s.Go(at)
		uitest.Settle(d.Canvas)
		laidOut += time.Since(begun)
		d.Canvas.Capture() // draws the whole sheet, of which a window draws what is in sight
	}
	b.ReportMetric(laidOut.Seconds()*1000/float64(b.N), "ms-until-laid-out")
}
