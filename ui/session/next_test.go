package session

import "testing"

func TestTheNextClaimIsOfTheSameArticleFirstThenInTheOrderOfTheLibrary(t *testing.T) {
	claim := func(uid, article string, open int, trials ...string) ClaimItem {
		return ClaimItem{UID: uid, DocumentUID: article, Judged: 1, Due: 1 + open, Trials: trials}
	}
	o := Overview{
		Claims: []ClaimItem{claim("a", "A", 2), claim("b", "B", 0), claim("c", "B", 3), claim("d", "C", 1, "Murrough 2013"), claim("e", "B", 1)},
		Trials: []*TrialItem{{UID: "t", Name: "Murrough 2013"}, {UID: "u", Name: "Zarate 2006"}},
	}
	for _, x := range []struct {
		from Place
		want string
	}{
		{Place{Kind: ClaimPlace, UID: "b"}, "c"},
		{Place{Kind: ClaimPlace, UID: "c"}, "e"},   // past the one of another article
		{Place{Kind: ClaimPlace, UID: "e"}, "c"},   // round within the article
		{Place{Kind: ClaimPlace, UID: "d"}, "e"},   // alone in its article: on in the library
		{Place{Kind: ClaimPlace, UID: "a"}, "c"},   // the one that is complete is passed over
		{Place{Kind: ArticlePlace, UID: "C"}, "d"}, // the article's
		{Place{Kind: TrialPlace, UID: "t"}, "d"},   // on the trial
		{Place{Kind: TrialPlace, UID: "u"}, "a"},   // none is: the first
		{Place{}, "a"},
	} {
		if got, ok := NextClaim(o, x.from); !ok || got.UID != x.want {
			t.Errorf("from %+v: %q, want %q", x.from, got.UID, x.want)
		}
	}
	if got, ok := NextClaim(Overview{Claims: []ClaimItem{claim("a", "A", 1), claim("b", "A", 0)}}, Place{Kind: ClaimPlace, UID: "a"}); ok {
		t.Errorf("nothing else is open, but %q", got.UID)
	}
}
