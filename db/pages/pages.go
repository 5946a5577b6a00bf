// Package pages reads the rows of a SQLite file page by page, without SQLite: of a damaged file that is all that can be
// read. It knows the file format and nothing of what the rows mean, never writes, and takes every byte for untrusted.
package pages

import (
	"encoding/binary"
	"errors"
	"io"
)

// File is a database file, with what its write-ahead log holds in the place of its own pages.
type File struct {
	main     io.ReaderAt
	pageSize int
	usable   int           // of a page: some databases reserve its end
	count    int           // of pages
	logged   map[int]int64 // where in the log a page stands
	log      io.ReaderAt   // nil if there is none
	seen     map[int]bool  // pages that a walk has read
	header   []byte        // the first 100 bytes
}

const headerSize = 100

// defaultPageSize is what SQLite takes where nobody says otherwise: a file whose header is lost has it.
const defaultPageSize = 4096

// Open reads the header of a file and its write-ahead log, which may be nil. Where the header is lost, what is usual is
// taken.
func Open(main io.ReaderAt, size int64, log io.ReaderAt) *File {
	f := &File{main: main, header: make([]byte, headerSize), seen: map[int]bool{}}
	f.setPageSize(0, 0)
	if log != nil {
		f.readLog(log)
	}
	if at, ok := f.logged[1]; ok {
		_, _ = f.log.ReadAt(f.header, at)
	} else if n, _ := f.main.ReadAt(f.header, 0); n < headerSize {
		clear(f.header) // a part of it says nothing
	}
	if f.log == nil && f.HasHeader() {
		f.setPageSize(int(binary.BigEndian.Uint16(f.header[16:])), int(f.header[20]))
	}
	f.count = int(min((size+int64(f.pageSize)-1)/int64(f.pageSize), 1<<31-2))
	for page := range f.logged {
		f.count = max(f.count, page)
	}
	return f
}

func (f *File) setPageSize(size, reserved int) {
	if size == 1 {
		size = 1 << 16
	}
	if size < 512 || size&(size-1) != 0 {
		size = defaultPageSize
	}
	f.pageSize, f.usable = size, size
	if size-reserved >= 480 { // the least that the format allows
		f.usable -= reserved
	}
}

// HasHeader reports whether the file begins as a database.
func (f *File) HasHeader() bool { return string(f.header[:16]) == "SQLite format 3\x00" }

// Application is the number by which programs mark their files; 0 where the header is lost.
func (f *File) Application() int {
	if !f.HasHeader() {
		return 0
	}
	return int(binary.BigEndian.Uint32(f.header[68:]))
}

// Version is the number that the program has given to the file's format; 0 where the header is lost.
func (f *File) Version() int {
	if !f.HasHeader() {
		return 0
	}
	return int(int32(binary.BigEndian.Uint32(f.header[60:])))
}

// Pages is how many pages the file has.
func (f *File) Pages() int { return f.count }

// read returns a page. One that is cut short ends in zeros.
func (f *File) read(page int) ([]byte, error) {
	if page < 1 || page > f.count {
		return nil, errNoPage
	}
	b := make([]byte, f.pageSize)
	var err error
	if at, ok := f.logged[page]; ok {
		_, err = f.log.ReadAt(b, at)
	} else {
		_, err = f.main.ReadAt(b, int64(page-1)*int64(f.pageSize))
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return b, err
}

var (
	errNoPage = errors.New("there is no such page")
	errBroken = errors.New("the page is broken")
)

// Row is a row of a table: its values are nil, int64, float64, string or []byte, and may be fewer than the table has
// columns, which then have their defaults.
type Row struct {
	Page   int // on which it begins
	ID     int64
	Values []any
}

// Found is what a walk through a table has met.
type Found struct {
	Broken  int // pages that could not be read, with all that is behind them
	Garbled int // rows that could not be read on pages that could
}

// Table reads the rows of the table that begins at a page.
func (f *File) Table(root int, row func(Row)) Found {
	var found Found
	f.walk(root, 0, &found, row)
	return found
}

// deepest is more levels than a file of any size has.
const deepest = 20

func (f *File) walk(page, depth int, found *Found, row func(Row)) {
	if f.seen[page] || depth > deepest {
		found.Broken++
		return
	}
	b, err := f.read(page)
	if err != nil {
		found.Broken++
		return
	}
	n, err := parse(b, page, f.usable)
	if err != nil {
		found.Broken++
		return
	}
	f.seen[page] = true
	if n.leaf {
		f.rows(n, found, row)
		return
	}
	for _, at := range n.cells {
		f.walk(int(binary.BigEndian.Uint32(b[at:])), depth+1, found, row)
	}
	f.walk(n.right, depth+1, found, row)
}

// Loose reads the rows of all pages of tables that no walk has met and that are not marked as free: those behind a page
// that is broken. It calls page with the rows of one at a time.
func (f *File) Loose(page func(rows []Row)) {
	free := f.free()
	for number := 1; number <= f.count; number++ {
		if f.seen[number] || free[number] {
			continue
		}
		b, err := f.read(number)
		if err != nil {
			continue
		}
		n, err := parse(b, number, f.usable)
		if err != nil || !n.leaf || len(n.cells) == 0 {
			continue
		}
		var rows []Row
		f.rows(n, &Found{}, func(r Row) { rows = append(rows, r) })
		if len(rows) > 0 {
			page(rows)
		}
	}
}

// free lists the pages that the file marks as unused. They may still hold rows, which were deleted.
func (f *File) free() map[int]bool {
	free := map[int]bool{}
	if !f.HasHeader() {
		return free
	}
	for trunk := int(binary.BigEndian.Uint32(f.header[32:])); trunk != 0 && !free[trunk]; {
		b, err := f.read(trunk)
		if err != nil {
			break
		}
		free[trunk] = true
		leaves := min(int(binary.BigEndian.Uint32(b[4:])), f.usable/4-2)
		for i := range leaves {
			free[int(binary.BigEndian.Uint32(b[8+4*i:]))] = true
		}
		trunk = int(binary.BigEndian.Uint32(b))
	}
	return free
}

// node is a page of a table.
type node struct {
	page   []byte
	number int
	leaf   bool
	right  int   // the last child
	cells  []int // where they begin
}

// parse reads the frame of a page of a table and refuses one that cannot be right.
func parse(b []byte, page, usable int) (node, error) {
	at := 0
	if page == 1 {
		at = headerSize
	}
	n := node{page: b, number: page, leaf: b[at] == 0x0d}
	first := at + 8
	if !n.leaf {
		if b[at] != 0x05 {
			return n, errBroken
		}
		n.right = int(binary.BigEndian.Uint32(b[at+8:]))
		first += 4
	}
	cells := int(binary.BigEndian.Uint16(b[at+3:]))
	content := int(binary.BigEndian.Uint16(b[at+5:]))
	if content == 0 {
		content = 1 << 16
	}
	if first+2*cells > content || content > usable {
		return n, errBroken
	}
	var last int64 // the keys that divide the children ascend
	for i := range cells {
		cell := int(binary.BigEndian.Uint16(b[first+2*i:]))
		if cell < content || cell > usable-4 {
			return n, errBroken
		}
		if !n.leaf {
			key, size := varint(b[cell+4 : usable])
			if size == 0 || i > 0 && key <= last {
				return n, errBroken
			}
			last = key
		}
		n.cells = append(n.cells, cell)
	}
	return n, nil
}

func (f *File) rows(n node, found *Found, row func(Row)) {
	for _, at := range n.cells {
		r, err := f.row(n.page, at)
		if err != nil {
			found.Garbled++
			continue
		}
		r.Page = n.number
		row(r)
	}
}

// Seen is how many pages were read so far, of Pages.
func (f *File) Seen() int { return len(f.seen) }
