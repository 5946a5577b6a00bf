package main

import "strings"

// vulnerabilities asks govulncheck whether the programs call code that is known to be vulnerable. Its data is on the
// network: where that cannot be reached, or the tool itself not be fetched, the check is skipped and says so.
func (c commands) vulnerabilities() tally {
	const govulncheck = "golang.org/x/vuln/cmd/govulncheck@v1.9.0"
	words := []string{"go", "run", govulncheck, "./cmd/claimgrade", "./cmd/claimgrade-cli"}
	out, err := c.command(words...).CombinedOutput()
	return judgeVulnerabilities(strings.Join(words, " "), string(out), err)
}

// foundSome is how `go run` passes on that govulncheck has found something that the code calls.
const foundSome = "exit status 3"

// unreachable is what is said when there is no way to the tool or its data.
var unreachable = []string{
	"dial tcp", "no such host", "connection refused", "i/o timeout", "TLS handshake timeout", "network is unreachable",
	"module lookup disabled", "fetching vulnerabilities", "502 Bad Gateway", "503 Service Unavailable", "403 Forbidden",
}

func judgeVulnerabilities(name, said string, err error) tally {
	if err == nil {
		return tally{passed: 1}
	}
	var t tally
	if !strings.Contains(said, foundSome) {
		for _, sign := range unreachable {
			if strings.Contains(said, sign) {
				t.skipped++
				t.explain("skipped, since the list of vulnerabilities cannot be reached", said)
				return t
			}
		}
	}
	t.fail(name, said)
	return t
}
