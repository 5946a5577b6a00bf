package assets

import _ "embed"

// The faces of Inter (SIL Open Font License 1.1, see fonts/LICENSE.txt). Fyne's own face lacks the signs of arithmetic.
var (
	//go:embed fonts/Inter-Regular.otf
	FontRegular []byte
	//go:embed fonts/Inter-SemiBold.otf
	FontBold []byte
	//go:embed fonts/Inter-Italic.otf
	FontItalic []byte
	//go:embed fonts/Inter-SemiBoldItalic.otf
	FontBoldItalic []byte
	// Icon is the program's icon, 512 pixels square.
	//go:embed icon.png
	Icon []byte
)
