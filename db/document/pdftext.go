package document

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// token is a word as the file has it, with its box from the top left of the page as it is shown.
type token struct {
	text           string
	x0, y0, x1, y1 float64
}

// read reads the text of a page and puts it into reading order. It also counts the characters that the file has there.
func (p *PDF) read(ctx context.Context, n int) (page Page, characters int, err error) {
	var tokens []token
	err = p.with(ctx, func(instance pdfium.Pdfium) error {
		size, err := instance.GetPageSize(&requests.GetPageSize{Page: p.page(n)})
		if err != nil {
			return err
		}
		page.Width, page.Height = size.Width, size.Height
		t, err := p.placement(instance, n, page)
		if err != nil {
			return err
		}
		text, err := instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: p.page(n)})
		if err != nil {
			return err
		}
		defer func() { _, _ = instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) }()
		s := scanner{ctx: ctx, instance: instance, text: text.TextPage, place: t}
		if err := s.scan(); err != nil {
			return err
		}
		tokens, characters = s.tokens, s.count
		return nil
	})
	if err != nil {
		return page, 0, err
	}
	compose(&page, tokens)
	return page, characters, nil
}

// placement leads from the file's coordinates to points from the top left of the page as it is shown.
type placement struct{ x, xx, xy, y, yx, yy float64 }

func (t placement) at(x, y float64) (float64, float64) {
	return t.x + t.xx*x + t.xy*y, t.y + t.yx*x + t.yy*y
}

// placement asks where three points of a page come to lie: pages may be turned and begin anywhere.
func (p *PDF) placement(instance pdfium.Pdfium, n int, page Page) (placement, error) {
	const fine, far = 100, 1000
	var at [3][2]float64
	for i, from := range [3][2]float64{{0, 0}, {far, 0}, {0, far}} {
		to, err := instance.FPDF_PageToDevice(&requests.FPDF_PageToDevice{Page: p.page(n),
			SizeX: int(page.Width * fine), SizeY: int(page.Height * fine), PageX: from[0], PageY: from[1]})
		if err != nil {
			return placement{}, err
		}
		at[i] = [2]float64{float64(to.DeviceX) / fine, float64(to.DeviceY) / fine}
	}
	return placement{
		x: at[0][0], xx: (at[1][0] - at[0][0]) / far, xy: (at[2][0] - at[0][0]) / far,
		y: at[0][1], yx: (at[1][1] - at[0][1]) / far, yy: (at[2][1] - at[0][1]) / far,
	}, nil
}

// scanner reads the characters of a page into words.
type scanner struct {
	ctx      context.Context
	instance pdfium.Pdfium
	text     references.FPDF_TEXTPAGE
	place    placement
	tokens   []token
	count    int
}

func (s *scanner) scan() error {
	counted, err := s.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: s.text})
	if err != nil {
		return err
	}
	s.count = min(counted.Count, maxCharacters)
	codes, err := s.codes()
	if err != nil {
		return err
	}
	characters, broken := make([]rune, s.count), make([]bool, s.count)
	for i, code := range codes {
		characters[i] = character(code)
		broken[i] = code == hyphenMark || code == otherHyphenMark
	}
	for i := 0; i < len(characters); {
		r := characters[i]
		if unicode.IsSpace(r) || r == 0 {
			i++
			continue
		}
		end := i + 1
		for end < len(characters) && !unicode.IsSpace(characters[end]) && characters[end] != 0 && !broken[end-1] {
			end++
		}
		if err := s.word(characters[i:end], i); err != nil {
			return err
		}
		i = end
	}
	return nil
}

// codes are the characters as the engine has them: all at once, or one by one where it leaves some out of its text.
func (s *scanner) codes() ([]rune, error) {
	whole, err := s.instance.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: s.text, Count: s.count})
	if err != nil {
		return nil, err
	}
	if codes := []rune(strings.TrimSuffix(whole.Text, "\x00")); len(codes) == s.count {
		return codes, nil
	}
	codes := make([]rune, s.count)
	for i := range codes {
		if i%256 == 0 && s.ctx.Err() != nil {
			return nil, s.ctx.Err()
		}
		c, err := s.instance.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: s.text, Index: i})
		if err != nil {
			return nil, err
		}
		codes[i] = rune(c.Unicode)
	}
	return codes, nil
}

// The engine marks a hyphen at the end of a line with a code of its own, and leaves out the line's end.
const (
	hyphenMark      = 2
	otherHyphenMark = 0xfffe
)

// character is what a code of the engine means.
func character(r rune) rune {
	switch {
	case r == hyphenMark || r == otherHyphenMark:
		return '-'
	case r == '\n', r == '\r', r == '\t':
		return r
	case r < ' ' || r == 0x7f || !utf8.ValidRune(r):
		return 0
	}
	return r
}

type box struct{ x0, y0, x1, y1 float64 }

// box is the place of a character, as high as its font: letters of a line then have one height.
func (s *scanner) box(i int) (box, error) {
	b, err := s.instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: s.text, Index: i})
	if err != nil {
		return box{}, err
	}
	x0, y0 := s.place.at(float64(b.Rect.Left), float64(b.Rect.Top))
	x1, y1 := s.place.at(float64(b.Rect.Right), float64(b.Rect.Bottom))
	return box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}, nil
}

// word adds a word. Digits that stand higher than what is before them are raised: they are references or powers.
func (s *scanner) word(text []rune, from int) error {
	first, err := s.box(from)
	if err != nil {
		return err
	}
	last := first
	if len(text) > 1 { // a question to the engine costs much: each makes a stack of its own
		if last, err = s.box(from + len(text) - 1); err != nil {
			return err
		}
	}
	word := append([]rune(nil), text...)
	for i := 1; i < len(text); i++ {
		if !isDigit(text[i]) || isDigit(text[i-1]) {
			continue
		}
		b := last
		if i < len(text)-1 {
			if b, err = s.box(from + i); err != nil {
				return err
			}
		}
		if b.y1 < first.y1-0.15*(first.y1-first.y0) && b.y1-b.y0 < 0.9*(first.y1-first.y0) {
			for j := i; j < len(text) && isDigit(text[j]); j++ {
				word[j] = raised[text[j]-'0']
			}
		}
	}
	s.tokens = append(s.tokens, token{text: string(word),
		x0: min(first.x0, last.x0), y0: min(first.y0, last.y0), x1: max(first.x1, last.x1), y1: max(first.y1, last.y1)})
	return nil
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

var raised = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
