package face

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestEveryFaceReads(t *testing.T) {
	for _, f := range All() {
		if !f.Has('A') || !f.Has('7') || f.Width("Aa", 10) <= 0 {
			t.Errorf("%s lacks ordinary letters", f.Name)
		}
		if shape, w := f.Outline('A', 20); len(shape) == 0 || w <= 0 {
			t.Errorf("%s draws no A", f.Name)
		}
	}
}

func TestTheStylesOfInterHaveTheSameCharacters(t *testing.T) {
	for r := range rune(reach) {
		for _, f := range []*Face{bold, italic, boldItalic} {
			if f.Has(r) != regular.Has(r) {
				t.Errorf("%s and %s differ in U+%04X", f.Name, regular.Name, r)
			}
		}
	}
}

func TestFiguresAreOfOneWidth(t *testing.T) {
	for _, f := range All() {
		for _, r := range "0123456789" {
			if got, want := f.Width(string(r), 1000), f.Width("0", 1000); math.Abs(got-want) > 2 {
				t.Errorf("%s: %c is %v wide, 0 is %v", f.Name, r, got, want)
			}
		}
	}
}

func TestWhatTheProgramShowsIsInAFace(t *testing.T) {
	for _, r := range "▲▼◆●⊕⊖⊗◯○↯≤≥−×✓✗–—…†‡≈±→←↑↓√∑²³½½§“”„«»‰″′αβγχΔ–æøåÆØÅ€" {
		if !known(r) {
			t.Errorf("no face has %c", r)
		}
	}
}

func TestLinesAsTheyStandOnPaper(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Ketamine 0.5 mg/kg", "Ketamine 0.5 mg/kg"},
		{"an accent of its own", "e\u0301te\u0301", "été"},
		{"emoji", "ok 😀", "ok [U+1F600]"},
		{"han", "中", "[U+4E2D]"},
		{"control characters", "a\x00b\x1bc", "a\ufffdb\ufffdc"},
		{"bytes that are no text", "a\xffb", "a\ufffdb"},
		{"a text turned round", "a\u202efdp.exe\u202c", "afdp.exe"},
		{"marks nobody sees", "co\u00adop\u200b x\ufeff", "coop x"},
		{"lines", "a\nb\tc", "a b c"},
		{"hebrew", "שלום", "םולש"},
		{"hebrew within", "abc (שלום עולם) def", "abc (םלוע םולש) def"},
		{"hebrew with a number", "see שלום 12 עולם now", "see םלוע 12 םולש now"},
		{"english within hebrew", "שלום abc (עולם)", "(םלוע) abc םולש"},
		{"arabic is joined", "سلام", "\ufee1\ufefc\ufeb3"},
		{"arabic alone", "ا د", "\ufea9 \ufe8d"},
	} {
		var got strings.Builder
		for _, p := range Pieces(c.in, Style{}) {
			got.WriteString(p.Text)
		}
		if got.String() != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.String(), c.want)
		}
	}
}

func TestNoCharacterIsLostOrLacksAFace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		style := Style{rapid.Bool().Draw(t, "bold"), rapid.Bool().Draw(t, "italic")}
		n := 0
		for _, p := range Pieces(in, style) {
			for _, r := range p.Text {
				n++
				if !p.Face.Has(r) {
					t.Fatalf("%s lacks U+%04X", p.Face.Name, r)
				}
			}
		}
		want := utf8.RuneCountInString(Printable(in))
		for _, r := range Printable(in) {
			if r == 0x644 {
				want = 0 // it may make one shape with the next letter
			}
		}
		if want != 0 && n != want {
			t.Fatalf("%d characters of %d", n, want)
		}
	})
}
