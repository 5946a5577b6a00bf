//go:build e2e

package main

import "testing"

func TestTheCloseButtonEndsTheProgramAndItStartsAgainInTheSameHome(t *testing.T) {
	d := newDesk(t, "")
	for range 2 {
		d.start()
		d.shot("open")
		d.closeWindow()
		if code := d.waitEnd(); code != 0 {
			t.Fatalf("the program ended with exit code %d:\n%s", code, d.stderr())
		}
	}
}

func TestAfterAKillTheProgramStartsAgainInTheSameHome(t *testing.T) {
	d := newDesk(t, "")
	d.start()
	d.kill()
	d.start()
	d.idle()
	d.closeWindow()
	if code := d.waitEnd(); code != 0 {
		t.Fatalf("the program ended with exit code %d:\n%s", code, d.stderr())
	}
}
