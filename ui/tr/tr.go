// Package tr turns the English texts of the program into those of the language the reader chose. The English text is
// the key, so that the code reads as the screen does; the translations are in assets/lang. It reaches no window, so
// that reports may use it too.
package tr

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync/atomic"

	"claimgrade/assets"
)

// Language is a language of the program by its tag of BCP 47.
type Language string

// The languages of the program; Norwegian is bokmål.
const (
	English   Language = "en"
	Norwegian Language = "nb"
)

// Languages are all there are, in the order in which they are offered.
var Languages = []Language{English, Norwegian}

// Name is what a language calls itself.
func (l Language) Name() string {
	if l == Norwegian {
		return "Norsk (bokmål)"
	}
	return "English"
}

// Of finds the language for a locale such as "nb-NO" or "de": every Norwegian reader reads bokmål, all others English.
func Of(locale string) Language {
	tag, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(locale), "_", "-"), "-")
	if tag == "nb" || tag == "nn" || tag == "no" {
		return Norwegian
	}
	return English
}

// book is a language with its texts by the English ones, and the formats among them by which Said knows a sentence;
// English needs none.
type book struct {
	language Language
	texts    map[string]string
	patterns map[string][]pattern
	said     *memory
}

var current atomic.Pointer[book]

func init() { current.Store(&book{language: English}) }

// Use makes a language that of all texts from now on. Texts that are on the screen already stay as they are.
func Use(l Language) error {
	if l == English {
		current.Store(&book{language: English})
		return nil
	}
	texts, err := Texts(l)
	if err != nil {
		return err
	}
	patterns, err := patternsOf(l)
	if err != nil {
		return err
	}
	current.Store(&book{l, texts, patterns, &memory{}})
	return nil
}

// Current is the language in use.
func Current() Language { return current.Load().language }

// Texts are the translations into a language by the English texts.
func Texts(l Language) (map[string]string, error) {
	return textsOf(l, func(string) bool { return true })
}

// textsOf are the texts of those files of a language that are wanted, by what they are called before its tag.
func textsOf(l Language, wanted func(name string) bool) (map[string]string, error) {
	files, err := assets.Lang.ReadDir("lang")
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, f := range files {
		name, ok := strings.CutSuffix(f.Name(), "."+string(l)+".json")
		if !ok || !wanted(name) {
			continue
		}
		text, err := assets.Lang.ReadFile("lang/" + f.Name())
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, &all); err != nil { // adds to what is there
			return nil, fmt.Errorf("the texts of %s cannot be read: %w", f.Name(), err)
		}
	}
	return all, nil
}

// T is an English text in the language in use, with its arguments put in as fmt.Sprintf does; a translation may take
// them in another order (%[2]s). Without arguments the text is not a format.
func T(text string, args ...any) string {
	if there, ok := current.Load().texts[text]; ok {
		text = there
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// N is T for a number of things: one for 1, many for all others. Many takes the number first, then the arguments; one
// does the same if it has a verb.
func N(n int, one, many string, args ...any) string {
	if n == 1 && !strings.Contains(one, "%") {
		return T(one)
	}
	if n == 1 {
		many = one
	}
	return T(many, append([]any{n}, args...)...)
}

// Key marks an English text that T translates elsewhere, as those in tables do.
func Key(text string) string { return text }

// Number is a number with a true minus, at most so many decimals without idle zeros, and the decimal sign of the
// language in use.
func Number(x float64, decimals int) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return signed(x, s)
}

// Fixed is Number with exactly so many decimals, for numbers that stand together.
func Fixed(x float64, decimals int) string {
	return signed(x, strconv.FormatFloat(x, 'f', decimals, 64))
}

// signed gives a written number its true minus, which nothing has that is zero as written, and its decimal sign.
func signed(x float64, s string) string {
	if math.Signbit(x) {
		s = strings.TrimPrefix(s, "-")
		if strings.Trim(s, "0.") != "" {
			s = "−" + s
		}
	}
	return Digits(s)
}

// Digits is a number written with a decimal point with the decimal sign of the language in use.
func Digits(number string) string {
	if Current() == Norwegian {
		return strings.ReplaceAll(number, ".", ",")
	}
	return number
}

// Parse reads a number as a person types it: either minus, a decimal point, or the decimal sign of the language in use.
func Parse(typed string) (float64, error) {
	s := strings.ReplaceAll(strings.TrimSpace(typed), "−", "-")
	if Current() == Norwegian && strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	return strconv.ParseFloat(s, 64)
}
