package onpaper

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
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
	c := &canvas{img: image.NewRGBA(image.Rect(0, 0, int(w), int(h))), k: k}
	draw.Draw(c.img, c.img.Bounds(), image.NewUniform(Color(figure.Card)), image.Point{}, draw.Src)
	for _, it := range s.Items {
		c.item(it)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, fewColors(c.img)); err != nil {
		return nil, fmt.Errorf("a picture cannot be written as PNG: %w", err)
	}
	return withResolution(out.Bytes(), dpi), nil
}

// fewColors is a picture as one of at most 256 colours: a fifth of the time to write and half of the bytes. The shades at
// the edges of shapes, which are what there are many of, are taken in steps of eight or sixteen, which no eye tells apart;
// colours that fill something stay as they are.
func fewColors(img *image.RGBA) image.Image {
	for _, steps := range []uint32{0xf8f8f8, 0xf0f0f0, 0xe0e0e0} {
		if out, ok := inSteps(img, steps); ok {
			return out
		}
	}
	return img
}

func inSteps(img *image.RGBA, steps uint32) (*image.Paletted, bool) {
	out := image.NewPaletted(img.Bounds(), nil)
	index := map[uint32]uint8{}
	take := func(rgb uint32) bool {
		if _, known := index[rgb]; !known {
			if len(out.Palette) == 256 {
				return false
			}
			index[rgb] = uint8(len(out.Palette))
			out.Palette = append(out.Palette, color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 255})
		}
		return true
	}
	for _, t := range figure.Tones() {
		c := Color(t)
		take(uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B))
	}
	last, at := ^uint32(0), uint8(0)
	for i := 0; i < len(img.Pix); i += 4 {
		rgb := uint32(img.Pix[i])<<16 | uint32(img.Pix[i+1])<<8 | uint32(img.Pix[i+2])
		if rgb != last {
			known, ok := index[rgb]
			if !ok {
				if !take(rgb & steps) {
					return nil, false
				}
				known = index[rgb&steps]
				index[rgb] = known
			}
			last, at = rgb, known
		}
		out.Pix[i/4] = at
	}
	return out, true
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
