package pages

import (
	"encoding/binary"
	"math"
	"unicode/utf8"
)

// row reads the cell of a leaf page at a place.
func (f *File) row(page []byte, at int) (Row, error) {
	size, n := varint(page[at:f.usable])
	id, m := varint(page[min(at+n, f.usable):f.usable])
	if n == 0 || m == 0 || size < 0 || size > int64(f.count)*int64(f.pageSize) {
		return Row{}, errBroken
	}
	payload, err := f.payload(page, at+n+m, int(size))
	if err != nil {
		return Row{}, err
	}
	values, err := record(payload)
	return Row{ID: id, Values: values}, err
}

// payload collects what a row holds: what does not fit on its page is on others.
func (f *File) payload(page []byte, at, size int) ([]byte, error) {
	here := size
	if most := f.usable - 35; size > most { // the constants are those of the file format
		least := (f.usable-12)*32/255 - 23
		here = least + (size-least)%(f.usable-4)
		if here > most {
			here = least
		}
	}
	end := at + here
	if end > f.usable {
		return nil, errBroken
	}
	if here == size {
		return page[at:end], nil
	}
	if end+4 > f.usable {
		return nil, errBroken
	}
	all := append([]byte(nil), page[at:end]...)
	met := map[int]bool{}
	for next := int(binary.BigEndian.Uint32(page[end:])); len(all) < size; {
		b, err := f.read(next)
		if err != nil {
			return nil, err
		}
		if met[next] { // a circle
			return nil, errBroken
		}
		met[next] = true
		all = append(all, b[4:min(f.usable, 4+size-len(all))]...)
		next = int(binary.BigEndian.Uint32(b))
	}
	return all, nil
}

// record reads the values of a row. Text that is no text is refused: it was overwritten.
func record(b []byte) ([]any, error) {
	size, n := varint(b)
	if n == 0 || size < int64(n) || size > int64(len(b)) {
		return nil, errBroken
	}
	head, body := b[n:size], b[size:]
	var values []any
	for len(head) > 0 {
		kind, n := varint(head)
		if n == 0 || kind < 0 || kind == 10 || kind == 11 { // these two are reserved
			return nil, errBroken
		}
		head = head[n:]
		width := widthOf(kind)
		if width > int64(len(body)) {
			return nil, errBroken
		}
		v, err := value(kind, body[:width])
		if err != nil {
			return nil, err
		}
		values, body = append(values, v), body[width:]
	}
	if len(body) > 0 {
		return nil, errBroken
	}
	return values, nil
}

func widthOf(kind int64) int64 {
	switch {
	case kind >= 12:
		return (kind - 12) / 2
	case kind == 8, kind == 9:
		return 0
	}
	return []int64{0, 1, 2, 3, 4, 6, 8, 8}[kind]
}

func value(kind int64, b []byte) (any, error) {
	switch {
	case kind == 0:
		return nil, nil
	case kind == 7:
		return math.Float64frombits(binary.BigEndian.Uint64(b)), nil
	case kind == 8, kind == 9:
		return kind - 8, nil
	case kind < 7:
		v := int64(int8(b[0])) // the sign is in the first byte
		for _, c := range b[1:] {
			v = v<<8 | int64(c)
		}
		return v, nil
	case kind%2 == 0:
		return append([]byte{}, b...), nil
	}
	for _, c := range b {
		if c == 0 {
			return nil, errBroken
		}
	}
	if !utf8.Valid(b) {
		return nil, errBroken
	}
	return string(b), nil
}

// varint reads a number of one to nine bytes and returns how many there were; 0 if it is cut short.
func varint(b []byte) (v int64, n int) {
	for i := range min(len(b), 9) {
		if i == 8 {
			return v<<8 | int64(b[8]), 9
		}
		v = v<<7 | int64(b[i]&0x7f)
		if b[i] < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}
