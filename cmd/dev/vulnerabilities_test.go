package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
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
