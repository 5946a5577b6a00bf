package fetch

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/csljson"
	"claimgrade/db/exchange/nbib"
)

func TestIdentify(t *testing.T) {
	const pubmed = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id=22000001&rettype=medline&retmode=text"
	for text, want := range map[string]Request{
		" nct00000001\n": {Trial, "NCT00000001", "clinicaltrials.gov", "https://clinicaltrials.gov/api/v2/studies/NCT00000001?format=json"},
		"https://clinicaltrials.gov/study/NCT00000001?tab=results": {Trial, "NCT00000001", "clinicaltrials.gov", "https://clinicaltrials.gov/api/v2/studies/NCT00000001?format=json"},
		"22000001":       {PubMed, "22000001", "eutils.ncbi.nlm.nih.gov", pubmed},
		"PMID: 22000001": {PubMed, "22000001", "eutils.ncbi.nlm.nih.gov", pubmed},
		"https://pubmed.ncbi.nlm.nih.gov/22000001/":                     {PubMed, "22000001", "eutils.ncbi.nlm.nih.gov", pubmed},
		"Hansen A. Rain. 2012. doi: 10.1000/X.1. PubMed PMID: 22000001": {PubMed, "22000001", "eutils.ncbi.nlm.nih.gov", pubmed},
		"https://doi.org/10.1000/X(1)2": {DOI, "10.1000/x(1)2", "api.crossref.org",
			"https://api.crossref.org/works/10.1000%2Fx%281%292/transform/application/vnd.citationstyles.csl+json"},
	} {
		got, ok := Identify(text)
		if !ok || got != want {
			t.Errorf("%q: %v %+v", text, ok, got)
		}
	}
	for _, text := range []string{"", "rain", "NCT1234", "ISRCTN12345678", "10.1000", "123456789", "0", "1e5", "12 monkeys", strings.Repeat("x", 2000) + " NCT00000001"} {
		if r, ok := Identify(text); ok {
			t.Errorf("%q is taken for %+v", text, r)
		}
	}
}

const (
	study   = `{"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "nctIdAliases": ["NCT00000009"], "briefTitle": "Rain"}}}`
	medline = "\nPMID- 22000001\nOWN - NLM\nTI  - Rain and umbrellas.\nFAU - Hansen, Kari\nDP  - 2012 Mar\nSO  - J Imag Med. 2012.\n\n"
	work    = `{"type":"journal-article","title":"Rain","DOI":"10.1000\/X","author":[{"given":"Kari","family":"Hansen"}],"issued":{"date-parts":[[2012,3]]}}`
)

func request(t testing.TB, text string) Request {
	t.Helper()
	r, ok := Identify(text)
	if !ok {
		t.Fatal(text)
	}
	return r
}

// serve is a client of which all requests go to a server here.
func serve(t testing.TB, h http.HandlerFunc) Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return Client{Base: map[string]string{trialsHost: s.URL, pubmedHost: s.URL, crossrefHost: s.URL}}
}

func answer(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
}

func TestARecordIsFetchedAndRead(t *testing.T) {
	ctx := context.Background()
	s, err := serve(t, answer(study)).Get(ctx, request(t, "NCT00000001"))
	if err != nil || s.Text != study || string(s.Data) != study || s.Name != "NCT00000001 (ClinicalTrials.gov)" {
		t.Errorf("%v %+v", err, s)
	}
	if _, err = serve(t, answer(study)).Get(ctx, request(t, "NCT00000009")); err != nil {
		t.Error("an older number of a trial:", err)
	}
	for text, c := range map[string]struct {
		body string
		read exchange.Reader
	}{"22000001": {medline, nbib.Read}, "10.1000/x": {work, csljson.Read}, "doi:10.1000/X": {`{"message": ` + work + `}`, csljson.Read}} {
		s, err := serve(t, answer(c.body)).Get(ctx, request(t, text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		file, err := c.read(ctx, s)
		if err != nil || len(file.Records) != 1 || !strings.HasPrefix(string(file.Records[0].Title), "Rain") {
			t.Errorf("%s: %v %+v", text, err, file)
		}
	}
}

// What leaves the computer is what the request says, and nothing else.
func TestOnlyTheIdentifierLeaves(t *testing.T) {
	var seen []*http.Request
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r)
		_, _ = w.Write([]byte(medline))
	})
	r := request(t, "22000001")
	if _, err := client.Get(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 1 {
		t.Fatalf("%d requests", len(seen))
	}
	if got := "https://" + r.Host + seen[0].RequestURI; got != r.URL || seen[0].Method != http.MethodGet || seen[0].ContentLength > 0 {
		t.Errorf("%s %s", seen[0].Method, got)
	}
	for name, values := range seen[0].Header {
		switch name {
		case "User-Agent", "Accept", "Accept-Encoding":
		default:
			t.Errorf("%s: %v was sent", name, values)
		}
	}
	if agent := seen[0].UserAgent(); agent != "ClaimGrade" {
		t.Error(agent)
	}
}

func TestEveryFailureIsASentence(t *testing.T) {
	code := func(n int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(n)
		}
	}
	for name, c := range map[string]struct {
		ask  string
		do   http.HandlerFunc
		want string
	}{
		"404":             {"NCT00000001", code(404), "ClinicalTrials.gov has no record of NCT00000001."},
		"404 of Crossref": {"10.1000/x", code(404), "Crossref has no record of the DOI 10.1000/x."},
		"400 of PubMed":   {"22000001", code(400), "PubMed has no record of 22000001."},
		"empty of PubMed": {"22000001", answer("\n\nid: 22000001 Error occurred"), "PubMed has no record of 22000001."},
		"429":             {"22000001", code(429), "PubMed was asked too often from this network. Wait some minutes"},
		"429, and when":   {"22000001", code(429, "Retry-After", "30"), "Wait 30 seconds"},
		"403":             {"NCT00000001", code(403), "refused the request (status 403)"},
		"500":             {"10.1000/x", code(503), "Crossref does not work at the moment (status 503)."},
		"418":             {"10.1000/x", code(418), "did not accept the request (status 418)"},
		"a page":          {"10.1000/x", answer("<!DOCTYPE html><title>Sign in</title>"), "sign-in page"},
		"nothing":         {"NCT00000001", answer(""), "no record"},
		"another trial":   {"NCT00000002", answer(study), "with the record of NCT00000001 instead of NCT00000002"},
		"another article": {"22000002", answer(medline), "with the record of 22000001 instead of 22000002"},
		"another work":    {"10.1000/y", answer(work), "instead of 10.1000/y"},
		"half a study":    {"NCT00000001", answer(study[:40]), "not the record of NCT00000001, or not all of it"},
		"other JSON":      {"NCT00000001", answer(`{"a": 1}`), "not the record of NCT00000001, or not all of it"},
		"sent elsewhere":  {"NCT00000001", code(302, "Location", "https://elsewhere.example/x"), "to elsewhere.example, which was not followed"},
		"sent in circles": {"NCT00000001", code(302, "Location", "/again"), "was not followed"},
		"a broken answer": {"NCT00000001", code(200, "Content-Length", "100"), "broke off before the answer was whole"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := serve(t, c.do).Get(context.Background(), request(t, c.ask))
			var f *Failure
			if !errors.As(err, &f) || !strings.Contains(f.Text, c.want) || !strings.HasSuffix(f.Text, ".") || s.Text != "" {
				t.Errorf("%v; want %q; %+v", err, c.want, s)
			}
		})
	}
}

func TestARedirectionWithinTheHostIsFollowed(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/v1") {
			http.Redirect(w, r, "/v1"+r.URL.Path, http.StatusMovedPermanently)
			return
		}
		_, _ = w.Write([]byte(work))
	})
	if _, err := client.Get(context.Background(), request(t, "10.1000/x")); err != nil {
		t.Error(err)
	}
}

func TestNoConnection(t *testing.T) {
	s := httptest.NewServer(answer(study))
	s.Close()
	client := Client{Base: map[string]string{trialsHost: s.URL}}
	if _, err := client.Get(context.Background(), request(t, "NCT00000001")); err == nil || !strings.Contains(err.Error(), "could not be reached") {
		t.Error(err)
	}
}

func TestACertificateThatNobodyVouchesFor(t *testing.T) {
	s := httptest.NewUnstartedServer(answer(study))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // it would say that the handshake failed
	s.StartTLS()
	defer s.Close()
	client := Client{Base: map[string]string{trialsHost: s.URL}}
	if _, err := client.Get(context.Background(), request(t, "NCT00000001")); err == nil || !strings.Contains(err.Error(), "could not be confirmed") {
		t.Error(err)
	}
}

func TestAServiceThatDoesNotAnswer(t *testing.T) {
	client := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	client.Timeout = 50 * time.Millisecond
	if _, err := client.Get(context.Background(), request(t, "NCT00000001")); err == nil || !strings.Contains(err.Error(), "did not answer within 0.05 seconds") {
		t.Error(err)
	}
}

func TestCancelling(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	client := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	if _, err := client.Get(ctx, request(t, "NCT00000001")); err != context.Canceled {
		t.Error(err)
	}
}

func TestAnAnswerTooLarge(t *testing.T) {
	client := serve(t, answer(strings.Repeat(" ", 3<<20)+study))
	client.Limit = 2 << 20
	if _, err := client.Get(context.Background(), request(t, "NCT00000001")); err == nil || !strings.Contains(err.Error(), "larger than 2 MB") {
		t.Error(err)
	}
}

func FuzzIdentify(f *testing.F) {
	for _, seed := range []string{"NCT00000001", "PMID: 1", "https://doi.org/10.1000/%2e%2e/x?y#z", "10.1000/../../x", "10.1000/a b", "10.1000/\x00\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, ok := Identify(text)
		if !ok {
			return
		}
		if !strings.HasPrefix(r.URL, "https://"+r.Host+"/") || !utf8.ValidString(r.ID) {
			t.Fatalf("%+v", r)
		}
		// whatever was pasted, it stays within one part of the path or one value
		for _, c := range r.URL {
			if c <= ' ' || c > '~' || c == '#' {
				t.Fatalf("%q in %q", c, r.URL)
			}
		}
		if r.Kind == DOI && strings.Count(r.URL, "/") != 7 {
			t.Fatal(r.URL)
		}
	})
}
