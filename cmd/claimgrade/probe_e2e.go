//go:build e2e

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"image/color"
	"net"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"claimgrade/ui/figure"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
)

// probeVariable names the unix socket on which the probe answers.
const probeVariable = "CLAIMGRADE_PROBE"

// probeReply answers one request. Requests are lines: "tree", "idle", "block", "busy", "vitals", "sleep" for the
// watchdog to rest, and "drawn" with a text or none after it. Replies are lines of JSON.
type probeReply struct {
	Error  string  `json:"error,omitempty"`  // why the request was not understood
	Tree   *tree   `json:"tree,omitempty"`   // for "tree"
	Busy   bool    `json:"busy,omitempty"`   // for "busy": something is being read or waits to be
	Vitals *vitals `json:"vitals,omitempty"` // for "vitals"
	Block  *block  `json:"block,omitempty"`  // for "block": the longest since the last such request
	Drawn  int64   `json:"drawn,omitempty"`  // for "drawn": when the first picture with the text was on the screen, in Unix nanoseconds
}

// tree is what the window shows at one moment, in pixels of the window.
type tree struct {
	Width        float32 `json:"width"`
	Height       float32 `json:"height"`
	Dark         bool    `json:"dark"`
	ThreadChecks bool    `json:"threadChecks"` // Fyne complains about widgets touched off the window's goroutine
	Nodes        []node  `json:"nodes"`        // each after its parent
}

// node is one visible object; what lies wholly outside the window or a scroller's view is left out.
type node struct {
	Type     string  `json:"type"`            // "*widget.Button"
	Text     string  `json:"text,omitempty"`  // what it shows, or for a field what is in it
	Hint     string  `json:"hint,omitempty"`  // a field's placeholder
	Tip      string  `json:"tip,omitempty"`   // its tooltip
	X        float32 `json:"x"`               // the part that can be seen
	Y        float32 `json:"y"`               //
	W        float32 `json:"w"`               //
	H        float32 `json:"h"`               //
	Parent   int     `json:"parent"`          // index into Nodes, -1 for none
	Layer    int     `json:"layer,omitempty"` // 0 the window's content; then its menu and what lies over it, the topmost last
	Cut      bool    `json:"cut,omitempty"`   // only a part can be seen
	Focused  bool    `json:"focused,omitempty"`
	Disabled bool    `json:"disabled,omitempty"`
	Checked  bool    `json:"checked,omitempty"`
}

// startProbe answers tests that drive the window from outside. Call it before the window is run.
func startProbe(win fyne.Window) {
	path := os.Getenv(probeVariable)
	if path == "" {
		return
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		fmt.Fprintln(os.Stderr, "probe:", err)
		os.Exit(1)
	}
	dog := &watchdog{}
	dog.asleep.Store(os.Getenv(sleepVariable) != "")
	go dog.watch()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serveProbe(win, dog, conn)
		}
	}()
}

func serveProbe(win fyne.Window, dog *watchdog, conn net.Conn) {
	defer conn.Close()
	requests, replies := bufio.NewScanner(conn), json.NewEncoder(conn)
	for requests.Scan() {
		if replies.Encode(answerProbe(win, dog, requests.Text())) != nil {
			return
		}
	}
}

// answerProbe runs on the socket's goroutine, so it may wait for the window's.
func answerProbe(win fyne.Window, dog *watchdog, request string) (r probeReply) {
	what, text, _ := strings.Cut(request, " ")
	switch what {
	case "tree":
		fyne.DoAndWait(func() { dog.forProbe(func() { r.Tree = lookAt(win) }) })
	case "idle":
		waitForFrame()
	case "busy":
		r.Busy = !work.Idle()
	case "block":
		r.Block = dog.take()
	case "vitals":
		r.Vitals = takeVitals()
	case "sleep":
		dog.asleep.Store(true)
	case "drawn":
		r.Drawn = waitDrawn(win, text).UnixNano()
	default:
		r.Error = "the probe does not know " + request
	}
	return r
}

// waitForFrame waits until the window has taken the keys and clicks that had reached it, has let through what they queued,
// and has gone on to the next picture. Animations are what the toolkit moves on after its events and before it draws.
func waitForFrame() {
	drawn := make(chan struct{}, 1)
	fyne.DoAndWait(func() {
		fyne.NewAnimation(time.Nanosecond, func(float32) {
			select {
			case drawn <- struct{}{}:
			default:
			}
		}).Start()
	})
	<-drawn
	fyne.DoAndWait(func() {})
}

// pauseOfLooks is how far apart looks are: to look through the tree before each picture would be most of what is measured.
const pauseOfLooks = 25 * time.Millisecond

// waitDrawn waits for the first picture that shows exactly this text, or anything where it is empty.
func waitDrawn(win fyne.Window, text string) time.Time {
	at := make(chan time.Time, 1)
	fyne.DoAndWait(func() {
		there, looked := false, time.Time{}
		watch := fyne.NewAnimation(time.Second, nil)
		watch.RepeatCount = fyne.AnimationRepeatForever
		watch.Tick = func(float32) {
			if there { // at the last move, so that it is drawn by now
				watch.Stop()
				select {
				case at <- time.Now():
				default:
				}
				return
			}
			if text != "" && time.Since(looked) < pauseOfLooks {
				return
			}
			looked = time.Now()
			there = text == "" || slices.ContainsFunc(lookAt(win).Nodes, func(n node) bool { return n.Text == text })
		}
		watch.Start()
	})
	return <-at
}

func lookAt(win fyne.Window) *tree {
	c := win.Canvas()
	settings := fyne.CurrentApp().Settings()
	l := looker{canvas: c, tree: &tree{
		Width:        c.Size().Width * c.Scale(),
		Height:       c.Size().Height * c.Scale(),
		Dark:         isDark(settings.Theme().Color(fynetheme.ColorNameBackground, settings.ThemeVariant())),
		ThreadChecks: !fyne.CurrentApp().Metadata().Migrations["fyneDo"],
	}}
	roots := []fyne.CanvasObject{c.Content()}
	if withMenu, ok := c.(interface{ ObjectTrees() []fyne.CanvasObject }); ok {
		roots = withMenu.ObjectTrees() // the window's menu bar is in none of the public lists
	} else {
		roots = append(roots, c.Overlays().List()...)
	}
	for layer, root := range roots {
		l.layer = layer
		l.walk(root, fyne.Position{}, box{size: c.Size()}, -1)
	}
	return l.tree
}

func isDark(c color.Color) bool { return color.GrayModel.Convert(c).(color.Gray).Y < 128 }

// box is a rectangle in the canvas's own units.
type box struct {
	pos  fyne.Position
	size fyne.Size
}

func (b box) cutTo(view box) box {
	left, top := max(b.pos.X, view.pos.X), max(b.pos.Y, view.pos.Y)
	right := min(b.pos.X+b.size.Width, view.pos.X+view.size.Width)
	bottom := min(b.pos.Y+b.size.Height, view.pos.Y+view.size.Height)
	return box{fyne.NewPos(left, top), fyne.NewSize(right-left, bottom-top)}
}

// picture is what has marks that say what they are; each becomes a node of markType.
type picture interface {
	Spots() []figure.Spot
	SpotArea(i int) (fyne.Position, fyne.Size)
}

const markType = "mark"

type looker struct {
	canvas fyne.Canvas
	tree   *tree
	layer  int
}

// walk adds the object and what is in it. offset is where its parent lies, view the part of the window it can be seen in.
func (l *looker) walk(o fyne.CanvasObject, offset fyne.Position, view box, parent int) {
	if o == nil || !o.Visible() {
		return
	}
	whole := box{offset.Add(o.Position()), o.Size()}
	seen := whole.cutTo(view)
	if seen.size.Width < 0 || seen.size.Height < 0 {
		return // an empty container at the edge stays: its children may be bigger than it
	}
	var children []fyne.CanvasObject
	_, clips := o.(fyne.Scrollable)
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		renderer := test.WidgetRenderer(o) // the one the window draws with: it is kept for every widget
		children = renderer.Objects()
		if _, ok := renderer.(interface{ IsClip() }); ok {
			clips = true
		}
	}
	if clips {
		view = seen
	}

	n := describe(o)
	s := l.canvas.Scale()
	n.X, n.Y, n.W, n.H = seen.pos.X*s, seen.pos.Y*s, seen.size.Width*s, seen.size.Height*s
	n.Parent, n.Layer = parent, l.layer
	n.Cut = whole.size.Width-seen.size.Width > 0.5 || whole.size.Height-seen.size.Height > 0.5
	if f, ok := o.(fyne.Focusable); ok {
		n.Focused = l.canvas.Focused() == f
	}
	if d, ok := o.(fyne.Disableable); ok {
		n.Disabled = d.Disabled()
	}
	l.tree.Nodes = append(l.tree.Nodes, n)
	me := len(l.tree.Nodes) - 1
	if f, ok := o.(picture); ok {
		for i, spot := range f.Spots() {
			pos, size := f.SpotArea(i)
			at := box{whole.pos.Add(pos), size}.cutTo(view)
			if at.size.Width >= 0 && at.size.Height >= 0 {
				l.tree.Nodes = append(l.tree.Nodes, node{Type: markType, Tip: spot.What, Parent: me, Layer: l.layer,
					X: at.pos.X * s, Y: at.pos.Y * s, W: at.size.Width * s, H: at.size.Height * s})
			}
		}
	}
	for _, child := range children {
		l.walk(child, whole.pos, view, me)
	}
}

// describe reads what an object says by the names Fyne's widgets give it, which widgets built on them inherit.
func describe(o fyne.CanvasObject) node {
	n := node{Type: fmt.Sprintf("%T", o)}
	if tip, ok := o.(interface{ Tip() string }); ok {
		n.Tip = tip.Tip()
	}
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return n
	}
	if n.Text = field[string](v, "Text"); n.Text == "" {
		n.Text = field[string](v, "Selected")
	}
	n.Hint = field[string](v, "PlaceHolder")
	n.Checked = field[bool](v, "Checked")
	if rich, ok := o.(fmt.Stringer); ok && n.Text == "" {
		n.Text = rich.String()
	}
	return n
}

// field is the struct's field of that name, its own or inherited, and T's zero value where there is none.
func field[T any](v reflect.Value, name string) (value T) {
	f, ok := v.Type().FieldByName(name)
	if !ok || !f.IsExported() {
		return value
	}
	got, err := v.FieldByIndexErr(f.Index) // an inherited field may hang on a nil pointer
	if err != nil || !got.CanInterface() {
		return value
	}
	value, _ = got.Interface().(T)
	return value
}
