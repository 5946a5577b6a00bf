package work

import (
	"context"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestInOrderRunsEveryWriteInTheOrderOfTheCalls(t *testing.T) {
	test.NewTempApp(t)
	var o InOrder
	var got []int
	for i := range 200 {
		o.Add("", func(context.Context) error { got = append(got, i); return nil }, nil)
	}
	o.Drain()
	if !slices.IsSorted(got) || len(got) != 200 {
		t.Fatalf("got %d jobs, sorted %v", len(got), slices.IsSorted(got))
	}
	if o.Busy() {
		t.Fatal("still busy after Drain")
	}
}

func TestInOrderReplacesAWaitingJobOfTheSameKeyAndKeepsTheNewest(t *testing.T) {
	test.NewTempApp(t)
	var o InOrder
	started, release := make(chan struct{}), make(chan struct{})
	o.Add("", func(context.Context) error { close(started); <-release; return nil }, nil)
	<-started
	var ran []string
	for i, text := range []string{"a", "ab", "abc"} {
		replaced := o.Add("reason", func(context.Context) error { ran = append(ran, text); return nil }, nil)
		if replaced != (i > 0) {
			t.Errorf("%q: a waiting job was replaced: %v", text, replaced)
		}
	}
	close(release)
	o.Drain()
	if !slices.Equal(ran, []string{"abc"}) {
		t.Fatalf("ran %v, want only the newest text", ran)
	}
}

func TestInOrderReportsErrorsAndPanicsAndGoesOn(t *testing.T) {
	test.NewTempApp(t)
	restore := Inline()
	defer restore()
	var o InOrder
	var errs []error
	keep := func(err error) { errs = append(errs, err) }
	o.Add("", func(context.Context) error { return errors.New("disk full") }, keep)
	o.Add("", func(context.Context) error { panic("bug") }, keep)
	o.Add("", func(context.Context) error { return nil }, keep)
	var p *PanicError
	if len(errs) != 3 || errs[0].Error() != "disk full" || !errors.As(errs[1], &p) || errs[2] != nil {
		t.Fatalf("errors %v", errs)
	}
}
