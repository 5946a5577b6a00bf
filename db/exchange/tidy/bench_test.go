package tidy

import (
	"strings"
	"testing"
)

func BenchmarkRead(b *testing.B) {
	row := `"Rain, wind and umbrellas","Hansen, K.; van der Berg, O.B.; Nord, C.",2019,"J Imag Med",12,3,101-109,10.1000/x,31000001,"` + strings.Repeat("It rained. ", 150) + "\"\n"
	text := "Title,Authors,Year,Journal,Volume,Issue,Pages,DOI,PMID,Abstract\n" + strings.Repeat(row, 5000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if file := read(b, text); len(file.Records) != 5000 {
			b.Fatal(len(file.Records))
		}
	}
}
