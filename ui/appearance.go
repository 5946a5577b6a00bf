package ui

import (
	"math"

	"claimgrade/ui/theme"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
)

// Sizes of the interface.
const (
	smallest float32 = 1
	largest  float32 = 2
)

var interfaceSizes = []float32{smallest, 1.1, 1.25, 1.5, 1.75, largest}

func (a *App) setMode(m theme.Mode) {
	a.theme.SetMode(m)
	a.settings.Theme = map[theme.Mode]string{theme.Light: "light", theme.Dark: "dark"}[m]
	a.appearanceChanged()
}

func (a *App) setHighContrast(on bool) {
	a.theme.SetHighContrast(on)
	a.settings.Contrast = on
	a.appearanceChanged()
}

// symbolNames are the colours of symbols: what the menu calls them and what the settings do.
var symbolNames = []struct {
	symbols       theme.Symbols
	label, stored string
	key           fyne.KeyName
}{
	{theme.OwnSymbols, tr.Key("Symbols in green, amber, red"), "", fyne.Key1},
	{theme.SafeSymbols, tr.Key("Symbols safe for the colour-blind"), "colour-blind-safe", fyne.Key2},
	{theme.CochraneLike, tr.Key("Symbols in Cochrane's colours"), "cochrane", fyne.Key3},
}

func (a *App) setSymbols(s theme.Symbols) {
	a.theme.SetSymbols(s)
	for _, n := range symbolNames {
		if n.symbols == s {
			a.settings.Symbols = n.stored
		}
	}
	a.appearanceChanged()
}

func (a *App) setSize(s float32) {
	a.theme.SetScale(s)
	a.settings.Size = s
	a.appearanceChanged()
	a.say(tr.T("Interface size %.0f %%", s*100))
}

// stepSize goes to the next larger or smaller size.
func (a *App) stepSize(by int) {
	nearest := 0
	for i, s := range interfaceSizes {
		if math.Abs(float64(s-a.theme.Scale())) < math.Abs(float64(interfaceSizes[nearest]-a.theme.Scale())) {
			nearest = i
		}
	}
	a.setSize(interfaceSizes[min(max(nearest+by, 0), len(interfaceSizes)-1)])
}

func (a *App) appearanceChanged() {
	if a.desk != nil {
		a.desk.fitPanes()
	}
	a.drawing(func() { fyne.CurrentApp().Settings().SetTheme(a.theme) })
	a.saveSettings()
	a.menu.refresh()
}

// drawing calls f as what draws the window. With another theme Fyne 2.7 forgets the pictures of all words in the renderer's
// memory, for which OpenGL heeds only whom the window belongs to at that moment: without this they stay there, some
// megabytes for each change.
func (a *App) drawing(f func()) {
	done := false
	if w, ok := a.window.(interface{ RunWithContext(func()) }); ok { // a window of tests draws nothing
		w.RunWithContext(func() { f(); done = true })
	}
	if !done { // a window that is not there yet, or closes, calls nothing
		f()
	}
}

const (
	widthKey, heightKey         = "window.width", "window.height"
	defaultWidth, defaultHeight = 1280, 800
)

func (a *App) restoreSize() {
	p := fyne.CurrentApp().Preferences()
	width, height := p.FloatWithFallback(widthKey, defaultWidth), p.FloatWithFallback(heightKey, defaultHeight)
	a.window.Resize(fyne.NewSize(float32(width), float32(height)))
	storeSize(p, width, height) // Fyne complains at the next start about preferences in which nothing was ever stored
}

func (a *App) rememberSize() {
	s := a.window.Canvas().Size()
	storeSize(fyne.CurrentApp().Preferences(), float64(s.Width), float64(s.Height))
}

func storeSize(p fyne.Preferences, width, height float64) {
	p.SetFloat(widthKey, width)
	p.SetFloat(heightKey, height)
}
