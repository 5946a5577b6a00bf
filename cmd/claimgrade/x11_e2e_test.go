//go:build e2e

package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
)

// xConn is a connection to a test's screen, for the few things that xdotool cannot do. Its messages are those of the X11
// protocol, numbered as in its specification, least significant byte first.
type xConn struct {
	net.Conn
	minKey, maxKey byte // the keyboard's key codes
}

var le = binary.LittleEndian

// openX connects to a display (":7").
func openX(display string) (*xConn, error) {
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+strings.TrimPrefix(display, ":"))
	if err != nil {
		return nil, err
	}
	x := &xConn{Conn: conn}
	if err := x.greet(); err != nil {
		conn.Close()
		return nil, err
	}
	return x, nil
}

// greet is the connection setup: byte order 'l', protocol 11.0, no authorisation.
func (x *xConn) greet() error {
	if err := x.send([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	head, err := x.receive(8)
	if err != nil {
		return err
	}
	setup, err := x.receive(4 * int(le.Uint16(head[6:])))
	if err != nil {
		return err
	}
	if head[0] != 1 || len(setup) < 28 {
		return errors.New("the screen refuses the connection")
	}
	x.minKey, x.maxKey = setup[26], setup[27]
	return nil
}

func (x *xConn) send(b []byte) error {
	_, err := x.Write(b)
	return err
}

func (x *xConn) receive(n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := io.ReadFull(x, b)
	return b, err
}

// reply reads the answer to a request; what was asked is for the message. Connections that select no events are sent only
// answers, errors, and the news that a key has changed its meaning.
func (x *xConn) reply(asked string) ([]byte, error) {
	for {
		head, err := x.receive(32)
		if err != nil {
			return nil, err
		}
		const isError, isReply, mappingNotify = 0, 1, 34
		switch head[0] {
		case isReply:
			rest, err := x.receive(4 * int(le.Uint32(head[4:])))
			return append(head, rest...), err
		case mappingNotify:
		case isError:
			return nil, fmt.Errorf("%s: the screen answers with error %d", asked, head[1])
		default:
			return nil, fmt.Errorf("%s: the screen sends an unexpected event %d", asked, head[0])
		}
	}
}

// atom asks for the number of a name: InternAtom (16), the name padded to whole words.
func (x *xConn) atom(name string) (uint32, error) {
	padded := name + strings.Repeat("\x00", (4-len(name)%4)%4)
	request := le.AppendUint16([]byte{16, 0}, uint16(2+len(padded)/4))
	request = le.AppendUint16(request, uint16(len(name)))
	request = append(append(request, 0, 0), padded...)
	if err := x.send(request); err != nil {
		return 0, err
	}
	reply, err := x.reply("the number of " + name)
	if err != nil {
		return 0, err
	}
	return le.Uint32(reply[8:]), nil
}

// requestClose sends a window the message that a window manager sends when its close button is clicked (WM_DELETE_WINDOW,
// Inter-Client Communication Conventions Manual 4.2.8). Tests have no window manager, and xdotool can only destroy a window,
// of which its program is not told beforehand.
func (x *xConn) requestClose(window string) error {
	id, err := strconv.ParseUint(window, 10, 32)
	if err != nil {
		return fmt.Errorf("the window's number: %w", err)
	}
	protocols, err := x.atom("WM_PROTOCOLS")
	if err != nil {
		return err
	}
	closing, err := x.atom("WM_DELETE_WINDOW")
	if err != nil {
		return err
	}
	// SendEvent (25), 11 words long, to the window with no event mask; the event is a ClientMessage (33) of 32-bit values.
	event := le.AppendUint32([]byte{25, 0, 11, 0}, uint32(id))
	event = le.AppendUint32(event, 0)
	event = append(event, 33, 32, 0, 0)
	event = le.AppendUint32(event, uint32(id))
	event = le.AppendUint32(event, protocols)
	event = le.AppendUint32(event, closing)
	event = append(event, make([]byte, 16)...) // the time of now, and three values that are not used
	if err := x.send(event); err != nil {
		return err
	}
	_, err = x.atom("WM_PROTOCOLS") // its answer tells that the event before it has been dealt with
	return err
}

// spareKeys are the codes of keys that bear no sign.
func (x *xConn) spareKeys() ([]byte, error) {
	// GetKeyboardMapping (101) of all keys; the answer's second byte is how many signs it lists for each.
	if err := x.send([]byte{101, 0, 2, 0, x.minKey, x.maxKey - x.minKey + 1, 0, 0}); err != nil {
		return nil, err
	}
	reply, err := x.reply("the signs of the keys")
	if err != nil {
		return nil, err
	}
	var spare []byte
	each := 4 * int(reply[1])
	for i, signs := 0, reply[32:]; len(signs) >= each && each > 0; i, signs = i+1, signs[each:] {
		if strings.Trim(string(signs[:each]), "\x00") == "" {
			spare = append(spare, x.minKey+byte(i))
		}
	}
	return spare, nil
}

// bindKey has a key bear a sign from now on. xdotool also does that for signs no key bears, but takes them back at once,
// often before the window has seen the press.
func (x *xConn) bindKey(key byte, sign rune) error {
	symbol := uint32(sign) // Latin-1 has the numbers of Unicode, the rest of Unicode begins here:
	if sign > 0xff {
		symbol += 0x01000000
	}
	// ChangeKeyboardMapping (100) of one key and two signs, without and with Shift.
	request := []byte{100, 1, 4, 0, key, 2, 0, 0}
	request = le.AppendUint32(le.AppendUint32(request, symbol), symbol)
	if err := x.send(request); err != nil {
		return err
	}
	_, err := x.atom("WM_PROTOCOLS") // as above: an error would come before its answer
	return err
}
