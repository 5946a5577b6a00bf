// Package claimreview writes reviews of claims as JSON-LD in the words of schema.org (ClaimReview). It knows no library.
package claimreview

import (
	"encoding/json"
	"io"
)

// Review is the review of one claim. What is empty is left out.
type Review struct {
	Claimed       string // the claim, in short
	URL           string // of the page on which the review is published
	Author        Agent  // who reviewed it
	DatePublished string // YYYY-MM-DD
	Language      string // of the review
	Claim         Claim
	Rating        Rating
}

// Agent is a person or, unless Person is set, an organisation.
type Agent struct {
	Name   string
	Person bool
}

// Claim is what is reviewed, and where it is made.
type Claim struct {
	Authors       []Agent
	DatePublished string
	Text          string // as it is worded there
	Appearance    Work
}

// Work is a text in which a claim is made.
type Work struct {
	Headline, URL, Outlet, DatePublished string
	Authors                              []Agent
}

// Rating is the verdict: a word, and what that word means. Verdicts are no numbers: none is more than another.
type Rating struct {
	Word        string
	Explanation string
}

// object is a node of the file. The encoder sorts its keys.
type object map[string]any

// put adds what says something.
func (o object) put(name string, value any) object {
	switch v := value.(type) {
	case nil:
		return o
	case string:
		if v == "" {
			return o
		}
	case object:
		if len(v) < 2 { // nothing but its type
			return o
		}
	}
	o[name] = value
	return o
}

func node(kind string) object { return object{"@type": kind} }

func (a Agent) node() object {
	kind := "Organization"
	if a.Person {
		kind = "Person"
	}
	return node(kind).put("name", a.Name)
}

// agents is one node or several; nil for none.
func agents(all []Agent) any {
	nodes := []object{}
	for _, a := range all {
		if a.Name != "" {
			nodes = append(nodes, a.node())
		}
	}
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	return nodes
}

func (w Work) node() object {
	outlet := node("Organization").put("name", w.Outlet)
	return node("CreativeWork").put("headline", w.Headline).put("url", w.URL).put("datePublished", w.DatePublished).put("author", agents(w.Authors)).
		put("publisher", outlet)
}

func (r Review) node() object {
	claim := node("Claim").put("author", agents(r.Claim.Authors)).put("datePublished", r.Claim.DatePublished).put("text", r.Claim.Text).
		put("appearance", r.Claim.Appearance.node())
	rating := node("Rating").put("alternateName", r.Rating.Word).put("ratingExplanation", r.Rating.Explanation)
	return node("ClaimReview").put("@context", "https://schema.org").put("claimReviewed", r.Claimed).put("url", r.URL).put("author", r.Author.node()).
		put("datePublished", r.DatePublished).put("inLanguage", r.Language).put("itemReviewed", claim).put("reviewRating", rating)
}

// Write writes reviews as an array, each a whole of its own, ready to be set into a page: no text can end the script that it
// stands in.
func Write(w io.Writer, reviews []Review) error {
	nodes := make([]object, len(reviews))
	for i, r := range reviews {
		nodes[i] = r.node()
	}
	e := json.NewEncoder(w) // escapes <, > and &
	e.SetIndent("", " ")
	return e.Encode(nodes)
}
