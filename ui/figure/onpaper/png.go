package onpaper

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/draw"
	"image/png"
	"math"

	"claimgrade/ui/figure"
)

// mostPixels bounds a picture: A3 at 600 dpi has 70 million.
const mostPixels = 80e6

// PNG is a scene as a picture of pixels, with its size on paper written into it.
func PNG(s figure.Scene, dpi float64) ([]byte, error) {
	k := dpi / UnitsPerInch
	w, h := math.Ceil(s.Width*k), math.Ceil(s.Height*k)
	if !(w >= 1 && h >= 1 && w*h <= mostPixels) {
		return nil, fmt.Errorf("a picture of %.0f by %.0f points at %g dpi cannot be drawn: it must have between one and %d million pixels",
			s.Width, s.Height, dpi, int(mostPixels/1e6))
	}
	c := &canvas{img: image.NewNRGBA(image.Rect(0, 0, int(w), int(h))), k: k}
	draw.Draw(c.img, c.img.Bounds(), image.NewUniform(Color(figure.Card)), image.Point{}, draw.Src)
	for _, it := range s.Items {
		c.item(it)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, c.img); err != nil {
		return nil, fmt.Errorf("a picture cannot be written as PNG: %w", err)
	}
	return withResolution(out.Bytes(), dpi), nil
}

// withResolution puts the chunk pHYs, in points a metre, behind a PNG's first chunk, the header IHDR of 13 bytes.
func withResolution(data []byte, dpi float64) []byte {
	const header = 8 + 4 + 4 + 13 + 4
	perMetre := uint32(math.Round(dpi / 0.0254))
	chunk := binary.BigEndian.AppendUint32(nil, 9)
	chunk = append(chunk, "pHYs"...)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1) // the unit is the metre
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	out := append([]byte(nil), data[:header]...)
	return append(append(out, chunk...), data[header:]...)
}
