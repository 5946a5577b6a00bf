package revman

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"claimgrade/db/exchange"
)

func TestArchivesThatAreRefusedInWords(t *testing.T) {
	good := whole(t)
	damaged := bytes.Clone(good)
	damaged[bytes.Index(good, []byte("CD900001-data-rows.csv"))+60] ^= 0xff
	encrypted := zipWith(t, &zip.FileHeader{Name: "secret.csv", Method: zip.Store, Flags: 1}, []byte("xxxxxxxxxxxx"))
	method := zipWith(t, &zip.FileHeader{Name: "data.csv", Method: 14}, []byte("xxxxxxxxxxxx"))
	deep := []byte(dataCSV)
	for range 5 {
		deep = zipped(t, file{"inner.zip", string(deep)})
	}
	many := make([]file, maxMembers+1)
	for i := range many {
		many[i].name = fmt.Sprint(i)
	}
	for _, c := range []struct {
		name string
		data []byte
		says string
	}{
		{"cut off", good[:len(good)-10], "damaged or cut off"},
		{"damaged inside", damaged, "damaged at “CD900001/"},
		{"encrypted", encrypted, "encrypted (“secret.csv”"},
		{"packed by another method", method, "a method that is not read"},
		{"archives in archives", deep, "more than 3 deep"},
		{"too many files", zipped(t, many...), "more than 10000 files"},
		{"without a table", zipped(t, file{"a.ris", "TY  - JOUR"}, file{"b/c.txt", "x"}), "It holds: a.ris, b/c.txt."},
		{"empty", zipped(t), "It holds: nothing."},
		{"only settings", zipped(t, file{"s.csv", settingsCSV}), "no table of studies"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !LooksZip(c.data) {
				t.Fatal("is not recognised")
			}
			if f := readZip(t, c.data); !strings.Contains(string(f.Refused), c.says) || len(f.Records) > 0 {
				t.Errorf("%q with %d records", f.Refused, len(f.Records))
			}
		})
	}
}

// zipWith makes an archive of one member whose header is as given, whatever it says.
func zipWith(t *testing.T, h *zip.FileHeader, packed []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	h.CompressedSize64, h.UncompressedSize64 = uint64(len(packed)), max(h.UncompressedSize64, uint64(len(packed)))
	w, err := z.CreateRaw(h)
	if err == nil {
		_, err = w.Write(packed)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zeros is a table that goes on with very many zeros, packed.
func zeros(t *testing.T, size int64) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err == nil {
		_, err = io.WriteString(w, dataCSV)
	}
	if err == nil {
		_, err = io.CopyN(w, zeroes{}, size)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

// A zip bomb is refused before it is unpacked, whatever size it says it has, and memory stays small.
func TestAZipBombIsRefused(t *testing.T) {
	const size = 300 << 20
	packed := zeros(t, size)
	for _, says := range []uint64{size, 1 << 20, 1 << 62} {
		bomb := zipWith(t, &zip.FileHeader{Name: "data.csv", Method: zip.Deflate, UncompressedSize64: says}, packed)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f := readZip(t, bomb)
		runtime.ReadMemStats(&after)
		if f.Refused == "" || !strings.Contains(string(f.Refused), "data.csv") {
			t.Errorf("of %d bytes: %q", says, f.Refused)
		}
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 600<<20 {
			t.Errorf("of %d bytes: %d MB were allocated", says, grown>>20)
		}
	}
}

// Many members that are each small enough are refused together, those of archives inside the archive included.
func TestTheMembersOfAnArchiveAreLimitedTogether(t *testing.T) {
	files := make([]file, 10)
	for i := range files {
		files[i] = file{fmt.Sprint(i, ".csv"), robCSV + strings.Repeat(fmt.Sprint("Study ", i, ",,,,\n"), 100)}
	}
	files[9] = file{"inner.zip", string(zipped(t, files[:9]...))}
	for _, c := range []struct {
		members []file
		fits    bool
	}{{files[:4], true}, {files[:9], false}, {files[9:], false}} {
		a := archive{ctx: context.Background(), left: 10 << 10, seen: map[[sha256.Size]byte]bool{}}
		err := a.unpack(zipped(t, c.members...), 1)
		if (err == nil) != c.fits || err != nil && !strings.Contains(err.Error(), "unpacks to more than 256 MB") {
			t.Errorf("%d members: %v", len(c.members), err)
		}
	}
}

func TestNamesThatLeadOutAreToldAndWriteNothing(t *testing.T) {
	for _, name := range []string{"../../evil.csv", `..\evil.csv`, "/etc/evil.csv", "a/../../evil.csv", `C:\evil.csv`} {
		f := readZip(t, zipped(t, file{name, dataCSV}))
		if f.Refused != "" || len(f.Records) != 2 || !strings.Contains(fmt.Sprint(f.Warnings), "outside of it") {
			t.Errorf("%s: %q, %d records, %v", name, f.Refused, len(f.Records), f.Warnings)
		}
	}
	if f := readZip(t, zipped(t, file{"a..b/..data.csv", dataCSV})); strings.Contains(fmt.Sprint(f.Warnings), "outside") {
		t.Errorf("%v", f.Warnings)
	}
}

func TestACutArchiveIsRefusedAtEveryByte(t *testing.T) {
	data := zipped(t, file{"rob.csv", robCSV})
	for n := 4; n < len(data); n++ {
		if f := readZip(t, data[:n]); f.Refused == "" || len(f.Records) > 0 {
			t.Fatalf("cut at %d of %d: %+v", n, len(data), f)
		}
	}
}

func TestUnpackingIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ReadZip(ctx, exchange.Source{Data: whole(t)}); err == nil {
		t.Error("it went on")
	}
}

func TestControlCharactersOfNamesAreNotShown(t *testing.T) {
	f := readZip(t, zipped(t, file{"rob.csv", robCSV}, file{"a\x1b[2J\xff\n.txt", "x"}))
	if said := f.Warnings[len(f.Warnings)-1].Message; strings.ContainsAny(said, "\x1b\n") || !utf8.ValidString(said) {
		t.Errorf("%q", said)
	}
}

func FuzzReadZip(f *testing.F) {
	f.Add(whole(f))
	f.Add(zipped(f, file{"a.zip", string(zipped(f, file{"../rob.csv", robCSV}))}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if file := readZip(t, data); (file.Refused == "") == (len(file.Records) == 0) {
			t.Fatalf("refused %q with %d records", file.Refused, len(file.Records))
		}
	})
}
