package exchange_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"claimgrade/db/exchange"
)

func TestTextIsReadInTheEncodingItWasWrittenIn(t *testing.T) {
	const plain = "TY  - JOUR\r\nAU  - Sørensen, Åse\r\nTI  - “Δ” – a trial\r\n"
	wide := func(order binary.AppendByteOrder, mark bool) []byte {
		var b []byte
		s := plain
		if mark {
			s = "\ufeff" + s
		}
		for _, u := range utf16.Encode([]rune(s)) {
			b = order.AppendUint16(b, u)
		}
		return b
	}
	const western = "TY  - JOUR\nAU  - S\xf8rensen, \xc5se\nTI  - \x93A trial\x94 \x96 \x80 5\n"
	for name, c := range map[string]struct {
		data []byte
		want string
		warn []string // words of each warning
	}{
		"UTF-8":                   {[]byte(plain), plain, nil},
		"UTF-8 with a mark":       {[]byte("\ufeff" + plain), plain, nil},
		"UTF-16 LE with a mark":   {wide(binary.LittleEndian, true), plain, nil},
		"UTF-16 BE with a mark":   {wide(binary.BigEndian, true), plain, nil},
		"UTF-16 LE without":       {wide(binary.LittleEndian, false), plain, nil},
		"UTF-16 BE without":       {wide(binary.BigEndian, false), plain, nil},
		"UTF-16 cut in a letter":  {append(wide(binary.LittleEndian, true), 'x'), plain + "�", []string{"1 byte"}},
		"Windows-1252":            {[]byte(western), "TY  - JOUR\nAU  - Sørensen, Åse\nTI  - “A trial” – € 5\n", []string{"line 2"}},
		"Windows-1252, undefined": {[]byte("a\nb \xe9 \x81\x8d."), "a\nb é ��.", []string{"Windows-1252", "2 bytes were not understood and shown as �; the first is in line 2"}},
		"Windows-1252 CAFÉ":       {[]byte("CAF\xc9\xa0\xbb \xe9t\xe9"), "CAFÉ\u00a0» été", []string{"Windows-1252"}},
		"UTF-8 cut in a letter":   {[]byte("Sørensen, Åse \xe2\x80"), "Sørensen, Åse �", []string{"2 bytes were not understood"}},
		"UTF-8 joined with 1252":  {[]byte("Sørensen, Åse\nM\xfcller"), "Sørensen, Åse\nMüller", []string{"1 byte is not UTF-8"}},
		"DOS end of file":         {[]byte("abc\r\n\x1a"), "abc\r\n", nil},
	} {
		text, warnings, refused := exchange.Decode("refs.ris", c.data)
		if refused != "" || text != c.want {
			t.Errorf("%s: %q, refused %q, want %q", name, text, refused, c.want)
		}
		if len(warnings) != len(c.warn) {
			t.Fatalf("%s: warnings %v, want %d", name, warnings, len(c.warn))
		}
		for i, w := range warnings {
			if !strings.Contains(w.Message, c.warn[i]) || w.Line == 0 {
				t.Errorf("%s: warning %+v does not say %q", name, w, c.warn[i])
			}
		}
	}
}

func TestWhatIsNoTextIsRefused(t *testing.T) {
	for name, data := range map[string][]byte{
		"nothing":     nil,
		"blank":       []byte(" \r\n\t"),
		"mark only":   []byte("\ufeff\n"),
		"an image":    []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\x03\x04\x05\x06\x07"),
		"UTF-32":      {0xff, 0xfe, 0, 0, 'T', 0, 0, 0, 'Y', 0, 0, 0},
		"only zeroes": make([]byte, 100),
	} {
		if text, _, refused := exchange.Decode("x.ris", data); !strings.Contains(refused, "x.ris") || text != "" {
			t.Errorf("%s: %q, refused %q", name, text, refused)
		}
	}
}

func TestPlainTextHasNoMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"As it is":                                            "As it is",
		"  two  spaces\n\tand\u00a0more ":                     "two spaces and more",
		"p < 0.05 and n > 3":                                  "p < 0.05 and n > 3",
		"p<0.05, a<b>c":                                       "p<0.05, ac", // <b> is a tag whatever was meant
		"p &lt; 0.05 &amp; more":                              "p < 0.05 & more",
		"x<y and y>z; <LOD>":                                  "x<y and y>z; <LOD>",
		"H<sub>2</sub>O and <i class=\"x\">E. coli</i>":       "H2O and E. coli",
		"<jats:p>One</jats:p><jats:p>two</jats:p>":            "One two",
		"CO&lt;sub&gt;2&lt;/sub&gt; and &amp;lt;i&amp;gt;":    "CO2 and",
		"Caf&eacute; &#8211; &#x3b1;":                         "Café – α",
		"R&D; AT&T; &notanentity; ?a=1&copy=2":                "R&D; AT&T; &notanentity; ?a=1&copy=2",
		"<!-- no -->yes<br/>line<![CDATA[ & data]]>":          "yes line & data]]>",
		"zero\u200bwidth \ufeffmark":                          "zerowidth mark",
		"bad \xff byte":                                       "bad � byte",
		"<mml:math><mml:mi>x</mml:mi></mml:math> <email@a.b>": "x <email@a.b>",
		"a<":           "a<",
		"<i":           "<i",
		"bell\x07\x00": "bell",
	} {
		if got := exchange.Plain(in); string(got) != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestNamesAreReadWhateverTheirOrder(t *testing.T) {
	for in, want := range map[string]exchange.Author{
		"Hansen, Anna B.":                    {Family: "Hansen", Given: "Anna B."},
		"van der Berg, J. A.":                {Family: "van der Berg", Given: "J. A."},
		"von Essen,J":                        {Family: "von Essen", Given: "J"},
		"Hansen A B":                         {Family: "Hansen", Given: "A B"},
		"Hansen A.B.":                        {Family: "Hansen", Given: "A.B."},
		"Hansen AB":                          {Family: "Hansen", Given: "AB"},
		"Hansen J.-P.":                       {Family: "Hansen", Given: "J.-P."},
		"Hansen J-P":                         {Family: "Hansen", Given: "J-P"},
		"de la Cruz MA":                      {Family: "de la Cruz", Given: "MA"},
		"Ivanov Yu. A.":                      {Family: "Ivanov", Given: "Yu. A."},
		"Hansen Chr.":                        {Family: "Hansen", Given: "Chr."},
		"St. John A":                         {Family: "St. John", Given: "A"},
		"Kari van Dam":                       {Family: "van Dam", Given: "Kari"},
		"Kari van 't Hoff":                   {Family: "van 't Hoff", Given: "Kari"},
		"J. A. Hansen":                       {Family: "Hansen", Given: "J. A."},
		"kari hansen":                        {Family: "hansen", Given: "kari"},
		"kari van dam":                       {Family: "van dam", Given: "kari"},
		"van der Berg":                       {Family: "van der Berg"},
		"Ødegård Ø":                          {Family: "Ødegård", Given: "Ø"},
		"King MA 3rd":                        {Family: "King", Given: "MA 3rd"},
		"King, Martin A 3rd":                 {Family: "King", Given: "Martin A 3rd"},
		"King Jr., Martin":                   {Family: "King", Given: "Martin Jr."},
		"King, Jr., Martin":                  {Family: "King", Given: "Jr., Martin"},
		"Martin King Jr.":                    {Family: "King", Given: "Martin Jr."},
		"Martin King, Jr.":                   {Family: "King", Given: "Martin Jr."},
		"De Luca JR":                         {Family: "De Luca", Given: "JR"},
		"De Luca, JR":                        {Family: "De Luca", Given: "JR"},
		"Garcia Lopez SR":                    {Family: "Garcia Lopez", Given: "SR"},
		"Ewing Jr J.R.":                      {Family: "Ewing", Given: "J.R. Jr"},
		"LI W":                               {Family: "LI", Given: "W"},
		"NG KH":                              {Family: "NG", Given: "KH"},
		"King, M., III":                      {Family: "King", Given: "M., III"},
		"Plato":                              {Family: "Plato"},
		"山田太郎":                               {Family: "山田太郎"},
		"WHO":                                {Family: "WHO"},
		"World Health Organization":          {Family: "World Health Organization"},
		"World Health Organization,":         {Family: "World Health Organization"},
		"ALPHA Study Group":                  {Family: "ALPHA Study Group"},
		"Centers for Disease Control, and X": {Family: "Centers for Disease Control, and X"},
		"Barnes and Noble, Inc.":             {Family: "Barnes and Noble, Inc."},
		"Group, Anna":                        {Family: "Group", Given: "Anna"},
		"Doctors of the World":               {Family: "Doctors of the World"},
		"Hansen A, et al.":                   {Family: "Hansen", Given: "A"},
		"M&uuml;ller, J":                     {Family: "Müller", Given: "J"},
		"A. B.":                              {Family: "A. B."},
	} {
		got, ok := exchange.ParseAuthor(in)
		if d := cmp.Diff(want, got); d != "" || !ok {
			t.Errorf("%q: %v %s", in, ok, d)
		}
	}
	for _, in := range []string{"", " , ", "et al.", "and others", "et al", "others"} {
		if got, ok := exchange.ParseAuthor(in); ok {
			t.Errorf("%q is an author: %+v", in, got)
		}
	}
}

func TestYearsAreFoundInDates(t *testing.T) {
	for in, want := range map[string]int{
		"2016": 2016, "2016/05/12/": 2016, "2016///Spring": 2016, "2015 Dec-2016 Jan": 2015, "2016 Winter": 2016,
		"c2016": 2016, "[2016]": 2016, "12.05.2016": 2016, "20160512": 2016, "201605": 2016, "Spring 1998": 1998, "2016a": 2016,
		"n.d.": 0, "in press": 0, "0000": 0, "0": 0, "": 0, "May": 0, "12345": 0, "9999": 0, "16": 0, "20169912": 0, "May 12": 0,
	} {
		got := exchange.ParseYear(in)
		if want == 0 && got != nil || want != 0 && (got == nil || *got != want) {
			t.Errorf("%q: got %v, want %d", in, got, want)
		}
	}
}

func TestPagesAreARange(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"101", "109", "101-109"}, {"101-109", "", "101-109"}, {"101–109", "109", "101-109"}, {"101--109", "", "101-109"},
		{"101 - 109", "", "101-109"}, {"e123", "e123", "e123"}, {"", "9", "9"}, {"101-", "", "101"}, {"pp. 3-4", "", "3-4"},
		{"S1", "S9", "S1-S9"}, {"N.PAG", "N.PAG", ""}, {"123-8", "", "123-8"}, {"101-109", "101-109", "101-109"}, {"101", "101-109", "101-109"}, {"p45", "", "p45"}, {"", "", ""},
	} {
		if got := exchange.PageRange(c.first, c.last); string(got) != c.want {
			t.Errorf("%q, %q: %q, want %q", c.first, c.last, got, c.want)
		}
	}
}

func TestDOIsAreBare(t *testing.T) {
	for in, want := range map[string]string{
		"10.1000/XYZ.2016.0123":                                         "10.1000/xyz.2016.0123",
		"https://doi.org/10.1000/xyz":                                   "10.1000/xyz",
		"http://dx.doi.org/10.1000/xyz.":                                "10.1000/xyz",
		"https://doi-org.lib.example/10.1000/xyz?a":                     "10.1000/xyz",
		"https://doi.org/10.1000%2Fxyz%28a%29":                          "10.1000/xyz(a)",
		"doi:10.1000/xyz":                                               "10.1000/xyz",
		"DOI: 10.1000/xyz [doi]":                                        "10.1000/xyz",
		"(10.1016/S0140-6736(05)12345-6)":                               "10.1016/s0140-6736(05)12345-6",
		"10.1002/(SICI)1097-0258(19980815)17:15<1::AID-SIM9>3.0.CO;2-2": "10.1002/(sici)1097-0258(19980815)17:15<1::aid-sim9>3.0.co;2-2",
		"10.123/x": "", "10.1234567890/x": "", "10.1000": "", "10.1000/": "", "110.1000/x": "", "none": "", "": "",
	} {
		got, ok := exchange.ParseDOI(in)
		if string(got) != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", in, got, ok, want)
		}
	}
}

func TestPubMedIdsAreDigits(t *testing.T) {
	for in, want := range map[string]string{
		"1,23E+07": "", "1.23E+07": "",
		"12345678": "12345678", "PMID: 12345678": "12345678", "12345678 [pmid]": "12345678", "0": "", "": "", "00123": "123",
		"PUBMED 12345678": "12345678", "MEDLINE:12345678": "12345678", "https://pubmed.ncbi.nlm.nih.gov/12345678/": "12345678",
		"http://www.ncbi.nlm.nih.gov/pubmed/123?x=1": "123", "PMC123456": "", "621381829": "", "12345678.0": "12345678", "EJ123456": "", "1234567890": "", "WOS:0001": "", "10.1000/x": "",
	} {
		if got := exchange.ParsePMID(in); string(got) != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestRegistryNumbersAreFoundAsPrinted(t *testing.T) {
	for in, want := range map[string][]string{
		"ClinicalTrials.gov/NCT00000001":                     {"NCT00000001"},
		"nct00000001; NCT 00000002, NCT00000001":             {"NCT00000001", "NCT00000002"},
		"NCT00000001NCT00000002 NCT000000011 NCT0000001":     nil,
		"ISRCTN/ISRCTN12345678":                              {"ISRCTN12345678"},
		"EudraCT/2009-012345-12":                             {"2009-012345-12"},
		"EUCTR2009-012345-12-GB":                             {"2009-012345-12"},
		"CTIS2022-501234-56-00":                              {"2022-501234-56-00"},
		"ChiCTR-TRC-12001234 chictr2000012345":               {"ChiCTR-TRC-12001234", "ChiCTR2000012345"},
		"ANZCTR/ACTRN12605000123456p":                        {"ACTRN12605000123456"},
		"JPRN-UMIN000012345 UMIN-CTR/UMIN000012346":          {"UMIN000012345", "UMIN000012346"},
		"JPRN-jRCTs031180123 jRCT2031200001 JapicCTI-123456": {"jRCTs031180123", "jRCT2031200001", "JapicCTI-123456"},
		"DRKS00001234 DRKS/DRKS00001235":                     {"DRKS00001234", "DRKS00001235"},
		"CTRI/2010/091/000123":                               {"CTRI/2010/091/000123"},
		"NTR/NTR1234":                                        {"NTR1234"},
		"IRCT/irct201012345678n1":                            {"IRCT201012345678N1"},
		"KCT0001234, TCTR20190101001":                        {"KCT0001234", "TCTR20190101001"},
		"PACTR201912345678901 SLCTR/2010/001 RBR-2ABC3D":     {"PACTR201912345678901", "SLCTR/2010/001", "RBR-2abc3d"},
		"RPCEC00000123 PER-001-10":                           {"RPCEC00000123", "PER-001-10"},
		"GENBANK/AB123456, CRD42012001234, U1111-1234-5678":  nil,
	} {
		if d := cmp.Diff(want, exchange.FindRegistryIDs(in)); d != "" {
			t.Errorf("%q: %s", in, d)
		}
	}
}

func TestDuplicatesPointToTheEarlierRecord(t *testing.T) {
	year := func(y int) *int { return &y }
	records := []exchange.Record{
		0: {Title: "A trial of X.", Year: year(2016), DOI: "10.1000/a"},
		1: {Title: "Other", PMID: "7"},
		2: {Title: "Third", DOI: "10.1000/a", PMID: "7"},
		3: {Title: "Fourth", PMID: "7"},
		4: {Title: "[A  Trial of X]", Year: year(2016)},
		5: {Title: "A trial of X", Year: year(2017)},
		6: {Title: "A trial of X"},
		7: {RegistryIDs: []string{"NCT00000001", "NCT00000002"}},
		8: {RegistryIDs: []string{"NCT00000002"}},
		9: {Title: "Études", Year: year(2000)}, 10: {Title: "E\u0301tudes", Year: year(2000)},
		11: {}, 12: {},
	}
	exchange.MarkDuplicates(records)
	want := map[int]int{2: 0, 3: 1, 4: 0, 8: 7, 10: 9}
	for i, r := range records {
		j, dup := want[i]
		if dup != (r.DuplicateOf != nil) || dup && *r.DuplicateOf != j {
			t.Errorf("record %d: %v, want %d (%v)", i, r.DuplicateOf, j, dup)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"TY  - JOUR\n", "\xff\xfeT\x00Y\x00", "\xfe\xff\x00T\xd8\x00", "caf\xe9\x81", "\xef\xbb\xbfA\xc3", "\x00\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, warnings, refused := exchange.Decode("x", data)
		if !utf8.ValidString(text) {
			t.Fatalf("not UTF-8: %q", text)
		}
		if (text == "") != (refused != "") {
			t.Fatalf("text %q and refusal %q", text, refused)
		}
		if strings.Count(text, "�") > strings.Count(string(data), "�") && len(warnings) == 0 && utf8.Valid(data) {
			t.Fatal("an unread byte is not told")
		}
	})
}

func FuzzCleaning(f *testing.F) {
	for _, s := range []string{"van der Berg, J. A.", "<i>x</i> &lt; &amp;lt;", "10.1000/x", "ISRCTN12345678", "<!-- <a b=c", "Hansen AB Jr.", "2016/05", "1--2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := string(exchange.Plain(s))
		a, ok := exchange.ParseAuthor(s)
		doi, _ := exchange.ParseDOI(s)
		for _, got := range append(exchange.FindRegistryIDs(s), p, a.Family, a.Given, string(doi), string(exchange.ParsePMID(s)), string(exchange.PageRange(s, s))) {
			if got != strings.TrimSpace(got) || strings.Contains(got, "  ") || !utf8.ValidString(got) {
				t.Errorf("%q gives %q, which is not plain", s, got)
			}
		}
		if ok && a.Family == "" {
			t.Errorf("%q is an author without a name: %+v", s, a)
		}
		if y := exchange.ParseYear(s); y != nil && (*y < 1000 || *y > 9999) {
			t.Errorf("%q: year %d", s, *y)
		}
	})
}
