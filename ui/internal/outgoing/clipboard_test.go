package outgoing

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

// computer is a clipboard on a system that has some programs. What it was given to run is kept.
func computer(system string, wayland bool, programs ...string) (Clipboard, *[]string) {
	var ran []string
	return Clipboard{system: system, wayland: wayland,
		look: func(name string) (string, error) {
			if slices.Contains(programs, name) {
				return "/usr/bin/" + name, nil
			}
			return "", errors.New("not found")
		},
		run: func(_ context.Context, input []byte, name string, args ...string) error {
			ran = append([]string{name, string(input)}, args...)
			return nil
		}}, &ran
}

func TestFormattedTextGoesThroughTheProgramThatTheSystemHas(t *testing.T) {
	for _, x := range []struct {
		system   string
		wayland  bool
		programs []string
		want     string // the program; empty where there is none
	}{
		{"linux", true, []string{"wl-copy", "xclip"}, "wl-copy"},
		{"linux", true, []string{"xclip"}, "xclip"},
		{"linux", false, []string{"wl-copy", "xclip"}, "xclip"},
		{"linux", false, []string{"wl-copy"}, ""},
		{"linux", true, nil, ""},
		{"windows", false, nil, "powershell.exe"},
		{"darwin", false, nil, "osascript"},
	} {
		c, ran := computer(x.system, x.wayland, x.programs...)
		err := c.Copy(context.Background(), []byte("<b>blå</b>"), []byte("blå"))
		if x.want == "" {
			if !errors.Is(err, ErrNoTool) || !strings.Contains(c.Missing(), "Install") {
				t.Errorf("%+v: error %v, says %q", x, err, c.Missing())
			}
			continue
		}
		if err != nil || (*ran)[0] != x.want || c.Missing() != "" {
			t.Errorf("%+v: ran %q, error %v, says %q", x, *ran, err, c.Missing())
		}
		if x.want != "osascript" && (*ran)[1] != "<b>bl&#229;</b>" {
			t.Errorf("%+v: the program got %q", x, (*ran)[1])
		}
	}
}

func TestWordsOfALibraryAreNoPartOfAScript(t *testing.T) {
	hostile := []byte("\"; do shell script \"rm\" $(reboot) `x` »")
	for _, system := range []string{"darwin", "windows"} {
		c, ran := computer(system, false)
		if err := c.Copy(context.Background(), hostile, hostile); err != nil {
			t.Fatal(err)
		}
		script := strings.Join((*ran)[2:], " ")
		if system == "darwin" {
			script = (*ran)[1]
		}
		if strings.Contains(script, "shell script") || strings.Contains(script, "reboot") {
			t.Errorf("%s runs %q", system, script)
		}
	}
}

func TestAProgramThatFailsIsNamed(t *testing.T) {
	c, _ := computer("linux", false, "xclip")
	c.run = func(context.Context, []byte, string, ...string) error { return errors.New("exit status 1") }
	if err := c.Copy(context.Background(), nil, nil); err == nil || !strings.Contains(err.Error(), "xclip failed") {
		t.Errorf("error %v", err)
	}
}
