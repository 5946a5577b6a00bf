package block

import (
	"strings"

	"claimgrade/ui/tr"
)

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

// Beside are the words of a sign that stands before a text: its word is not said twice where the text begins with it.
func (s Sign) Beside(text string) string {
	if s.Word == "" || !strings.HasPrefix(strings.TrimSpace(text), s.Word) {
		return s.Words()
	}
	var marks []string
	if s.Hollow {
		marks = append(marks, tr.T("provisional"))
	}
	if s.Overruled {
		marks = append(marks, tr.T("overruled"))
	}
	return strings.Join(marks, ", ")
}
