package table

import (
	"archive/zip"
	"io"
	"time"
)

// File is a file of an archive.
type File struct {
	Name  string
	Write func(w io.Writer) error
}

// zipped is the time of every file in an archive, the earliest that there is: the same files are the same archive.
var zipped = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Zip writes files into an archive, in their order.
func Zip(w io.Writer, files []File) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		member, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: zipped})
		if err != nil {
			return err
		}
		if err := f.Write(member); err != nil {
			return err
		}
	}
	return z.Close()
}
