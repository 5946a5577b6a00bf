package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const bom = "\ufeff"

// Decode turns the bytes of a text file into UTF-8 without a byte-order mark at its start. Line ends stay as they are.
// Bytes that mean nothing in the file's encoding become U+FFFD, and a warning counts them. What is no text is refused.
func Decode(name string, data []byte) (text string, warnings []Warning, refused string) {
	if len(bytes.TrimSpace(data)) == 0 {
		return "", nil, fmt.Sprintf("%s is empty: export it again, or choose another file.", name)
	}
	if bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}) || bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}) {
		return "", nil, fmt.Sprintf("%s is text in UTF-32, which is not read: save it as UTF-8 and try again.", name)
	}
	if low, isUTF16 := wideBytes(data); isUTF16 {
		text, warnings = decodeUTF16(data, low)
	} else {
		if b := firstBinary(data); b >= 0 {
			return "", nil, fmt.Sprintf("%s is not a text file (byte %d of it is no character): export the references as text, and choose that file.", name, b+1)
		}
		text, warnings = decodeBytes(data)
	}
	text = strings.TrimRight(strings.TrimLeft(text, bom), "\x00\x1a") // 1A ended text files under DOS
	if strings.TrimSpace(text) == "" {
		return "", nil, fmt.Sprintf("%s is empty: export it again, or choose another file.", name)
	}
	return text, warnings, ""
}

// wideBytes tells whether data is UTF-16, and which byte of a pair is the low one. Without a mark it is known by its zero
// bytes: line ends, digits and tags are ASCII in every format, so one byte of many pairs is zero and the other never is.
func wideBytes(data []byte) (low int, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return 0, true
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return 1, true
	}
	sample := data[:min(len(data), 4096)&^1]
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i&1]++
		}
	}
	pairs := len(sample) / 2
	switch {
	case zeros[1]*10 > pairs && zeros[0]*100 <= pairs:
		return 0, true
	case zeros[0]*10 > pairs && zeros[1]*100 <= pairs:
		return 1, true
	}
	return 0, false
}

// firstBinary is the offset of the first zero byte if data has so many bytes that no text has that it is none, else -1.
func firstBinary(data []byte) int {
	sample := data[:min(len(data), 8192)]
	bad, first := 0, -1
	for i, b := range sample {
		if b < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a\x1b", rune(b)) {
			bad++
			if first < 0 {
				first = i
			}
		}
	}
	if bad*20 > len(sample) {
		return first
	}
	return -1
}

// misread counts what was not understood and remembers where it began.
type misread struct {
	count, line int
}

func (m *misread) add(n int, before string) {
	if m.count == 0 {
		m.line = lineAt(before)
	}
	m.count += n
}

// lineAt is the number of the line after text.
func lineAt(text string) int {
	return 1 + strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}

func decodeUTF16(data []byte, low int) (string, []Warning) {
	var b strings.Builder
	b.Grow(len(data)/2 + len(data)/16)
	var bad misread
	unit := func(i int) rune { return rune(data[i+low]) | rune(data[i+1-low])<<8 }
	for i := 0; i+1 < len(data); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			pair := utf8.RuneError
			if i+3 < len(data) {
				pair = utf16.DecodeRune(r, unit(i+2))
			}
			if pair == utf8.RuneError {
				bad.add(2, b.String())
			} else {
				i += 2
			}
			r = pair
		}
		b.WriteRune(r)
	}
	if len(data)%2 == 1 {
		bad.add(1, b.String())
		b.WriteRune(utf8.RuneError)
	}
	if bad.count == 0 {
		return b.String(), nil
	}
	return b.String(), []Warning{{Line: bad.line, Message: fmt.Sprintf(
		"%s mean nothing in UTF-16 and are shown as �; the first is in line %d. The file may be damaged or cut off: export it again.",
		plural(bad.count, "byte"), bad.line)}}
}

// decodeBytes reads UTF-8. If the text is not, it is Windows-1252; or, when most of it is UTF-8 (files joined together, a
// file cut in the middle of a character), only the bytes that are not UTF-8 are.
func decodeBytes(data []byte) (string, []Warning) {
	text := string(data)
	if utf8.ValidString(text) {
		return text, nil
	}
	mixed := mostlyUTF8(text)
	var b strings.Builder
	b.Grow(len(text) + len(text)/16)
	var old, bad misread
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if n == 1 && r != utf8.RuneError || n > 1 && mixed || strings.HasPrefix(text[i:], bom) {
			b.WriteString(text[i : i+n])
			i += n
			continue
		}
		old.add(1, text[:i])
		r, n = windows1252(text[i]), 1
		if mixed && cutOff(text[i:]) {
			old.add(len(text)-i-1, text[:i])
			r, n = utf8.RuneError, len(text)-i
		}
		if r == utf8.RuneError {
			bad.add(n, text[:i])
		}
		b.WriteRune(r)
		i += n
	}
	return b.String(), singleByteWarnings(mixed, old, bad)
}

// mostlyUTF8 tells whether more characters beyond ASCII are UTF-8 than are not, an unfinished one at the end apart.
func mostlyUTF8(text string) bool {
	wide, stray := 0, 0
	for i := 0; i < len(text) && !cutOff(text[i:]); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			stray++
		case n > 1:
			wide++
		}
		i += n
	}
	return wide > stray
}

func singleByteWarnings(mixed bool, old, bad misread) []Warning {
	var ws []Warning
	switch {
	case !mixed:
		ws = append(ws, Warning{Line: old.line, Message: fmt.Sprintf(
			"The file is not UTF-8; it was read as Windows-1252 (first letter concerned: line %d). If accents look wrong, save it as UTF-8 and import it again.", old.line)})
	case old.count > bad.count:
		ws = append(ws, Warning{Line: old.line, Message: fmt.Sprintf(
			"%s not UTF-8 as the rest of the file is; such bytes were read as Windows-1252. The first is in line %d.", plural(old.count-bad.count, "byte is", "bytes are"), old.line)})
	}
	if bad.count > 0 {
		ws = append(ws, Warning{Line: bad.line, Message: fmt.Sprintf(
			"%s not understood and shown as �; the first is in line %d. The file may be damaged or cut off: export it again.", plural(bad.count, "byte was", "bytes were"), bad.line)})
	}
	return ws
}

// cutOff tells whether s, the rest of a file, is the beginning of a character of UTF-8.
func cutOff(s string) bool {
	return len(s) < utf8.UTFMax && !utf8.FullRuneInString(s)
}

// windows1252 is the letter of a byte, U+FFFD for the five bytes that have none.
func windows1252(b byte) rune {
	r := charmap.Windows1252.DecodeByte(b)
	if r >= 0x80 && r < 0xa0 {
		return utf8.RuneError
	}
	return r
}

// plural is "1 byte", "2 bytes"; the plural is the singular with an s unless it is given.
func plural(n int, one string, many ...string) string {
	switch {
	case n == 1:
		return "1 " + one
	case len(many) > 0:
		return fmt.Sprintf("%d %s", n, many[0])
	}
	return fmt.Sprintf("%d %ss", n, one)
}
