package single

import (
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestASecondStartHandsOverWhatItWasToOpen(t *testing.T) {
	state := t.TempDir()
	first := At(state)
	if first.Taken(Handover{}) {
		t.Fatal("there is no window, but it has taken something")
	}
	defer first.Release()
	got := make(chan Handover, 1)
	first.Serve(func(library string, files []string) { got <- Handover{library, files} })
	if !At(state).Taken(Handover{Library: "/a\nb.sqlite", Files: []string{"/c.pdf"}}) {
		t.Fatal("the first window has not taken what the second start was to open")
	}
	if h := <-got; h.Library != "/a\nb.sqlite" || len(h.Files) != 1 || h.Files[0] != "/c.pdf" {
		t.Errorf("handed over: %+v", h)
	}
	first.Release()
	next := At(state)
	defer next.Release()
	if next.Taken(Handover{}) {
		t.Error("a window that has closed has taken something")
	}
}

// Between finding nobody and listening there is a moment in which another start finds nobody, too.
func TestOfManyStartsAtTheSameMomentOneIsTheFirst(t *testing.T) {
	for range 20 {
		state := t.TempDir()
		var (
			all   sync.WaitGroup
			mu    sync.Mutex
			first int
			begin = make(chan bool)
		)
		for range 8 {
			all.Go(func() {
				w := At(state)
				<-begin
				if w.Taken(Handover{}) {
					return
				}
				w.Serve(func(string, []string) {})
				t.Cleanup(w.Release)
				mu.Lock()
				first++
				mu.Unlock()
			})
		}
		close(begin)
		all.Wait()
		if first != 1 {
			t.Fatalf("%d of 8 starts were the first", first)
		}
	}
}

func TestTheSocketOfAKilledWindowIsNoWindow(t *testing.T) {
	state := t.TempDir()
	path := filepath.Join(state, "window.sock")
	killed, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	killed.SetUnlinkOnClose(false)
	_ = killed.Close()
	if _, err := os.Lstat(path); err != nil {
		t.Fatal("the socket is not there any more: there is nothing to test")
	}
	first := At(state)
	defer first.Release()
	if first.Taken(Handover{}) {
		t.Fatal("a window that was killed has taken something")
	}
	first.Serve(func(string, []string) {})
	if !At(state).Taken(Handover{}) {
		t.Error("the window after the killed one cannot be reached")
	}
}
