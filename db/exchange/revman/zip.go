package revman

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"claimgrade/db/exchange"
)

// What an archive may unpack to. Real packages have a few megabytes; a zip bomb has more than any computer.
const (
	maxUnpacked = 256 << 20 // all members together, those of archives inside it included
	maxMember   = 128 << 20
	maxRatio    = 200      // unpacked to packed,
	fromSize    = 16 << 20 // of a member of at least this size
	maxMembers  = 10_000
	maxDepth    = 3       // of archives inside archives
	peeked      = 1 << 16 // of a member, to see what it is
)

// LooksZip reports whether data are a zip archive, of whatever.
func LooksZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// ReadZip reads a package, archives inside it included.
func ReadZip(ctx context.Context, s exchange.Source) (exchange.File, error) {
	f := exchange.File{Name: s.Name, Format: exchange.RevManZip}
	a := archive{ctx: ctx, left: maxUnpacked, seen: map[[sha256.Size]byte]bool{}}
	if err := a.unpack(s.Data, 1); err != nil {
		return refused(f, err)
	}
	p, done, total := newPack(ctx, nil), 0, 0
	for _, m := range a.tables {
		total += len(m.text)
	}
	p.report = func(at int) { s.Report(done+at, total) }
	slices.SortStableFunc(a.tables, func(x, y member) int { return int(x.kind) - int(y.kind) })
	for _, m := range a.tables {
		p.place = m.name
		for _, w := range m.warnings {
			p.warn(w.Line, "%s", w.Message)
		}
		if err := p.add(m.sheet); err != nil {
			return refused(f, err)
		}
		if cut := cutOff(m.sheet, p.last, m.text); cut != "" {
			p.warn(p.last.Line, "%s", cut)
		}
		done += len(m.text)
	}
	f.Records = p.records()
	if len(f.Records) == 0 {
		f.Refused = exchange.Text(fmt.Sprintf("This zip archive holds no table of studies from a RevMan data package. It holds: %s. Unpack it, and import the file that you want by itself.", list(a.others)))
		return f, nil
	}
	f.Warnings = append(a.warnings, p.warnings...)
	if len(a.others) > 0 {
		f.Warnings = append(f.Warnings, exchange.Warning{Message: fmt.Sprintf("Not read, because they are no tables of studies: %s.", list(a.others))})
	}
	return f, nil
}

// refused is the answer to an archive that cannot be read; a context that has ended is an error.
func refused(f exchange.File, err error) (exchange.File, error) {
	var r refusal
	if errors.As(err, &r) {
		f.Refused = exchange.Text(r)
		return f, nil
	}
	return exchange.File{}, err
}

// refusal is why an archive is not read.
type refusal string

func (r refusal) Error() string { return string(r) }

func refuse(format string, args ...any) error { return refusal(fmt.Sprintf(format, args...)) }

// archive collects the tables of an archive in memory.
type archive struct {
	ctx      context.Context
	left     int64 // bytes that may still be unpacked
	members  int
	seen     map[[sha256.Size]byte]bool // contents: packages hold some tables twice, packed and unpacked
	tables   []member
	others   []string // names of the members that are no tables
	warnings []exchange.Warning
}

// member is a table of the archive.
type member struct {
	sheet
	name     string
	text     string
	warnings []exchange.Warning
}

func (a *archive) unpack(data []byte, depth int) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return refuse("This zip archive is damaged or cut off (%v). Download or make it again.", err)
	}
	for _, m := range z.File {
		if err := a.ctx.Err(); err != nil {
			return err
		}
		if a.members++; a.members > maxMembers {
			return refuse("This zip archive holds more than %d files, more than any data package. Unpack it, and import the file that you want by itself.", maxMembers)
		}
		if strings.HasSuffix(m.Name, "/") || strings.HasPrefix(m.Name, "__MACOSX/") {
			continue
		}
		if err := a.take(m, depth); err != nil {
			return err
		}
	}
	return nil
}

// take reads a member if it is a table or an archive.
func (a *archive) take(m *zip.File, depth int) error {
	name := shown(m.Name)
	if leadsOut(m.Name) {
		a.warnings = append(a.warnings, exchange.Warning{Message: fmt.Sprintf(
			"“%s” in the archive names a place outside of it. Nothing is written there; the content was looked at like that of the others. Ask where the archive comes from.", name)})
	}
	if why := suspicious(m, name); why != nil {
		return why
	}
	start, err := a.read(m, name, peeked)
	if err != nil {
		return err
	}
	nested := LooksZip(start)
	switch {
	case !nested && !isTable(name, start):
		a.others = append(a.others, name)
		return nil
	case nested && depth == maxDepth:
		return refuse("This zip archive holds archives inside archives, more than %d deep (“%s”). Unpack it, and import the package by itself.", maxDepth, name)
	}
	data, err := a.read(m, name, min(a.left, maxMember)+1)
	if err != nil {
		return err
	}
	if a.left -= int64(len(data)); a.left < 0 || len(data) > maxMember {
		return tooLarge(name)
	}
	sum := sha256.Sum256(data)
	if a.seen[sum] {
		return nil
	}
	a.seen[sum] = true
	if nested {
		return a.unpack(data, depth+1)
	}
	text, warnings, _ := exchange.Decode(name, data)
	if s, ok := open(text); ok {
		a.tables = append(a.tables, member{s, name, text, warnings})
	}
	return nil
}

// suspicious refuses what its header says to be encrypted or a bomb.
func suspicious(m *zip.File, name string) error {
	switch packed, size := m.CompressedSize64, m.UncompressedSize64; {
	case m.Flags&1 != 0:
		return refuse("This zip archive is encrypted (“%s” needs a password). Unpack it with the password, and import its files or zip them without one.", name)
	case size >= fromSize && packed < size/maxRatio:
		return refuse("This zip archive is not unpacked: “%s” would grow from %d to %d bytes, as no table does. Ask where the archive comes from.", name, packed, size)
	}
	return nil
}

// isTable reports whether a member that starts like this is a table that is read.
func isTable(name string, start []byte) bool {
	text, _, refused := exchange.Decode(name, start)
	t, ok := open(text)
	return ok && refused == "" && t.kind != arms
}

func tooLarge(name string) error {
	return refuse("This zip archive unpacks to more than %d MB (at “%s”), more than any data package. Unpack it, and import the file that you want by itself.", maxUnpacked>>20, name)
}

// read unpacks at most some bytes of a member.
func (a *archive) read(m *zip.File, name string, most int64) ([]byte, error) {
	r, err := m.Open()
	if err == nil {
		defer r.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(untilDone{a.ctx, r}, most)); err == nil {
			return data, nil
		}
	}
	switch {
	case a.ctx.Err() != nil:
		return nil, a.ctx.Err()
	case errors.Is(err, zip.ErrAlgorithm):
		return nil, refuse("This zip archive is packed by a method that is not read (“%s”). Unpack it and zip it again, or import its files by themselves.", name)
	}
	return nil, refuse("This zip archive is damaged at “%s” (%v). Download or make it again.", name, err)
}

// untilDone stops reading when the context ends.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}

// leadsOut reports whether a name would lead out of the folder that an archive is unpacked to.
func leadsOut(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':' || slices.Contains(strings.Split(name, "/"), "..")
}

// shown is a name for messages.
func shown(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '�'
		}
		return r
	}, strings.ToValidUTF8(name, "�"))
	if r := []rune(name); len(r) > 100 {
		name = "…" + string(r[len(r)-100:])
	}
	return name
}

func list(names []string) string {
	switch n := len(names); {
	case n == 0:
		return "nothing"
	case n > 8:
		return strings.Join(names[:8], ", ") + fmt.Sprintf(" and %d more", n-8)
	}
	return strings.Join(names, ", ")
}
