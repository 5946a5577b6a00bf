package block_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"claimgrade/ui/report/block"
)

func TestATextIsMadeHarmlessAndKeepsItsWords(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"ordinary words", "Low – 0.72 (95% CI 0.5 to 1.1)", "Low – 0.72 (95% CI 0.5 to 1.1)"},
		{"lines and tabs", "a\nb\tc", "a\nb\tc"},
		{"other line ends", "a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"},
		{"control characters", "a\x00b\x1b[31mc\x7fd\u009be", "a\ufffdb\ufffd[31mc\ufffdd\ufffde"},
		{"noncharacters", "a\ufffeb\uffffc\U0001fffed\ufdd0e", "a\ufffdb\ufffdc\ufffdd\ufffde"},
		{"bytes that are not UTF-8", "a\xffb", "a\ufffdb"},
		{"turned round", "safe \u202efdp.exe\u202c and \u2066x\u2069", "safe fdp.exe and x"},
		{"right to left by its letters", "שלום\u200f! مرحبا", "שלום\u200f! مرحبا"},
		{"an emoji of several", "👩🏽‍⚕️ é", "👩🏽‍⚕️ é"},
	} {
		if got := block.Clean(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWhatIsCleanStaysSo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		out := block.Clean(in)
		if !utf8.ValidString(out) || block.Clean(out) != out {
			t.Fatalf("%q is not clean", out)
		}
		letters := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					return r
				}
				return -1
			}, s)
		}
		if letters(in) != letters(out) {
			t.Fatalf("%q lost letters of %q", out, in)
		}
	})
}

func TestOnlyAddressesOnTheWebAreLinks(t *testing.T) {
	for link, want := range map[string]string{
		"https://doi.org/10.1/a(1)b<c>": "https://doi.org/10.1/a%281%29b%3Cc%3E", "http://x.org/?a=1&b=2#c": "http://x.org/?a=1&b=2#c",
		"javascript:alert(1)": "", "data:text/html,x": "", "//x.org": "", "file:///etc": "", "mailto:a@b.c": "", "https://": "", "x": "", "": "", "#a": "",
		"https://x.org/a\nb": "",
	} {
		if got := block.Web(link); got != want {
			t.Errorf("%q leads to %q, want %q", link, got, want)
		}
	}
}
