//go:build e2e

// Command bare opens a window with one line of text: what a window costs before any program is in it. The benchmark of
// the start measures ClaimGrade against it.
package main

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	app.SetMetadata(fyne.AppMetadata{ID: "org.claimgrade.bare", Name: "bare"})
	window := app.NewWithID("org.claimgrade.bare").NewWindow("bare")
	window.SetContent(widget.NewLabel("53"))
	window.Resize(fyne.NewSize(1280, 800))
	frames := 0
	// Animations are moved on before each picture: at the second move, one picture has been drawn.
	fyne.NewAnimation(time.Second, func(float32) {
		if frames++; frames == 2 {
			fmt.Println("drawn")
		}
	}).Start()
	window.ShowAndRun()
}
