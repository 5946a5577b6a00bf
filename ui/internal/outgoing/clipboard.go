package outgoing

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"unicode"

	"claimgrade/ui/tr"
)

// ErrNoTool says that this computer has no program that puts formatted text on the clipboard.
var ErrNoTool = errors.New("no program for formatted text on the clipboard")

// Clipboard puts formatted text on the clipboard of the system, which the toolkit cannot: it knows plain text only.
type Clipboard struct {
	system  string // as in runtime.GOOS
	wayland bool
	look    func(name string) (string, error)
	run     func(ctx context.Context, input []byte, name string, args ...string) error
}

// NewClipboard is that of this computer.
func NewClipboard() Clipboard {
	return Clipboard{system: runtime.GOOS, wayland: os.Getenv("WAYLAND_DISPLAY") != "", look: exec.LookPath, run: run}
}

// tool is a program that takes a text from its standard input.
type tool struct {
	name string
	args []string
}

// Copy puts HTML on the clipboard. It runs another program, so call it beside the window. Plain text goes with it where
// the system's program can do both.
func (c Clipboard) Copy(ctx context.Context, html, plain []byte) error {
	t, input, err := c.tool(inASCII(html), plain)
	if err != nil {
		return err
	}
	if err := c.run(ctx, input, t.name, t.args...); err != nil {
		return fmt.Errorf(tr.T("The text could not be copied with formatting: %s failed (%w). Use “Copy plain”, or save the file."), t.name, err)
	}
	return nil
}

// Missing is why formatted text cannot be copied on this computer, with what to do; empty where it can.
func (c Clipboard) Missing() string {
	if _, _, err := c.tool(nil, nil); err == nil {
		return ""
	}
	if c.system == "linux" && c.wayland {
		return tr.T("Install wl-clipboard (or xclip) to copy with formatting. “Copy plain” works without.")
	}
	return tr.T("Install xclip to copy with formatting. “Copy plain” works without.")
}

// inASCII writes every other sign as a reference, so that no program can take its bytes for those of another encoding.
func inASCII(html []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(html) {
		if r > unicode.MaxASCII {
			fmt.Fprintf(&b, "&#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.Bytes()
}

func (c Clipboard) tool(html, plain []byte) (tool, []byte, error) {
	switch c.system {
	case "windows":
		const script = "[Console]::InputEncoding = [Text.Encoding]::UTF8; Set-Clipboard -AsHtml -Value ([Console]::In.ReadToEnd())"
		return tool{"powershell.exe", []string{"-NoProfile", "-NonInteractive", "-STA", "-Command", script}}, html, nil
	case "darwin":
		// Bytes as hexadecimal digits: no text of the library becomes a part of the script.
		script := fmt.Sprintf("set the clipboard to {«class HTML»:«data HTML%s», «class utf8»:«data utf8%s»}", hex.EncodeToString(html), hex.EncodeToString(plain))
		return tool{"osascript", []string{"-"}}, []byte(script), nil
	}
	if c.wayland {
		if _, err := c.look("wl-copy"); err == nil {
			return tool{"wl-copy", []string{"--type", "text/html"}}, html, nil
		}
	}
	if _, err := c.look("xclip"); err == nil {
		return tool{"xclip", []string{"-selection", "clipboard", "-t", "text/html"}}, html, nil
	}
	return tool{}, nil, ErrNoTool
}

// run runs a program. Its output is not read: xclip and wl-copy stay on behind to hand the text out, and whoever reads
// their output would wait for as long.
func run(ctx context.Context, input []byte, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdin = bytes.NewReader(input)
	hideConsole(cmd)
	return cmd.Run()
}
