package main

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// What govulncheck says of a program that calls vulnerable code must fail the checks, also when the text speaks of networks;
// that it cannot get its data must not, but must be said.
func TestVulnerableCodeFailsAndAnUnreachableListIsSkipped(t *testing.T) {
	wrong := errors.New("exit status 1")
	for name, c := range map[string]struct {
		said string
		err  error
		want string
	}{
		"none":                   {"No vulnerabilities found.\n", nil, "1 passed, 0 failed"},
		"one that is called":     {"Vulnerability #1: GO-2026-0001\n    a server that answers dial tcp wrongly\nexit status 3\n", wrong, "0 passed, 1 failed"},
		"the list is away":       {"govulncheck: fetching vulnerabilities: Get \"https://vuln.go.dev/index/modules.json.gz\": dial tcp: lookup vuln.go.dev: no such host\nexit status 1\n", wrong, "0 passed, 0 failed, 1 skipped"},
		"the tool is away":       {"go: golang.org/x/vuln/cmd/govulncheck@v1.9.0: module lookup disabled by GOPROXY=off\n", wrong, "0 passed, 0 failed, 1 skipped"},
		"the code does not load": {"govulncheck: loading packages:\n/x.go:1:1: undefined: y\nexit status 1\n", wrong, "0 passed, 1 failed"},
	} {
		got := judgeVulnerabilities("govulncheck", c.said, c.err)
		if got.String() != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		var out bytes.Buffer
		_ = report([]check{{"vulnerabilities", func() tally { return got }}}, &out)
		if c.err != nil && !strings.Contains(out.String(), strings.TrimSpace(strings.Split(c.said, "\n")[0])) {
			t.Errorf("%s: the report does not show why:\n%s", name, out.String())
		}
	}
}

// Where the list cannot be read, nobody waits for long.
func TestAListThatDoesNotAnswerIsGivenUpSoon(t *testing.T) {
	held := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-held }))
	defer silent.Close()
	defer close(held) // before the server is closed, which waits for its answers
	refusing := httptest.NewServer(http.NotFoundHandler())
	defer refusing.Close()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	whole := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer whole.Close()
	for name, address := range map[string]string{"silent": silent.URL, "refusing": refusing.URL, "gone": gone.URL} {
		if err := answers(address, 50*time.Millisecond); err == nil {
			t.Errorf("the %s list is taken for one that can be read", name)
		}
	}
	if err := answers(whole.URL, time.Minute); err != nil {
		t.Errorf("the list that answers: %v", err)
	}
}
