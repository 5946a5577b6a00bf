package document

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// prose is a paragraph long enough to be taken for an article's.
func proseOf(n string) string {
	return "Paragraph " + n + " of the article says, in a good many words, that an invented drug was better than placebo, " +
		"that the trial was small, and that its assessors, who were not aware of the allocation, saw patients for four weeks."
}

func TestTheArticleOfAWebPage(t *testing.T) {
	var page strings.Builder
	page.WriteString(`<!DOCTYPE html><html><head><title>Short | Site</title><meta name="citation_title" content="A long title"><meta charset="utf-8">
		<style>p { color: red }</style><script>document.write("<p>written by a script</p>")</script></head><body>
		<nav><a href="/">Home</a> <a href="/about">About the site</a></nav><div role="navigation">Jump to</div>
		<article><h1>A long title</h1>`)
	for _, n := range []string{"one", "two", "three", "four"} {
		page.WriteString("<p>" + proseOf(n) + "</p>")
	}
	page.WriteString(`<p>The drug<br>worked&nbsp;fast<sup>9,10</sup> at α&nbsp;=&nbsp;0.05 in 10<sup>6</sup> cells, CO<sub>2</sub>.<span style="display: none">unseen</span></p>
		<table><caption>Table 1</caption><thead><tr><th>Arm<th>n</thead><tr><td>Ketamine</td><td>47<br>(64%)</td></tr></table>
		<ul><li>dotted<li>again</ul><ol start="3"><li>three<li>four</ol><pre>kept
  lines</pre>
		<h2>References</h2><ol><li>Hansen A. One. 2016. doi:10.1000/x</li><li>Berg C. Two. 2017.</li></ol></article>
		<footer>All rights reserved</footer></body></html>`)
	c, err := Extract(context.Background(), []byte(page.String()), nil)
	must(t, err)
	text := c.Pages[0].Text
	if c.Kind != KindHTML || c.Title != "A long title" {
		t.Errorf("read %s “%s”", c.Kind, c.Title)
	}
	checkPage(t, c.Pages[0])
	last := -1
	for _, want := range []string{proseOf("one") + "\n\n" + proseOf("two"), proseOf("four"), "The drug\nworked fast⁹,¹⁰ at α = 0.05 in 10⁶ cells, CO2.",
		"Arm | n\nKetamine | 47 (64%)", "• dotted\n\n• again", "3. three\n\n4. four", "kept\nlines", "References\n\n1. Hansen A. One. 2016. doi:10.1000/x\n\n2. Berg"} {
		at := strings.Index(text, want)
		if at <= last {
			t.Errorf("%q stands at %d, after %d, in\n%s", want, at, last, text)
		}
		last = at
	}
	for _, not := range []string{"script", "color", "unseen", "Home", "Jump to"} {
		if strings.Contains(text, not) {
			t.Errorf("%q was read", not)
		}
	}
	if refs := References([]string{text}); len(refs) != 2 || refs[0].DOI != "10.1000/x" {
		t.Errorf("references %+v", refs)
	}
}

func TestTheHeadlineOfANewsPageIsPartOfItsText(t *testing.T) {
	page := `<html><head><title>Spray lifts mood – The Paper</title><meta property="og:title" content="Spray lifts mood"></head><body>
		<div class="topbar"><a href="/">Front page</a></div><div class="wrap"><h1>Spray <em>lifts</em> mood</h1><div class="byline">By Kari Vik</div>` +
		strings.Repeat("<p>"+proseOf("n")+"</p>", 6) + `</div></body></html>`
	c, err := Extract(context.Background(), []byte(page), nil)
	must(t, err)
	checkPage(t, c.Pages[0])
	if text := c.Pages[0].Text; strings.Count(text, "Spray lifts mood") != 1 || !strings.HasPrefix(text, "Spray lifts mood\n\n") || strings.Contains(text, "Front page") {
		t.Errorf("read %q", text[:80])
	}
}

func TestEncodingsOfWebPages(t *testing.T) {
	for name, page := range map[string]string{
		"UTF-8":               "<html><body><p>naïve α",
		"its mark":            "\ufeff<html><body><p>naïve α",
		"UTF-16":              "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00<\x00p\x00>\x00n\x00a\x00\xef\x00v\x00e\x00 \x00\xb1\x03",
		"named in an element": "<html><head><meta charset=iso-8859-7></head><body><p>na\xa3ve \xe1",
		"named as a type":     "<html><head><meta http-equiv=content-type content='text/html; charset=windows-1253'></head><body><p>na ve \xe1",
		"not named":           "<html><body><p>na\xefve \x93x\x94",
	} {
		want := map[string]string{"named in an element": "na£ve α", "named as a type": "na ve α", "not named": "naïve “x”"}[name]
		if want == "" {
			want = "naïve α"
		}
		c, err := Extract(context.Background(), []byte(page), nil)
		if err != nil || c.Pages[0].Text != want {
			t.Errorf("%s: %+v, %v", name, c.Pages, err)
		}
	}
}

// A page that names scripts, styles, pictures, frames and feeds on a server makes not one request to it.
func TestAWebPageFetchesNothing(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	page := `<!DOCTYPE html><html><head><base href="URL/"><link rel="stylesheet" href="URL/a.css"><link rel="preload" href="URL/b"><link rel="icon" href="URL/i.png">
		<meta http-equiv="refresh" content="0; url=URL/next"><meta property="og:image" content="URL/o.png"><script src="URL/a.js"></script>
		<script>fetch("URL/x")</script><script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","image":"URL/j.png","headline":"x"}</script></head>
		<body onload="fetch('URL/y')"><img src="URL/1.png" srcset="URL/2.png 2x" onerror="fetch('URL/z')"><iframe src="URL/frame"></iframe><object data="URL/o"></object>
		<embed src="URL/e"><video src="URL/v" poster="URL/p"></video><picture><source srcset="URL/s"></picture><svg><image href="URL/svg"/></svg>
		<article>` + strings.Repeat("<p>"+proseOf("n")+`<img data-src="URL/lazy.jpg"></p>`, 5) + `</article></body></html>`
	c, err := Extract(context.Background(), []byte(strings.ReplaceAll(page, "URL", server.URL)), nil)
	must(t, err)
	if !strings.HasPrefix(c.Pages[0].Text, proseOf("n")) || strings.Contains(c.Pages[0].Text, "fetch") {
		t.Errorf("read %q", c.Pages[0].Text)
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("%d requests were made", n)
	}
	resp, err := http.Get(server.URL) // the server would have noticed
	must(t, err)
	must(t, resp.Body.Close())
	if asked.Load() != 1 {
		t.Error("the server counts nothing")
	}
}

// No source file of the package can reach the network: what reads PDF and web pages is given bytes.
func TestNothingHereAsksTheNetwork(t *testing.T) {
	files, err := filepath.Glob("*.go")
	must(t, err)
	for _, name := range files {
		text, err := os.ReadFile(name)
		must(t, err)
		for _, way := range []string{"\"net\"", "\"net/http\"", "FromURL", "\"os/exec\""} {
			if !strings.HasSuffix(name, "_test.go") && strings.Contains(string(text), way) {
				t.Errorf("%s uses %s", name, way)
			}
		}
	}
}

func TestHostileWebPages(t *testing.T) {
	deep := strings.Repeat("<div>", 100_000) + "x"
	if got := refusal(t, []byte("<html>"+deep)); !strings.Contains(got, "could not be read") {
		t.Error(got)
	}
	if got := refusal(t, []byte("<html><body><script>only this</script><img src=x>")); !strings.Contains(got, "has no text") {
		t.Error(got)
	}
	wide := "<html><body>" + strings.Repeat("<p>x", 200_000)
	c, err := Extract(context.Background(), []byte(wide), nil)
	if err != nil || len(c.Pages[0].Paragraphs) != 200_000 {
		t.Errorf("200,000 paragraphs: %d, %v", len(c.Pages[0].Paragraphs), err)
	}
	long := "<html><body><p>" + strings.Repeat("word ", maxCharacters/4) + "<p>end"
	c, err = Extract(context.Background(), []byte("<html><body><p>begin"+long), nil)
	if err != nil || c.Pages[0].Text != "begin" || len(c.Warnings) != 1 {
		t.Errorf("a text without end: %d characters, %v, %v", len(c.Pages[0].Text), c.Warnings, err)
	}
}

// A numbered list of many items takes no time that grows with their square.
func TestALongListIsNumbered(t *testing.T) {
	c, err := Extract(context.Background(), []byte("<html><body><ol>"+strings.Repeat("<li>x", 50_000)+"</ol>"), nil)
	if err != nil || !strings.HasSuffix(c.Pages[0].Text, "50000. x") {
		t.Errorf("ends %q, %v", c.Pages[0].Text[max(0, len(c.Pages[0].Text)-20):], err)
	}
}

func TestReferencesOfALongTextTakeLinearTime(t *testing.T) {
	for _, text := range []string{strings.Repeat("References\n", 100_000), "References\n" + strings.Repeat("Smith J 2019 and\n", 100_000), "References\n1. x\n" + strings.Repeat("more and\n", 200_000)} {
		began := time.Now()
		References([]string{text})
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%.30q: %v", text, took)
		}
	}
}
