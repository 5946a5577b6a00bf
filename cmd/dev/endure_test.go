package main

import (
	"io"
	"slices"
	"strings"
	"testing"
)

func TestTheLongLifeGetsItsActionsItsSeedAndItsFolder(t *testing.T) {
	t.Setenv("CLAIMGRADE_ENDURE_SEED", "") // whoever runs this test in a long life of their own
	for _, test := range []struct {
		args []string
		want []string
		not  string
	}{
		{nil, []string{"CLAIMGRADE_ENDURE_ACTIONS=10000"}, "CLAIMGRADE_ENDURE_SEED="},
		{[]string{"-actions", "7", "-seed", "12", "-out", "there"}, []string{"CLAIMGRADE_ENDURE_ACTIONS=7", "CLAIMGRADE_ENDURE_SEED=12", "CLAIMGRADE_ENDURE=there"}, "none"},
	} {
		e, err := parseEndure(test.args, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		cmd := e.command(".")
		said := slices.Concat(cmd.Args, cmd.Env)
		for _, w := range append(test.want, "e2e", "./cmd/claimgrade") {
			if !slices.Contains(said, w) {
				t.Errorf("%q: no %q", test.args, w)
			}
		}
		if slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, test.not) && s != "CLAIMGRADE_ENDURE_SEED=" }) {
			t.Errorf("%q: there is %q", test.args, test.not)
		}
	}
	for _, args := range [][]string{{"more"}, {"-actions", "many"}, {"-actions", "0"}} {
		if _, err := parseEndure(args, io.Discard); err == nil {
			t.Errorf("%q passes", args)
		}
	}
}
