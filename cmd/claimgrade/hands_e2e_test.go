//go:build e2e

package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// says reports whether the object shows exactly this text, be it its own, its placeholder or its tooltip.
func (n node) says(text string) bool { return n.Text == text || n.Hint == text || n.Tip == text }

// middle is the point of the object's visible part that a person would click.
func (n node) middle() (x, y int) { return int(n.X + n.W/2), int(n.Y + n.H/2) }

// all lists the objects that satisfy the condition, the topmost layer first; of an object and its parts that all do (a
// button, its rich text, the drawn text) it names the outermost.
func (w tree) all(is func(node) bool) []node {
	var out []node
	taken := map[int]bool{}
	for i, n := range w.Nodes {
		if taken[n.Parent] {
			taken[i] = true
		} else if is(n) {
			taken[i] = true
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b node) int { return b.Layer - a.Layer })
	return out
}

// find is the first object that shows exactly this text, looked for from the topmost layer down.
func (w tree) find(text string) (node, bool) {
	return first(w.all(func(n node) bool { return n.says(text) }))
}

// findPart is the first object whose text holds the part.
func (w tree) findPart(part string) (node, bool) {
	return first(w.all(func(n node) bool { return strings.Contains(n.Text, part) }))
}

// focused is the object that has the keyboard.
func (w tree) focused() (node, bool) {
	return first(w.all(func(n node) bool { return n.Focused }))
}

// texts are all the texts the window shows, each once, for messages and for conditions on the whole.
func (w tree) texts() string {
	var out []string
	for _, n := range w.Nodes {
		for _, s := range []string{n.Text, n.Hint, n.Tip} {
			if s != "" && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return strings.Join(out, " | ")
}

func first(list []node) (node, bool) {
	if len(list) == 0 {
		return node{}, false
	}
	return list[0], true
}

// waitText waits until the window shows exactly this text and returns where.
func (d *desk) waitText(text string) node {
	d.Helper()
	var found node
	d.waitFor(fmt.Sprintf("the window shows %q", text), func(w tree) (ok bool) {
		found, ok = w.find(text)
		return ok
	})
	return found
}

// waitGone waits until the window no longer shows this text.
func (d *desk) waitGone(text string) {
	d.Helper()
	d.waitFor(fmt.Sprintf("the window no longer shows %q", text), func(w tree) bool {
		_, ok := w.find(text)
		return !ok
	})
}

// waitStill waits until what find finds is there, can be used, and stays in its place: a list that is still being laid out
// or a menu that slides in would move away under the mouse.
func (d *desk) waitStill(what string, find func(tree) (node, bool)) node {
	d.Helper()
	var last node
	seen := false
	d.waitFor(what+" is there, enabled and stays in its place", func(w tree) bool {
		n, ok := find(w)
		ok = ok && !n.Disabled && n.W > 0 && n.H > 0
		still := ok && seen && n.X == last.X && n.Y == last.Y && n.W == last.W && n.H == last.H
		last, seen = n, ok
		return still
	})
	return last
}

// click waits for the text and clicks on it with the left button.
func (d *desk) click(text string) {
	d.Helper()
	d.clickOn(d.still(text), 1, 1)
}

func (d *desk) still(text string) node {
	d.Helper()
	return d.waitStill(fmt.Sprintf("%q", text), func(w tree) (node, bool) { return w.find(text) })
}

// clickOn clicks in the middle of an object: button 1 left, 2 middle, 3 right.
func (d *desk) clickOn(n node, button, times int) {
	d.Helper()
	d.hover(n)
	d.inputs++
	d.must("xdotool", "click", "--repeat", strconv.Itoa(times), "--delay", "40", strconv.Itoa(button))
	d.idle()
}

// hover moves the mouse on to an object.
func (d *desk) hover(n node) {
	d.Helper()
	x, y := n.middle()
	d.moveTo(x, y)
}

func (d *desk) moveTo(x, y int) {
	d.Helper()
	if d.noMouse {
		d.Fatal("this journey is made without the mouse")
	}
	d.must("xdotool", "mousemove", "--window", d.run.window, strconv.Itoa(x), strconv.Itoa(y))
	d.idle()
}

// scroll turns the mouse wheel over an object: down for a positive number of notches, up for a negative one.
func (d *desk) scroll(n node, notches int) {
	d.Helper()
	d.hover(n)
	d.inputs++
	button := "5"
	if notches < 0 {
		notches, button = -notches, "4"
	}
	d.must("xdotool", "click", "--repeat", strconv.Itoa(notches), "--delay", "10", button)
	d.idle()
}

// scrollTo scrolls what lies under an object until the window shows the text; direction 1 is down and -1 up.
func (d *desk) scrollTo(text string, over node, direction int) node {
	d.Helper()
	d.hover(over)
	var found node
	d.waitFor(fmt.Sprintf("scrolling shows %q", text), func(w tree) (ok bool) {
		if found, ok = w.find(text); ok && !found.Cut {
			return true
		}
		d.scroll(over, 3*direction)
		return false
	})
	return found
}

// key presses keys one after the other, each with its modifiers, in xdotool's words: "ctrl+f", "Tab", "Return", "Escape".
func (d *desk) key(keys ...string) {
	d.Helper()
	d.inputs += len(keys)
	d.must("xdotool", append([]string{"key", "--delay", "20"}, keys...)...)
	d.idle()
}

// write types text into whatever has the keyboard, also signs that no key of the keyboard bears.
func (d *desk) write(text string) {
	d.Helper()
	for _, sign := range text {
		if sign > unicode.MaxASCII {
			d.bind(sign)
		}
	}
	d.inputs++
	d.typed = append(d.typed, text)
	d.must("xdotool", "type", "--delay", "5", "--", text)
	d.idle()
}

// bind has some key of the keyboard bear the sign from now on.
func (d *desk) bind(sign rune) {
	d.Helper()
	if d.bound[sign] {
		return
	}
	spare, err := d.screen.spareKeys()
	if err != nil || len(spare) == 0 {
		d.Fatalf("the keyboard has no spare key for %q: %v", sign, err)
	}
	if err := d.screen.bindKey(spare[0], sign); err != nil {
		d.Fatalf("giving a key the sign %q: %v", sign, err)
	}
	d.bound[sign] = true
}
