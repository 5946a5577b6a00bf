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

// The faces of print. PDF wants outlines as TrueType has them, where the files above have those of PostScript; the window
// keeps the others, whose rules for the distances of letters print has no use for. These are Inter again, with the letters
// that print needs and with figures of one width, so that numbers stand below each other; and DejaVu Sans
// (fonts/print/LICENSE-DejaVu.txt) for signs and scripts that Inter lacks, where ◯ is of the size of ⊕, as certainty has it.
var (
	//go:embed fonts/print/Inter-Regular.ttf
	PrintRegular []byte
	//go:embed fonts/print/Inter-SemiBold.ttf
	PrintBold []byte
	//go:embed fonts/print/Inter-Italic.ttf
	PrintItalic []byte
	//go:embed fonts/print/Inter-SemiBoldItalic.ttf
	PrintBoldItalic []byte
	//go:embed fonts/print/DejaVuSans.ttf
	PrintSigns []byte
)
