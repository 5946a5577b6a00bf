package main

import (
	_ "fyne.io/fyne/v2/app"
	_ "fyne.io/fyne/v2/test"
	_ "github.com/dweymouth/fyne-tooltip"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/google/uuid"
	_ "gonum.org/v1/gonum/stat/distuv"
	_ "modernc.org/sqlite"
	_ "pgregory.net/rapid"
)

func main() {}
