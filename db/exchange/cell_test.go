package exchange_test

import (
	"testing"

	"pgregory.net/rapid"

	"claimgrade/db/exchange"
)

func TestACellThatASpreadsheetWouldRunIsGuarded(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\r=1": "'\r=1",
		"＝1+1": "'＝1+1", "'=1+1": "''=1+1", "-": "'-", "+": "'+", "-1e400000": "'-1e400000", "=\"1\"": "'=\"1\"",
		"-5": "-5", "+5.25": "+5.25", "-.5": "-.5", "-1.5e-7": "-1.5e-7", "": "", "a=b": "a=b", "'": "'", "'quoted'": "'quoted'", "−5": "−5", "– x": "– x",
		" =1": " =1", "Low": "Low", "\u202e=1": "\u202e=1",
	} {
		if got := exchange.GuardCell(in); got != want {
			t.Errorf("%q is written as %q, want %q", in, got, want)
		}
	}
}

func TestEveryCellComesBackFromItsGuard(t *testing.T) {
	sign := rapid.SampledFrom([]string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "'", "1", ".", "e", "a", " ", "\"", "�"})
	rapid.Check(t, func(t *rapid.T) {
		s := ""
		for _, c := range rapid.SliceOfN(sign, 0, 6).Draw(t, "signs") {
			s += c
		}
		if got := exchange.UnguardCell(exchange.GuardCell(s)); got != s {
			t.Fatalf("%q comes back as %q", s, got)
		}
	})
}

func TestATextOfOneLineKeepsWhatLooksLikeMarkup(t *testing.T) {
	for in, want := range map[string]string{
		" a\r\nb\x00 c\u0085\ufeffd ": "a b c d", "<b>x</b> &amp; y": "<b>x</b> &amp; y", "a\u202eb": "a\u202eb", "": "", "😀": "😀", "a\u00a0b": "a b", "\x1b[31m": "[31m",
	} {
		if got := exchange.OneLine(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
