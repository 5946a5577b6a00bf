package fetch

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"claimgrade/db/exchange"
)

const (
	timeout   = 20 * time.Second
	limit     = 32 << 20 // the largest records of ClinicalTrials.gov have a third of that
	redirects = 3
)

// Client fetches records. The zero value is ready to be used.
type Client struct {
	Base    map[string]string // by host, an address to ask instead: "http://127.0.0.1:1234"; for tests
	Timeout time.Duration     // 0 is 20 seconds
	Limit   int64             // of bytes of an answer; 0 is 32 MB
}

// Get fetches one record. The error is a sentence, except when ctx is done: then it is ctx's.
func (c Client) Get(ctx context.Context, r Request) (exchange.Source, error) {
	wait := c.Timeout
	if wait == 0 {
		wait = timeout
	}
	limited, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	body, err := c.ask(limited, r)
	if ctx.Err() != nil {
		return exchange.Source{}, ctx.Err()
	}
	if err != nil {
		return exchange.Source{}, explain(r, wait, err)
	}
	name := fmt.Sprintf("%s (%s)", r.ID, r.Service())
	text, _, refused := exchange.Decode(name, body)
	if refused != "" || !isRecord(text) {
		return exchange.Source{}, fail("%s answered with something that is no record. A sign-in page of this network may have come in between: open any web page in a browser, then try again.", r.Service())
	}
	if err := answers(r, text); err != nil {
		return exchange.Source{}, err
	}
	return exchange.Source{Name: name, Text: text, Data: body}, nil
}

// ask sends the request and reads the answer.
func (c Client) ask(ctx context.Context, r Request) ([]byte, error) {
	address, err := c.address(r)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "ClaimGrade")
	req.Header.Set("Accept", accepts[r.Kind])
	transport := http.DefaultTransport.(*http.Transport).Clone()
	defer transport.CloseIdleConnections() // nothing stays open when the record is there
	client := http.Client{Transport: transport, CheckRedirect: sameHost}
	answer, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, status{answer.StatusCode, answer.Header.Get("Retry-After")}
	}
	most := c.Limit
	if most == 0 {
		most = limit
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > most {
		return nil, tooLarge(most)
	}
	return body, nil
}

var accepts = map[Kind]string{Trial: "application/json", PubMed: "text/plain", DOI: "application/vnd.citationstyles.csl+json"}

// address is where the request goes: to its URL, with another scheme and host in tests.
func (c Client) address(r Request) (string, error) {
	base, ok := c.Base[r.Host]
	if !ok {
		return r.URL, nil
	}
	u, err := url.Parse(r.URL)
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(base, "/") + u.RequestURI(), nil
}

// sameHost follows a redirection only within the host that the person agreed to, and never from https to http.
func sameHost(next *http.Request, before []*http.Request) error {
	first := before[0].URL
	if next.URL.Host != first.Host || next.URL.Scheme != first.Scheme || len(before) > redirects {
		return elsewhere{next.URL.Host}
	}
	return nil
}

// isRecord tells a record from a page.
func isRecord(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "{") || !strings.HasPrefix(text, "<")
}

// answers reports, as an error, that a text is not the record that was asked for.
func answers(r Request, text string) error {
	switch r.Kind {
	case Trial:
		var study struct {
			Protocol struct {
				Identification struct {
					ID      string   `json:"nctId"`
					Aliases []string `json:"nctIdAliases"`
				} `json:"identificationModule"`
			} `json:"protocolSection"`
		}
		if err := json.Unmarshal([]byte(text), &study); err != nil {
			return garbled(r)
		}
		found := study.Protocol.Identification
		return same(r, append([]string{found.ID}, found.Aliases...)...)
	case PubMed:
		m := pmidLine.FindStringSubmatch(text)
		if m == nil {
			return none(r)
		}
		return same(r, m[1])
	default:
		var item struct {
			DOI     string
			Message struct{ DOI string } `json:"message"`
		}
		if err := json.Unmarshal([]byte(text), &item); err != nil {
			return garbled(r)
		}
		return same(r, item.DOI+item.Message.DOI)
	}
}

var pmidLine = regexp.MustCompile(`(?m)^PMID *- *([0-9]+)\s*$`)

func same(r Request, found ...string) error {
	for _, f := range found {
		if strings.EqualFold(f, r.ID) {
			return nil
		}
	}
	if found[0] == "" {
		return garbled(r)
	}
	return fail("%s answered with the record of %s instead of %s. Nothing was taken from it.", r.Service(), found[0], r.ID)
}

func garbled(r Request) error {
	return fail("The answer of %s is not the record of %s, or not all of it. Try again; if it stays so, the service has changed.", r.Service(), r.ID)
}
