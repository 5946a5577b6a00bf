package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// parent is a widget of this package that shows where its parts are to the tooltip search.
type parent interface{ parts() []fyne.CanvasObject }

func childrenOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch c := o.(type) {
	case *fyne.Container:
		return c.Objects
	case parent:
		return c.parts()
	case *container.Scroll:
		return []fyne.CanvasObject{c.Content}
	}
	return nil
}
