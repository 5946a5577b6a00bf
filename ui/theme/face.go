package theme

import (
	"encoding/binary"

	"fyne.io/fyne/v2"
)

// quick is a face without its rules for replacing signs (the table GSUB: arrows for "->", a × between figures). For every
// text that is measured or drawn, Fyne prepares all rules of the face anew; with Inter's many that took two thirds of the
// time. The rules for the distances of letters stay.
func quick(face fyne.Resource) fyne.Resource {
	if face == nil {
		return nil
	}
	return fyne.NewStaticResource(face.Name(), withoutTable(face.Content(), "GSUB"))
}

// withoutTable is an OpenType file whose directory does not name a table. What is no such file stays as it is.
func withoutTable(font []byte, tag string) []byte {
	const header, entry = 12, 16
	if len(font) < header {
		return font
	}
	tables := int(binary.BigEndian.Uint16(font[4:]))
	if len(font) < header+entry*tables {
		return font
	}
	out := append([]byte(nil), font...)
	kept := 0
	for i := range tables {
		at := font[header+entry*i:][:entry]
		if string(at[:4]) != tag {
			copy(out[header+entry*kept:], at)
			kept++
		}
	}
	binary.BigEndian.PutUint16(out[4:], uint16(kept))
	return out
}
