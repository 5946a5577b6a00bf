//go:build e2e

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// shotsVariable names the folder that receives pictures of the screen; without it none are taken.
const shotsVariable = "CLAIMGRADE_E2E_SHOTS"

// patience is how long a test waits for what it expects. It is long because the screen is drawn in software, on machines
// that may be busy; a test that passes never waits for it.
const patience = 30 * time.Second

// programUnderTest is the path of the program, built once for all tests.
var programUnderTest string

func TestMain(m *testing.M) {
	if os.Getenv(offlineVariable) != "" {
		fmt.Fprintln(os.Stderr, becomeOffline())
		os.Exit(1)
	}
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "claimgrade-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	programUnderTest = filepath.Join(dir, "claimgrade")
	// Not with the release's tag migrated_fynedo: it takes out the checks that report a widget touched off the window's
	// goroutine, and this is the only test in which work really runs on other goroutines. They take their time, so what is
	// measured is built as it is released.
	tags := "e2e"
	if os.Getenv(benchVariable) != "" {
		tags = releasedTags
	}
	build := exec.Command("go", "build", "-buildvcs=false", "-tags", tags, "-o", programUnderTest, ".")
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "building the program for the tests:", err)
		return 1
	}
	return m.Run()
}

// desk is what one person has in front of them: a screen of their own, a home folder, and the program while it runs.
// The home outlives the program, so a test can end it in any way and start it again.
type desk struct {
	testing.TB
	display  string      // ":7"
	server   *os.Process // of the screen
	screen   *xConn
	bound    map[rune]bool // signs that were given a key for the test
	home     string
	patience time.Duration
	noMouse  bool     // a touch of the mouse fails the test
	run      *running // nil while the program does not run
	starts   int
	inputs   int // keys pressed, clicks, turns of the wheel, and texts typed
	shots    int
	typed    []string // texts
}

// newDesk sets up a desk with a screen of the given size, 1280x800 when it is empty.
func newDesk(t testing.TB, size string) *desk {
	t.Helper()
	if size == "" {
		size = "1280x800"
	}
	// Not t.TempDir, which is named after the test: the path of a socket, the probe's and maybe the program's, has to be short.
	home, err := os.MkdirTemp("", "cg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	d := &desk{TB: t, home: home, patience: patience, bound: map[rune]bool{}}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	// The server chooses a free display by itself and says which, once it accepts clients.
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "-nolisten", "tcp", "-noreset")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatalf("starting a screen: %v", err)
	}
	write.Close()
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the screen did not come up: %v", err)
	}
	d.display, d.server = ":"+strings.TrimSpace(number), server.Process
	d.screen, err = openX(d.display)
	if err != nil {
		t.Fatalf("connecting to the screen: %v", err)
	}
	t.Cleanup(func() { d.screen.Close() })
	t.Cleanup(d.leave)
	return d
}

// leave ends what still runs, and on a failed test tells what the screen showed.
func (d *desk) leave() {
	if d.run == nil {
		return
	}
	if d.Failed() {
		d.shot("failed")
		if reply, err := d.run.ask("tree"); err == nil && reply.Tree != nil {
			keyboard, _ := reply.Tree.focused()
			d.Logf("%+v has the keyboard; the window shows: %s", keyboard, reply.Tree.texts())
		}
	}
	d.kill()
}

// running is the program from its start to its end.
type running struct {
	cmd    *exec.Cmd
	stderr *os.File
	probe  net.Conn
	lines  *bufio.Reader
	window string        // X11's number of the main window
	ended  chan struct{} // closed when the process is gone

	patience time.Duration // for one answer
}

// start starts the program with the arguments, waits until its window shows something, and gives it the keyboard.
func (d *desk) start(args ...string) {
	d.Helper()
	d.startAs(nil, args...)
}

// startAs starts the program with the help of another, which becomes the program.
func (d *desk) startAs(helper []string, args ...string) {
	d.Helper()
	d.launch(helper, args...)
	d.takeKeyboard()
}

// launch starts the program and waits until its probe answers.
func (d *desk) launch(helper []string, args ...string) {
	d.Helper()
	if d.run != nil {
		d.Fatal("the program runs already")
	}
	d.starts++
	stderr, err := os.Create(filepath.Join(d.home, fmt.Sprintf("stderr-%d.txt", d.starts)))
	if err != nil {
		d.Fatal(err)
	}
	socket := filepath.Join(d.home, fmt.Sprintf("probe-%d", d.starts))

	words := slices.Concat(offline(), helper, []string{programUnderTest}, args)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = d.home
	cmd.Stdout, cmd.Stderr = stderr, stderr
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + d.home, "TMPDIR=" + d.temporary(),
		"XDG_CONFIG_HOME=" + filepath.Join(d.home, "config"), "XDG_DATA_HOME=" + filepath.Join(d.home, "data"),
		"XDG_CACHE_HOME=" + filepath.Join(d.home, "cache"), "XDG_STATE_HOME=" + filepath.Join(d.home, "state"),
		"XDG_RUNTIME_DIR=" + d.home, "LANG=en_US.UTF-8", "TZ=UTC",
		"DISPLAY=" + d.display, "FYNE_SCALE=1", "FYNE_THEME=light", "LIBGL_ALWAYS_SOFTWARE=1",
		probeVariable + "=" + socket,
	}
	if err := cmd.Start(); err != nil {
		d.Fatalf("starting the program: %v", err)
	}
	r := &running{cmd: cmd, stderr: stderr, ended: make(chan struct{}), patience: d.patience}
	go func() {
		_ = cmd.Wait() // how it ended is in ProcessState
		close(r.ended)
	}()
	d.run = r

	d.poll("the program answers", func() bool {
		r.probe, err = net.Dial("unix", socket)
		return err == nil
	})
	r.lines = bufio.NewReader(r.probe)
}

// takeKeyboard waits until the window of a program that was launched shows something, and gives it the keyboard.
func (d *desk) takeKeyboard() {
	d.Helper()
	r := d.run
	d.poll("the program opens a window", func() bool {
		// GLFW tags its windows with the process; the helper window it also makes is never shown.
		out, err := d.x("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(r.cmd.Process.Pid), ".").Output()
		r.window, _, _ = strings.Cut(strings.TrimSpace(string(out)), "\n")
		return err == nil && r.window != ""
	})
	first := d.waitFor("the window shows text", func(w tree) bool { return w.texts() != "" })
	if !first.ThreadChecks {
		d.Fatal("the program's metadata says it is migrated to fyne.Do, which switches Fyne's checks of the goroutine off")
	}
	d.must("xdotool", "windowfocus", "--sync", r.window) // nobody else would: there is no window manager
}

// kill ends the program as a power cut would.
func (d *desk) kill() {
	d.Helper()
	_ = d.run.cmd.Process.Kill()
	d.waitEnd()
}

// closeWindow does what a click on the window's own close button does.
func (d *desk) closeWindow() {
	d.Helper()
	if err := d.screen.requestClose(d.run.window); err != nil {
		d.Fatalf("asking the window to close: %v", err)
	}
}

// waitEnd waits until the program has ended, by whatever the test did, and returns its exit code; -1 when it was killed.
func (d *desk) waitEnd() int {
	d.Helper()
	r := d.run
	select {
	case <-r.ended:
	case <-time.After(patience):
		d.Fatalf("the program has not ended after %s\n%s", patience, d.goroutines())
	}
	d.run = nil
	if r.probe != nil {
		r.probe.Close()
	}
	r.stderr.Close()
	said, err := os.ReadFile(r.stderr.Name())
	if err != nil {
		d.Fatal(err)
	}
	d.wantOffline(said)
	d.wantPrivate(said, r.cmd.ProcessState.Success())
	if bad := complaintIn(string(said)); bad != "" {
		d.Errorf("the program reported %q:\n%s", bad, said)
	}
	return r.cmd.ProcessState.ExitCode()
}

// complaintIn is the first thing in what a program has printed that it must never print; empty if there is none.
func complaintIn(said string) string {
	for _, bad := range []string{"Error in Fyne call thread", "Failed to focus object", "panic:", "fatal error:", "DATA RACE", "SIGSEGV"} {
		if strings.Contains(said, bad) {
			return bad
		}
	}
	return ""
}

// stderr is what the last started program has printed so far.
func (d *desk) stderr() string {
	d.Helper()
	said, err := os.ReadFile(filepath.Join(d.home, fmt.Sprintf("stderr-%d.txt", d.starts)))
	if err != nil {
		d.Fatal(err)
	}
	return string(said)
}

// goroutines ends a program that hangs and returns what it has printed, its goroutines last, and how busy the machine is: that
// tells a lock from a machine that has no time for it.
func (d *desk) goroutines() string {
	d.Helper()
	_ = d.run.cmd.Process.Signal(syscall.SIGQUIT)
	select {
	case <-d.run.ended:
	case <-time.After(d.patience):
	}
	load, _ := os.ReadFile("/proc/loadavg")
	return fmt.Sprintf("load of the machine: %s\n%s", load, d.stderr())
}

// crashReport is what the program left behind of a crash, to be read in the log of the test.
func (d *desk) crashReport() string {
	files, _ := filepath.Glob(filepath.Join(d.home, "data", "claimgrade", "crash-*.txt"))
	var all []string
	for _, f := range files {
		text, err := os.ReadFile(f)
		all = append(all, f, string(text), fmt.Sprint(err))
	}
	return strings.Join(all, "\n")
}

// ask sends one request to the probe and reads the reply.
func (r *running) ask(request string) (reply probeReply, err error) {
	if err := r.probe.SetDeadline(time.Now().Add(r.patience)); err != nil {
		return reply, err
	}
	if _, err := fmt.Fprintln(r.probe, request); err != nil {
		return reply, err
	}
	line, err := r.lines.ReadBytes('\n')
	if err != nil {
		return reply, err
	}
	if err := json.Unmarshal(line, &reply); err != nil {
		return reply, err
	}
	if reply.Error != "" {
		return reply, errors.New(reply.Error)
	}
	return reply, nil
}

func (d *desk) ask(request string) probeReply {
	d.Helper()
	reply, err := d.run.ask(request)
	if err != nil {
		select {
		case <-d.run.ended:
			d.Fatalf("the program has ended by itself: %s\n%s%s", d.run.cmd.ProcessState, d.stderr(), d.crashReport())
		case <-time.After(time.Second):
			d.Fatalf("asking the program for %q: %v\n%s", request, err, d.goroutines())
		}
	}
	return reply
}

// look is what the window shows now.
func (d *desk) look() tree { d.Helper(); return *d.ask("tree").Tree }

// idle waits until the window has dealt with the keys and clicks sent to it and with what they queued. One of them may have
// ended the program: waitEnd tells how.
func (d *desk) idle() {
	d.Helper()
	if _, err := d.run.ask("idle"); err != nil {
		select {
		case <-d.run.ended:
		case <-time.After(patience):
			d.Fatalf("the program no longer answers: %v\n%s", err, d.goroutines())
		}
	}
}

// poll waits for the condition, which is asked again and again until patience ends. What says what is waited for.
func (d *desk) poll(what string, done func() bool) {
	d.Helper()
	deadline := time.Now().Add(d.patience)
	again := time.NewTicker(15 * time.Millisecond)
	defer again.Stop()
	for !done() {
		if time.Now().After(deadline) {
			d.Fatalf("waited %s in vain: %s\n%s", d.patience, what, d.stderr())
		}
		select {
		case <-d.run.ended:
			d.Fatalf("the program has ended (%s) before %s\n%s", d.run.cmd.ProcessState, what, d.stderr())
		case <-again.C:
		}
	}
}

// waitFor waits until the window satisfies the condition and returns what it shows then.
func (d *desk) waitFor(what string, done func(tree) bool) tree {
	d.Helper()
	var last tree
	d.poll(what, func() bool {
		last = d.look()
		return done(last)
	})
	return last
}

// x prepares a command on the desk's screen.
func (d *desk) x(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.display)
	return cmd
}

func (d *desk) must(name string, args ...string) {
	d.Helper()
	if out, err := d.x(name, args...).CombinedOutput(); err != nil {
		d.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// shot takes a picture of the screen into the folder of shotsVariable; the name says what is to be seen.
func (d *desk) shot(name string) {
	d.Helper()
	dir := os.Getenv(shotsVariable)
	if dir == "" {
		return
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		d.Fatal(err)
	}
	d.shots++
	test := strings.NewReplacer("/", "-", " ", "-").Replace(d.Name())
	file := filepath.Join(dir, fmt.Sprintf("%s-%02d-%s", test, d.shots, name))
	take := d.x("xwd", "-silent", "-root", "-out", file+".xwd")
	if _, err := exec.LookPath("import"); err == nil {
		take = d.x("import", "-silent", "-window", "root", file+".png")
	}
	if out, err := take.CombinedOutput(); err != nil {
		d.Errorf("taking a picture of the screen: %v\n%s", err, out)
	}
}
