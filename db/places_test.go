package db

import (
	"context"
	"testing"

	"claimgrade/appraisal"
)

func TestADocumentKnowsTheClaimsAndQuotesThatPointIntoIt(t *testing.T) {
	l := smallLibrary(t)
	ctx := context.Background()
	m, err := l.Places(ctx, "d1")
	must(t, err)
	if len(m.Claims) != 2 || m.Claims[0].UID != "c1" || m.Claims[1].UID != "c3" || len(m.Quotes) != 0 {
		t.Errorf("the article has %d claims and %d quotes: %+v", len(m.Claims), len(m.Quotes), m)
	}
	m, err = l.Places(ctx, "d2")
	must(t, err)
	if len(m.Claims) != 0 || len(m.Quotes) != 1 {
		t.Fatalf("the report has %d claims and %d quotes", len(m.Claims), len(m.Quotes))
	}
	want := QuoteUse{Quote: m.Quotes[0].Quote, ClaimUID: "c1", LinkUID: "k1", Domain: appraisal.Blinding, Reviewer: "r1"}
	if m.Quotes[0] != want || want.Quote.Exact != "dissociative effects" {
		t.Errorf("the quote is %+v", m.Quotes[0])
	}
	do(t, l, "Delete", func(b *Batch) { b.DeleteLink("k1") })
	if m, err = l.Places(ctx, "d2"); err != nil || len(m.Quotes) != 0 {
		t.Errorf("after its link is gone there are %d quotes: %v", len(m.Quotes), err)
	}
}
