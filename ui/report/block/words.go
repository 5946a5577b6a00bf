package block

import "claimgrade/ui/tr"

// Words say all of a sign to those who do not see it: "Low, provisional, overruled".
func (s Sign) Words() string {
	words := s.Word
	if s.Hollow {
		words = tr.T("%s, provisional", words)
	}
	if s.Overruled {
		words = tr.T("%s, overruled", words)
	}
	return words
}

// UnbasedWords mark a sentence that nothing in the library bears out, wherever a format shows one.
func UnbasedWords() string { return tr.T("not from the library") }
