package main

import (
	"context"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"time"
)

const (
	govulncheck = "golang.org/x/vuln/cmd/govulncheck@v1.9.0"
	// vulnerabilityList is what govulncheck reads first of the list of vulnerabilities.
	vulnerabilityList = "https://vuln.go.dev/index/db.json"
	listPatience      = 5 * time.Second // for the first answer: the check of the code takes longer than that
	checkPatience     = 3 * time.Minute // for all of it, the tool built anew and the list read over a slow line
)

// vulnerabilities asks govulncheck whether the programs call code that is known to be vulnerable. Its data is on the
// network: where that cannot be reached, or the tool itself not be fetched, the check is skipped and says so. govulncheck
// reads all code before it asks for the list, so the list is asked for first.
func (c commands) vulnerabilities() tally {
	if err := answers(vulnerabilityList, listPatience); err != nil {
		return noList(err.Error())
	}
	ctx, cancel := context.WithTimeout(context.Background(), checkPatience)
	defer cancel()
	words := []string{"go", "run", govulncheck, "./cmd/claimgrade", "./cmd/claimgrade-cli"}
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Dir, cmd.Env = c.root, c.environment()
	cmd.WaitDelay = time.Second // the tool is a child of the go command, and keeps its output open
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		return noList(fmt.Sprintf("no answer within %s\n%s", checkPatience, out))
	}
	return judgeVulnerabilities(strings.Join(words, " "), string(out), err)
}

// answers returns why an address cannot be read; nil if it can.
func answers(address string, patience time.Duration) error {
	client := http.Client{Timeout: patience}
	reply, err := client.Get(address)
	if err != nil {
		return err
	}
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, reply.Status)
	}
	return nil
}

func noList(why string) tally {
	t := tally{skipped: 1}
	t.explain("skipped, since the list of vulnerabilities cannot be reached", why)
	return t
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
	if !strings.Contains(said, foundSome) {
		for _, sign := range unreachable {
			if strings.Contains(said, sign) {
				return noList(said)
			}
		}
	}
	var t tally
	t.fail(name, said)
	return t
}
