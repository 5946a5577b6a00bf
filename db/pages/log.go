package pages

import (
	"encoding/binary"
	"io"
)

// readLog notes where in a write-ahead log the newest state of each page stands: up to the last commit that is whole. A
// log that is none, or was overwritten, ends where its checksums do.
func (f *File) readLog(log io.ReaderAt) {
	const headSize, frameSize = 32, 24
	head := make([]byte, headSize)
	if _, err := log.ReadAt(head, 0); err != nil {
		return
	}
	magic := binary.BigEndian.Uint32(head)
	size := int(binary.BigEndian.Uint32(head[8:]))
	if magic&^1 != 0x377f0682 || size < 512 || size > 1<<16 || size&(size-1) != 0 {
		return
	}
	sum := checksum{order: binary.ByteOrder(binary.LittleEndian)}
	if magic&1 == 1 {
		sum.order = binary.BigEndian
	}
	if sum.add(head[:24]); !sum.is(head[24:]) {
		return
	}
	f.setPageSize(size, 0)
	f.log, f.logged = log, map[int]int64{}
	pending := map[int]int64{}
	frame := make([]byte, frameSize+size)
	for at := int64(headSize); ; at += int64(len(frame)) {
		if n, _ := log.ReadAt(frame, at); n < len(frame) {
			return
		}
		if string(frame[8:16]) != string(head[16:24]) { // of an earlier round
			return
		}
		sum.add(frame[:8])
		if sum.add(frame[frameSize:]); !sum.is(frame[16:]) {
			return
		}
		if page := binary.BigEndian.Uint32(frame); page > 0 && page < 1<<31-1 {
			pending[int(page)] = at + frameSize
		}
		if binary.BigEndian.Uint32(frame[4:]) != 0 { // the last frame of a commit
			for page, where := range pending {
				f.logged[page] = where
			}
			clear(pending)
		}
	}
}

// checksum is the one of write-ahead logs.
type checksum struct {
	order binary.ByteOrder
	a, b  uint32
}

func (s *checksum) add(bytes []byte) {
	for ; len(bytes) >= 8; bytes = bytes[8:] {
		s.a += s.order.Uint32(bytes) + s.b
		s.b += s.order.Uint32(bytes[4:]) + s.a
	}
}

func (s *checksum) is(bytes []byte) bool {
	return binary.BigEndian.Uint32(bytes) == s.a && binary.BigEndian.Uint32(bytes[4:]) == s.b
}
