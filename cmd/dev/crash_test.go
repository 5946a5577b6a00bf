package main

import (
	"io"
	"slices"
	"strings"
	"testing"
)

func TestTheCrashTestGetsItsKillsAndItsSeed(t *testing.T) {
	for _, test := range []struct {
		args []string
		want []string // in the command or its environment
		not  string
	}{
		{nil, []string{"CLAIMGRADE_CRASH_KILLS=2000", "./db"}, "CLAIMGRADE_CRASH_SEED="},
		{[]string{"-kills", "7", "-seed", "12"}, []string{"CLAIMGRADE_CRASH_KILLS=7", "CLAIMGRADE_CRASH_SEED=12", "./db"}, "e2e"},
		{[]string{"-window"}, []string{"CLAIMGRADE_CRASH_KILLS=100", "e2e", "./cmd/claimgrade"}, "./db"},
	} {
		t.Setenv("CLAIMGRADE_CRASH_SEED", "") // whoever runs this test in a crash test of their own
		c, err := parseCrash(test.args, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		cmd := c.command(".")
		said := slices.Concat(cmd.Args, cmd.Env)
		for _, w := range test.want {
			if !slices.Contains(said, w) {
				t.Errorf("%q: no %q", test.args, w)
			}
		}
		if slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, test.not) && s != "CLAIMGRADE_CRASH_SEED=" }) {
			t.Errorf("%q: there is %q", test.args, test.not)
		}
	}
	for _, args := range [][]string{{"more"}, {"-kills", "many"}} {
		if _, err := parseCrash(args, io.Discard); err == nil {
			t.Errorf("%q passes", args)
		}
	}
}
