package main

import (
	"strings"
	"testing"
)

// The program answers any bytes with an exit code and a message, never with a crash, and every case that it takes with a
// sound answer. Run longer with
//
//	go test ./cmd/claimgrade-cli -run XXX -fuzz FuzzRate -fuzztime 5m

func FuzzRate(f *testing.F) {
	for _, c := range []string{blindingCase, attritionCase, sampleCase, followCase, "[]", "[[", `{"domain":"blinding","facts":null}`} {
		f.Add([]byte(c))
	}
	d := diceOf(21)
	for i := range 40 {
		f.Add([]byte(asJSON(f, d.rateCase(domains[i%len(domains)]))))
		f.Add([]byte(asJSON(f, d.spoil(d.rateCase(domains[i%len(domains)])))))
	}
	f.Fuzz(func(t *testing.T, data []byte) { everyAnswerIsSound(t, "rate", rateCase, data) })
}

func FuzzJudge(f *testing.F) {
	for _, c := range []string{murrough, "[" + murrough + "," + murrough + "]", "null", `{"claim":{},"trials":[{}]}`} {
		f.Add([]byte(c))
	}
	d := diceOf(22)
	for range 40 {
		f.Add([]byte(asJSON(f, d.judgeCase())))
		f.Add([]byte(asJSON(f, d.spoil(d.judgeCase()))))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if strings.Count(string(data), "estimate") > 200 {
			return // stability of hundreds of trials takes long and shows nothing new
		}
		everyAnswerIsSound(t, "judge", judgeCase, data)
	})
}

// everyAnswerIsSound gives the bytes to the command, and each case in them to what answers it.
func everyAnswerIsSound(t *testing.T, command string, do func(value) (any, error), data []byte) {
	got := start(string(data), command, "-")
	if (got.code == exitOK) != (got.stderr == "") || got.code == exitUsage {
		t.Fatalf("exit %d with %q", got.code, got.stderr)
	}
	top, err := parseJSON(data)
	if err != nil {
		if got.code != exitRefused {
			t.Fatalf("exit %d for what is no JSON", got.code)
		}
		return
	}
	cases := []value{top}
	if top.kind == array {
		cases = top.items
	}
	for _, v := range cases {
		out, err := do(v)
		if f := fault(out, err, data); f != "" {
			t.Fatal(f)
		}
	}
}
