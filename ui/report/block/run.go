package block

// Run is a stretch of text of one kind. A run with a Sign shows it before its text.
type Run struct {
	Text   string
	Bold   bool
	Italic bool
	Quote  bool   // words of somebody else, which stand between quotation marks in the text already
	Link   string // "#id" within the document, or an address on the web
	Raised bool   // a number of a reference
	Sign   *Sign
	Basis  Basis
}

// Basis says what a sentence of a report rests on. Where it matters, as in an answer to an enquiry, a sentence of the
// person's own is marked.
type Basis int

// The bases.
const (
	NotSaid Basis = iota
	Based         // it links to what it rests on
	Unbased       // nothing in the library bears it out: a format marks it
)

// Sign is a symbol with its colour and the word that says the same to those who see neither.
type Sign struct {
	Symbol    string // one or two characters: +, –, ×, ?, ▲
	Tone      string // grey, blue, green, amber or red
	Word      string // "Low"; said by screen readers, and written where there are no colours
	Overruled bool   // a reviewer decided otherwise than the rules: ↯ beside it
	Hollow    bool   // provisional: the suggestion of the rules, which nobody has judged yet
	Disc      bool   // drawn in a disc of its colour, as judgements are
}

// T is plain text.
func T(text string) []Run { return []Run{{Text: text}} }

// B is bold text.
func B(text string) []Run { return []Run{{Text: text, Bold: true}} }

// S is a sign alone.
func S(s Sign) []Run { return []Run{{Sign: &s}} }

// Text is what runs say, in words alone: signs by their words.
func Text(runs []Run) string {
	var out []byte
	for _, r := range runs {
		if r.Sign != nil {
			out = append(out, r.Sign.Word...)
			if r.Text != "" {
				out = append(out, ' ')
			}
		}
		out = append(out, r.Text...)
	}
	return string(out)
}
